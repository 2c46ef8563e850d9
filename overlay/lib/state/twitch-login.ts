import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Result, RolecallError, type RolecallClient } from '../../../integrations/client/index.ts';
import { errorText } from '../format/errors.ts';

export type TwitchStatus = Result<'twitch.status'>;

/** How often to look whether the streamer has typed the code in. */
const POLL_EVERY_MS = 1_500;

/** The login to Twitch as a page shows and steers it. */
export class TwitchLogin implements ReactiveController {
  /** null: not known, or this page may not see it. */
  status: TwitchStatus | null = null;
  isStarting = false;
  /** What the last try to begin a login was answered; null if it went well. */
  error: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #client: RolecallClient;
  readonly #offs: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, client: RolecallClient) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  hostConnected(): void {
    // Not the event `twitch.status`: a page that is no owner may not hear it and would hear nothing at all.
    this.#offs.push(
      this.#client.on('hello', () => void this.refresh()),
      this.#client.on('sync.status', () => void this.refresh()),
    );
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    for (const off of this.#offs.splice(0)) off();
  }

  async connect(clientId: string | null): Promise<void> {
    if (this.isStarting) return;
    this.isStarting = true;
    this.error = null;
    this.#host.requestUpdate();
    try {
      await this.#client.call('twitch.connect', clientId === null ? {} : { clientId });
    } catch (error) {
      this.error = errorText(error);
    }
    this.isStarting = false;
    await this.refresh();
  }

  /** Asks how it stands; goes on asking while the streamer is at Twitch. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.status = await this.#client.call('twitch.status');
    } catch (error) {
      if (error instanceof RolecallError && error.code === 'forbidden') this.status = null;
    }
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    if (this.status?.pending) this.#timer = setTimeout(() => void this.refresh(), POLL_EVERY_MS);
  }
}
