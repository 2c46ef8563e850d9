import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { Status, ViewState } from './view-state.ts';

/** A restart of the server is over sooner than this; nobody needs to see it. */
const GRACE_MS = 2_000;

/**
 * The server's status as the host should show it: kept up to date while connected, kept as it was last
 * known while the server is away. Closes nothing: the client belongs to the page.
 */
export class LiveStatus implements ReactiveController {
  /** Last known; null before the first word of the server. */
  status: Status | null = null;
  protected readonly host: ReactiveControllerHost;
  protected readonly client: RolecallClient;
  readonly #graceMs: number;
  #isAway = false;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, client: RolecallClient, graceMs = GRACE_MS) {
    this.host = host;
    this.client = client;
    this.#graceMs = graceMs;
    host.addController(this);
  }

  get state(): ViewState {
    if (this.#isAway) return 'away';
    return this.status?.state ?? 'connecting';
  }

  /** Whether a call has any chance. */
  get isOnline(): boolean {
    return this.client.state === 'open';
  }

  hostConnected(): void {
    this.#unsubscribe = this.subscribe();
    this.#connectionChanged();
  }

  hostDisconnected(): void {
    clearTimeout(this.#graceTimer);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  protected subscribe(): (() => void)[] {
    const { client } = this;
    return [
      client.onState(() => this.#connectionChanged()),
      client.on('sync.status', (status) => this.show(status)),
    ];
  }

  protected show(status: Status): void {
    this.status = status;
    this.#isAway = false;
    this.host.requestUpdate();
  }

  /** Away shows only after a while; being back shows with the first status. */
  #connectionChanged(): void {
    clearTimeout(this.#graceTimer);
    if (!this.isOnline) {
      this.#graceTimer = setTimeout(() => {
        this.#isAway = true;
        this.host.requestUpdate();
      }, this.#graceMs);
    }
    this.host.requestUpdate();
  }
}
