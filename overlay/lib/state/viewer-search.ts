import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController, orNull } from './live-controller.ts';
import type { Viewer } from './viewer-pages.ts';

const LIMIT = 50;
/** About the gap between two keys of a fast typist. */
const DEBOUNCE_MS = 60;

/** Finds viewers while a name is typed. One request at a time; what is shown answers the last one. */
export class ViewerSearch extends LiveController {
  query = '';
  /** null: no search, or no answer yet. */
  hits: readonly Viewer[] | null = null;
  /** The query that `hits` answer. */
  answered = '';
  readonly #debounceMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;

  constructor(host: ReactiveControllerHost, client: RolecallClient, debounceMs = DEBOUNCE_MS) {
    super(host, client);
    this.#debounceMs = debounceMs;
  }

  type(query: string): void {
    this.query = query.trim();
    clearTimeout(this.#timer);
    if (this.query === '') {
      this.hits = null;
      this.answered = '';
    } else {
      this.#timer = setTimeout(() => void this.read(), this.#debounceMs);
    }
    this.host.requestUpdate();
  }

  protected override subscribe(): Stop[] {
    return [
      this.client.on('roles.changed', () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.read(), 2 * this.#debounceMs);
      }),
      () => clearTimeout(this.#timer),
    ];
  }

  protected override async read(): Promise<void> {
    const { query } = this;
    if (query === '' || this.#isAsking) return;
    this.#isAsking = true;
    const answer = await orNull(this.client.call('viewers.search', { query, limit: LIMIT }));
    this.#isAsking = false;
    if (query !== this.query) return this.read(); // more was typed meanwhile
    if (!answer) return;
    this.hits = answer.items;
    this.answered = query;
    this.host.requestUpdate();
  }
}
