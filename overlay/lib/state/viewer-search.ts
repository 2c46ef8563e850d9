import type { ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import { LiveController, orNull } from './live-controller.ts';
import type { Viewer } from './viewer-pages.ts';

const LIMIT = 50;
/** Shorter than a key is held; longer than the gap between two keys of a fast typist is no use. */
const DEBOUNCE_MS = 60;

/** Type-ahead: one question at a time, and what is shown is always the answer to the last one asked. */
export class ViewerSearch extends LiveController {
  query = '';
  /** null: nothing is searched for, or the first answer is yet to come. */
  hits: readonly Viewer[] | null = null;
  /** What `hits` answer. */
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

  override hostDisconnected(): void {
    clearTimeout(this.#timer);
    super.hostDisconnected();
  }

  protected override subscribe(): (() => void)[] {
    return [
      this.client.on('roles.changed', () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.read(), 2 * this.#debounceMs);
      }),
    ];
  }

  protected override async read(): Promise<void> {
    const { query } = this;
    if (query === '' || this.#isAsking) return;
    this.#isAsking = true;
    const answer = await orNull(this.client.call('viewers.search', { query, limit: LIMIT }));
    this.#isAsking = false;
    if (query !== this.query) return this.read(); // typed on meanwhile
    if (!answer) return;
    this.hits = answer.items;
    this.answered = query;
    this.host.requestUpdate();
  }
}
