import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';

/** Loads anew whenever what is shown may be old: with every connection, and when somebody comes back to look. */
export class Refetch implements ReactiveController {
  readonly #client: RolecallClient;
  readonly #load: () => void;
  #off: (() => void) | null = null;

  constructor(host: ReactiveControllerHost, client: RolecallClient, load: () => Promise<unknown>) {
    this.#client = client;
    // What fails here was not asked for by anybody: the next time asks again.
    this.#load = () => void load().catch(() => undefined);
    host.addController(this);
  }

  hostConnected(): void {
    this.#off = this.#client.on('hello', this.#load);
    window.addEventListener('focus', this.#onFocus);
  }

  hostDisconnected(): void {
    this.#off?.();
    window.removeEventListener('focus', this.#onFocus);
  }

  readonly #onFocus = (): void => {
    if (this.#client.state === 'open') this.#load();
  };
}
