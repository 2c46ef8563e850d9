import type { ReactiveControllerHost } from 'lit';
import { type RolecallClient, RolecallError } from '../../../integrations/client/index.ts';
import type { Kind } from '../../../server/core/roles.ts';
import type { SyncResult } from '../format/sync-outcome.ts';
import { ServerController } from './controller.ts';
import type { Notices } from './notices.ts';

/** Runs a sync for the sync button, and says how it ended. */
export class ManualSync extends ServerController {
  isRunning = false;
  readonly #notices: Notices;

  constructor(host: ReactiveControllerHost, client: RolecallClient, notices: Notices) {
    super(host, client);
    this.#notices = notices;
  }

  /** @param force even if the last one was a short time ago @param kinds default: all */
  async run(force: boolean, kinds?: Kind[]): Promise<void> {
    if (this.isRunning) return;
    this.#setRunning(true);
    try {
      const params = { source: 'manual-ui', force, ...(kinds ? { kinds } : {}) };
      const result = await this.client.call('sync.run', params, { timeoutMs: 0 }); // big channels take minutes
      if ('outcome' in result) await this.#tell(result, force);
    } catch (error) {
      // That the server is away is said by the page already.
      if (error instanceof RolecallError && error.code !== 'disconnected') this.#notices.fail(error);
    }
    this.#setRunning(false);
  }

  /** The words come when there is something to say. */
  async #tell(result: SyncResult, wasForced: boolean): Promise<void> {
    const { anywayLabel, outcomeWords } = await import('../format/sync-outcome.ts');
    const mayForce = result.outcome === 'skipped' && !wasForced;
    const anyway = { label: anywayLabel, run: () => this.run(true) };
    this.#notices.say(outcomeWords(result, wasForced), mayForce ? anyway : null);
  }

  #setRunning(isRunning: boolean): void {
    this.isRunning = isRunning;
    this.host.requestUpdate();
  }
}
