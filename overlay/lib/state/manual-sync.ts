import { type Result, RolecallError } from '../../../integrations/client/index.ts';
import type { Kind } from '../../../server/core/roles.ts';
import { ServerController, type Stop } from './controller.ts';

export type SyncResult = Extract<Result<'sync.run'>, { outcome: string }>;
/** How a sync that was started on this page ended. */
export type SyncOutcome =
  { readonly result: SyncResult; readonly wasForced: boolean } | { readonly message: string };

const SHOWN_MS = 60_000;

/** Runs a sync for the sync button, and keeps its outcome for a while. */
export class ManualSync extends ServerController {
  isRunning = false;
  outcome: SyncOutcome | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override listen(): Stop[] {
    return [() => clearTimeout(this.#timer)];
  }

  /** @param kinds default: all */
  async run(force: boolean, kinds?: Kind[]): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    this.#show(null);
    const outcome = await this.#call(force, kinds);
    this.isRunning = false;
    this.#show(outcome);
  }

  async #call(force: boolean, kinds?: Kind[]): Promise<SyncOutcome | null> {
    try {
      const params = { source: 'manual-ui', force, ...(kinds ? { kinds } : {}) };
      const result = await this.client.call('sync.run', params, { timeoutMs: 0 }); // big channels take minutes
      return 'outcome' in result ? { result, wasForced: force } : null;
    } catch (error) {
      // That the server is away is said by the page already.
      if (!(error instanceof RolecallError) || error.code === 'disconnected') return null;
      return { message: error.message };
    }
  }

  #show(outcome: SyncOutcome | null): void {
    clearTimeout(this.#timer);
    this.outcome = outcome;
    if (outcome) this.#timer = setTimeout(() => this.#show(null), SHOWN_MS);
    this.host.requestUpdate();
  }
}
