import type { Announcer } from '../api/publisher.ts';
import type { ChannelParts } from './channel.ts';
import type { TwitchPort } from '../api/twitch-port.ts';
import type { Log } from '../core/log.ts';
import type { Settings } from '../store/settings-store.ts';
import type { Stores } from '../store/stores.ts';
import { SyncError } from '../sync/ports.ts';

/** How long the first sync waits for events to come, so that nothing falls between the two. */
const LIVE_FIRST_MS = 5_000;

export interface FollowUpParts {
  readonly stores: Stores;
  readonly channel: ChannelParts;
  readonly announcer: Announcer;
  readonly twitch: TwitchPort;
  readonly log: Log;
}

/** What follows when something has changed: who is told, what is asked of Twitch. Nothing any more once it is closed. */
export class FollowUps {
  readonly #parts: FollowUpParts;
  #isClosed = false;

  constructor(parts: FollowUpParts) {
    this.#parts = parts;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  close(): void {
    this.#isClosed = true;
  }

  onStatus(): void {
    if (this.#isClosed) return;
    this.#parts.announcer.onStatus();
    this.#parts.channel.board.watch(() => this.onStatus());
  }

  /** Other settings may need other permissions and other events. */
  onSettings(): void {
    if (this.#isClosed) return;
    const { channel, announcer, twitch } = this.#parts;
    channel.extras.onSettings();
    channel.live.follow();
    announcer.onTwitch(twitch.status());
  }

  /** Everything may be another: rules, interval, and what is asked of Twitch. */
  onImported(settings: Settings): void {
    if (this.#isClosed) return;
    const { channel, announcer } = this.#parts;
    announcer.onPolicy(settings.policy);
    channel.background.reschedule();
    this.onSettings();
    channel.extras.onRewards();
    this.onStatus();
  }

  onLoginChange(): void {
    if (this.#isClosed) return;
    const { stores, channel, announcer, twitch } = this.#parts;
    const { login, sync, live } = channel;
    const connected = login.channel();
    if (connected && login.isProven) void stores.tokens.rememberBroadcaster(connected);
    if (!connected)
      sync.cancel(new SyncError('login_expired', 'The Twitch login has ended.', 'Connect Twitch again.'));
    live.follow();
    announcer.onTwitch(twitch.status());
    this.onStatus();
  }

  /** A sync of our own after a start or a login, once events come. */
  async syncFrom(from: 'startup' | 'oauth-connect'): Promise<void> {
    const { login, sync, live } = this.#parts.channel;
    await live.untilLive(LIVE_FIRST_MS);
    if (!login.channel() || this.#isClosed) return;
    try {
      // A run under way may have begun with what the login before was allowed to see.
      await sync.run({ source: from, isExempt: true, mustBeginNow: from === 'oauth-connect' });
    } catch (error) {
      this.#parts.log.warn('RoleSync', `No sync (${from}): ${String(error)}`);
    }
  }
}
