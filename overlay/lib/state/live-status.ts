import type { EventData } from '../../../integrations/client/index.ts';
import { ServerController, type Stop } from './controller.ts';
import type { Status, ViewState } from './view-state.ts';

/** The server may be gone this long before the page says so: a restart takes less. */
const GRACE_MS = 2_000;

/** The server's status with the progress of a sync. While the server is away it stays as last known. */
export class LiveStatus extends ServerController {
  /** null: not known yet. */
  status: Status | null = null;
  isDemo = false;
  #isAway = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get state(): ViewState {
    if (this.#isAway) return 'away';
    return this.status?.state ?? 'connecting';
  }

  /** Whether the server can be called now. */
  get isOnline(): boolean {
    return this.client.state === 'open';
  }

  protected override listen(): Stop[] {
    this.#connectionChanged();
    return [
      this.client.onState(() => this.#connectionChanged()),
      this.client.on('sync.status', (status) => this.#show(status)),
      this.client.on('sync.progress', (progress) => this.#advance(progress)),
      this.client.on('hello', () => void this.#readDemo()),
      () => clearTimeout(this.#timer),
    ];
  }

  /** `away` shows after a while; being back shows with the next status. */
  #connectionChanged(): void {
    clearTimeout(this.#timer);
    if (!this.isOnline) {
      this.#timer = setTimeout(() => {
        this.#isAway = true;
        this.host.requestUpdate();
      }, GRACE_MS);
    }
    this.host.requestUpdate();
  }

  #show(status: Status): void {
    this.status = status;
    this.#isAway = false;
    this.host.requestUpdate();
  }

  #advance({ runId, kind, done, total, etaMs }: EventData<'sync.progress'>): void {
    const { status } = this;
    if (status?.running?.runId !== runId) return;
    const progress = { ...status.running.progress, [kind]: { done, total, etaMs } };
    this.#show({ ...status, running: { ...status.running, progress } });
  }

  async #readDemo(): Promise<void> {
    try {
      this.isDemo = (await this.client.call('server.info')).demo;
      this.host.requestUpdate();
    } catch {
      // Disconnected again: the next hello asks again.
    }
  }
}
