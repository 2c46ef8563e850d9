import type { AccessChannel, AskFor } from '../access/ports.ts';
import { sleep } from '../core/clock.ts';
import type { User } from '../core/roles.ts';
import type { Viewer } from '../core/viewer.ts';
import { type RunRecord, SyncError } from '../sync/ports.ts';
import type { RoleSync } from '../sync/role-sync.ts';
import type { StreamState } from '../sync/stream-state.ts';
import type { TwitchRewards } from '../twitch/rewards.ts';
import type { Account } from './account.ts';
import type { Audience } from './audience.ts';
import type { ChannelCounts } from './counts.ts';
import type { Live } from './live.ts';
import type { Login } from './login.ts';
import { lookUpAccount } from './lookup.ts';
import {
  noticeOfAway,
  noticeOfClock,
  noticeOfEmptyChannel,
  noticeOfForeignRewards,
  noticeOfRefused,
} from './notices.ts';
import { type ChannelDeps, type ChannelParts, createParts } from './parts.ts';
import type { Rewards } from './rewards.ts';
import type { Status } from './status.ts';

/** How long those who want something of Twitch wait for the first word about the login. */
const CONNECTING_MS = 10_000;
/** How long the first sync waits for events to come, so that nothing falls between the two. */
const LIVE_FIRST_MS = 5_000;
/** How often Twitch is asked at most whether the channel has another name. */
const NAME_EVERY_MS = 60_000;

/** One channel at Twitch, followed: the login, its lists and events, and how fresh they are. */
export class Channel implements AccessChannel {
  readonly account: Account;
  readonly login: Login;
  readonly sync: RoleSync;
  readonly counts: ChannelCounts;
  readonly audience: Audience;
  readonly redemptions: TwitchRewards;
  readonly rewards: Rewards;
  readonly live: Live;
  readonly status: Status;
  readonly #deps: ChannelDeps;
  readonly #parts: ChannelParts;
  #connecting: Promise<void> = Promise.resolve();
  #isClosed = false;
  #nameAskedAt = -Infinity;

