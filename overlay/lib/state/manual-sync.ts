import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Kind } from '../../../server/core/roles.ts';
import { type Result, RolecallError, type RolecallClient } from '../../../integrations/client/index.ts';

export type SyncResult = Extract<Result<'sync.run'>, { outcome: string }>;
/** How a sync that was asked for here ended. */
export type SyncOutcome =
  { readonly result: SyncResult; readonly wasForced: boolean } | { readonly message: string };

/** Long enough to be read, short enough not to become old news. */
const SHOWN_MS = 60_000;

/** The sync button's other end: runs a sync and holds its outcome for a while. */
export class ManualSync implements ReactiveController {
  isRunning = false;
  outcome: SyncOutcome | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #client: RolecallClient;
  readonly #shownMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, client: RolecallClient, shownMs = SHOWN_MS) {
    this.#host = host;
    this.#client = client;
    this.#shownMs = shownMs;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** @param kinds all of them if left out */
  async run(force: boolean, kinds?: Kind[]): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    this.#show(null);
    const outcome = await this.#ask(force, kinds);
    this.isRunning = false;
    this.#show(outcome);
  }

  async #ask(force: boolean, kinds?: Kind[]): Promise<SyncOutcome | null> {
    try {
      const params = { source: 'manual-ui', force, ...(kinds ? { kinds } : {}) };
      const result = await this.#client.call('sync.run', params, { timeoutMs: 0 }); // big channels take minutes
      return 'outcome' in result ? { result, wasForced: force } : null;
    } catch (error) {
      // While the server is away the page says so already.
      if (!(error instanceof RolecallError) || error.code === 'disconnected') return null;
      return { message: error.message };
    }
  }

  #show(outcome: SyncOutcome | null): void {
    clearTimeout(this.#timer);
    this.outcome = outcome;
    if (outcome) this.#timer = setTimeout(() => this.#show(null), this.#shownMs);
    this.#host.requestUpdate();
  }
}
