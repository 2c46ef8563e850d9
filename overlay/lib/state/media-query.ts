import type { ReactiveControllerHost } from 'lit';
import { Controller, listenTo, type Stop } from './controller.ts';

/** Whether a media query matches. */
export class MediaQuery extends Controller {
  readonly #query: MediaQueryList;

  constructor(host: ReactiveControllerHost, query: string) {
    super(host);
    this.#query = matchMedia(query);
  }

  get matches(): boolean {
    return this.#query.matches;
  }

  protected override listen(): Stop[] {
    return [listenTo(this.#query, 'change', () => this.host.requestUpdate())];
  }
}
