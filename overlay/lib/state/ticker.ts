import { Controller, listenTo, type Stop } from './controller.ts';

const EVERY_MS = 10_000;

/** Renders the page every few seconds, so that ages stay right. Pauses while the page is hidden. */
export class Ticker extends Controller {
  #timer: ReturnType<typeof setInterval> | undefined;

  protected override listen(): Stop[] {
    this.#follow();
    return [listenTo(document, 'visibilitychange', () => this.#follow()), () => clearInterval(this.#timer)];
  }

  #follow(): void {
    clearInterval(this.#timer);
    if (document.hidden) return;
    this.#timer = setInterval(() => this.host.requestUpdate(), EVERY_MS);
    this.host.requestUpdate();
  }
}