  constructor(deps: ChannelDeps) {
    this.#deps = deps;
    const parts = (this.#parts = createParts(deps, {
      onLoginChange: () => this.#onLoginChange(),
      onConnected: () => void this.#syncFrom('oauth-connect'),
      onOtherLogin: () => this.#onOtherName(),
      onStatus: () => this.#onStatus(),
      onFinished: (run) => this.#onFinished(run),
      onRewards: () => this.#onSettings(['rewards']),
    }));
    ({
      account: this.account,
      login: this.login,
      sync: this.sync,
      counts: this.counts,
      audience: this.audience,
      redemptions: this.redemptions,
      rewards: this.rewards,
      live: this.live,
      status: this.status,
    } = parts);
    const { events, stores } = deps;
    events.on('policy', () => this.#onSettings([]));
    events.on('foreignRewards', (titles) => {
      stores.warnings.follow('rewards_not_ours', noticeOfForeignRewards(titles));
    });
    events.on('settings', (names) => this.#onSettings(names));
    stores.warnings.listen(() => this.#onStatus());
  }

  /** Takes up the kept login and brings in what events need; resolves after Twitch's first answer or failure. */
  async connect(): Promise<void> {
    this.#connecting = this.account.start();
    this.#onStatus();
    await Promise.all([this.#connecting, this.live.load()]);
  }

  /** Goes through the relay from now on. @throws SyncError */
  async connectThrough(): Promise<void> {
    await this.account.connectThrough();
    this.#onLoginChange();
    void this.#syncFrom('oauth-connect');
  }

  /** `isConnected()`, at once, or shortly after a start, when Twitch has told whose the login is. */
  async untilConnected(): Promise<boolean> {
    if (this.isConnected()) return true;
    const waiting = new AbortController();
    await Promise.race([this.#connecting, sleep(this.#deps.clock, CONNECTING_MS, waiting.signal)]);
    waiting.abort();
    return this.isConnected();
  }

  /** From now on what happens at Twitch is known here. Resolves after the first sync. */
  async follow(): Promise<void> {
    if (this.#isClosed) return;
    this.live.follow();
    this.#parts.background.start();
    this.#onStatus();
    await this.#syncFrom('startup');
  }

  /** Begins anew, as after a start: without the run under way, with the login that there is, hearing Twitch. */
  async resume(): Promise<void> {
    this.cancelSync('Rolecall begins anew.');
    if (!this.isConnected()) await this.account.login.start();
    this.live.restart();
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.live.close();
    this.audience.close();
    this.#parts.background.close();
    await this.account.close();
    await this.sync.close();
    this.status.close();
  }

  /** Whose channel this is, also while logged out; null: nobody ever logged in. */
  broadcaster(): User | null {
    return this.#parts.broadcaster();
  }

  isClockRight(): boolean {
    return this.#parts.http.isClockRight;
  }

  isConnected(): boolean {
    return this.account.channel() !== null;
  }

  /** Whether Twitch is still to be asked about something that an event said of this viewer. */
  isVerifying(userId: string): boolean {
    return this.sync.writer.recent.isVerifying(userId);
  }

  async lookUpAccount(who: AskFor, limitMs: number): Promise<User> {
    const user = await lookUpAccount(
      { roster: this.#deps.stores.roster.roster, http: this.#parts.http, login: this.account },
      who,
      limitMs,
    );
    const channel = this.broadcaster();
    if (user.userId === channel?.userId && user.userLogin !== channel.userLogin) this.#onOtherName();
    return user;
  }

  /** A caller gives the channel itself another name than we do: Twitch knows whether that is so. */
  onSaidName(userId: string): void {
    if (userId === this.broadcaster()?.userId) this.#onOtherName();
  }

  /** Asks Twitch about one viewer and answers what is known then. @throws Problem */
  async refreshViewer(who: AskFor): Promise<Viewer> {
    await this.untilConnected();
    return this.#parts.lookUp(who, 'api:viewers.refresh');
  }

  onDenied(who: AskFor): void {
    this.#parts.denials.onDenied('login' in who ? { user: who.login } : who);
  }

  /** OBS says so. */
  onStreamStarted(): StreamState {
    this.live.stream.onStarted('obs', null);
    return this.live.stream.state;
  }

  onStreamStopped(): StreamState {
    this.live.stream.onStopped('obs');
    return this.live.stream.state;
  }

  /** Ends the run under way; nothing of it is stored. */
  cancelSync(why: string): void {
    this.sync.cancel(new SyncError('cancelled', why));
  }

  /** Forgets all that was read, durably (`data.delete`); the roster is the store's. @throws StoreError */
  async forget(): Promise<void> {
    const { runs, tokens } = this.#deps.stores;
    this.audience.forget();
    await runs.clear();
    this.sync.forget();
    await this.counts.clear();
    if (!this.isConnected()) await tokens.forgetBroadcaster();
    this.#onStatus();
  }

  /** The channel may have been renamed: asks Twitch now, instead of at the next hour. */
  #onOtherName(): void {
    const now = this.#deps.clock.monotonic();
    if (this.#isClosed || now < this.#nameAskedAt + NAME_EVERY_MS) return;
    this.#nameAskedAt = now;
    void this.account.check();
  }

  #onStatus(): void {
    if (this.#isClosed) return;
    this.status.renew();
    this.#notice();
    this.#deps.events.emit('status', this.status);
  }

  #onFinished(run: RunRecord): void {
    this.#parts.background.onFinished(run);
    this.audience.onSynced();
    this.counts.note();
    this.#deps.events.emit('runFinished', run);
  }

  /** Other settings may need other permissions and other events. */
  #onSettings(names: readonly string[]): void {
    if (this.#isClosed) return;
    if (names.includes('intervalMinutes')) this.#parts.background.reschedule();
    this.audience.onSettings();
    this.live.follow();
    this.#deps.events.emit('twitch', this.login);
    if (names.includes('rewards')) this.audience.onRewards();
    if (names.some((name) => name !== 'rewards')) this.#onStatus();
  }

  /** What no state shows. */
  #notice(): void {
    const { warnings, roster } = this.#deps.stores;
    const { refused } = this.live.supervisor;
    const types = [...refused].filter(([, { code }]) => code !== 'missing_scope').map(([type]) => type);
    warnings.follow('events_refused', noticeOfRefused(types, this.account.isRelayed));
    warnings.follow('clock_wrong', noticeOfClock(this.#parts.http.clockSkewMs));
    const { isReachable, problem } = this.account;
    const isAway = this.isConnected() && !isReachable;
    const stand = { now: this.#deps.clock.now(), kinds: this.sync.memory };
    warnings.follow('source_away', noticeOfAway(isAway ? problem : null, stand));
    const { counts } = roster.roster;
    warnings.follow('empty_channel', noticeOfEmptyChannel(this.account.channel(), this.sync.memory, counts));
  }

  /** What was read so far, of nobody, was read of another channel. */
  #startOver(): void {
    const { runs } = this.#deps.stores;
    this.sync.forget();
    void Promise.all([runs.clear(), this.counts.clear()]).catch((error: unknown) =>
      this.#deps.log.warn('Twitch', `Runs of the channel before are still there: ${String(error)}`),
    );
  }

  #onLoginChange(): void {
    if (this.#isClosed) return;
    const { events, stores } = this.#deps;
    const connected = this.account.channel();
    if (connected && this.account.isProven) {
      const last = stores.tokens.lastBroadcaster();
      if (last && last.userId !== connected.userId) this.#startOver();
      void stores.tokens.rememberBroadcaster(connected);
    }
    if (!connected)
      this.sync.cancel(
        new SyncError('login_expired', 'The Twitch login has ended.', 'Connect Twitch again.'),
      );
    this.live.follow();
    events.emit('twitch', this.login);
    this.#onStatus();
  }

  /** A sync of our own after a start or a login, once events come. */
  async #syncFrom(from: 'startup' | 'oauth-connect'): Promise<void> {
    await this.live.untilLive(LIVE_FIRST_MS);
    if (!this.account.isReachable || this.#isClosed) return;
    try {
      // A run under way may have begun with what the login before was allowed to see.
      await this.sync.run({ source: from, isExempt: true, mustBeginNow: from === 'oauth-connect' });
    } catch (error) {
      this.#deps.log.warn('RoleSync', `No sync (${from}): ${String(error)}`);
    }
  }
}
