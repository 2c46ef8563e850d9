import type { EventData } from '../../../integrations/client/index.ts';
import { LiveStatus } from './live-status.ts';

/** For pages that also show progress while a sync runs, and whether all of this is but a demo. */
export class LiveSync extends LiveStatus {
  isDemo = false;

  protected override subscribe(): (() => void)[] {
    return [
      ...super.subscribe(),
      this.client.on('sync.progress', (progress) => this.#advance(progress)),
      this.client.on('hello', () => void this.#askWhetherDemo()),
    ];
  }

  #advance({ runId, kind, done, total, etaMs }: EventData<'sync.progress'>): void {
    const { status } = this;
    if (status?.running?.runId !== runId) return;
    const progress = { ...status.running.progress, [kind]: { done, total, etaMs } };
    this.show({ ...status, running: { ...status.running, progress } });
  }

  async #askWhetherDemo(): Promise<void> {
    try {
      this.isDemo = (await this.client.call('server.info')).demo;
      this.host.requestUpdate();
    } catch {
      // Lost again: the next hello asks again.
    }
  }
}
