import { type Result, RolecallError } from '../../../integrations/client/index.ts';
import type { Stop } from './controller.ts';
import { LiveController } from './live-controller.ts';

export type TwitchStatus = Result<'twitch.status'>;

/** How often to ask whether the streamer has entered the code at Twitch. */
const POLL_EVERY_MS = 1_500;

/** The login to Twitch. */
export class TwitchLogin extends LiveController {
  /** null: not known, or this page may not see it. */
  status: TwitchStatus | null = null;
  isStarting = false;
  /** Why the last login could not be started. */
  error: Error | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  async connect(clientId: string | null): Promise<void> {
    if (this.isStarting) return;
    this.isStarting = true;
    this.error = null;
    this.host.requestUpdate();
    try {
      await this.client.call('twitch.connect', clientId === null ? {} : { clientId });
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    }
    this.isStarting = false;
    await this.refresh();
  }

  /** Asks for the status, and goes on asking while a code waits to be entered. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.status = await this.client.call('twitch.status');
    } catch (error) {
      if (error instanceof RolecallError && error.code === 'forbidden') this.status = null;
    }
    this.host.requestUpdate();
    clearTimeout(this.#timer);
    if (this.status?.pending) this.#timer = setTimeout(() => void this.refresh(), POLL_EVERY_MS);
  }

  protected override subscribe(): Stop[] {
    return [
      // Not `twitch.status`: only an owner may subscribe to it, and others would get no events at all.
      this.client.on('sync.status', () => void this.refresh()),
      () => clearTimeout(this.#timer),
    ];
  }

  protected override read(): Promise<void> {
    return this.refresh();
  }
}
