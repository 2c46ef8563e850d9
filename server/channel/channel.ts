import { randomUUID } from 'node:crypto';
import type { AccessChannel, AskFor, TwitchEvents } from '../access/ports.ts';
import { type Clock, sleep } from '../core/clock.ts';
import type { Emitter, Subscriptions } from '../core/events.ts';
import type { Log } from '../core/log.ts';
import type { Policy } from '../core/policy.ts';
import type { RoleChange, User } from '../core/roles.ts';
import type { Viewer } from '../core/roster.ts';
import type { Stores } from '../store/stores.ts';
import { BackgroundSync } from '../sync/background.ts';
import { DenialLookUp } from '../sync/denial-lookup.ts';
import { type RunRecord, SyncError, type SyncProgress, type SyncSettings } from '../sync/ports.ts';
import { RoleSync } from '../sync/role-sync.ts';
import type { StreamState } from '../sync/stream-state.ts';
import { TwitchLogin } from '../twitch/login.ts';
import { REWARDS_SCOPE, TwitchRewards } from '../twitch/rewards.ts';
import { createRoleSource } from '../twitch/role-source.ts';
import type { TwitchToken } from '../twitch/tokens.ts';
import { TwitchHttp } from '../twitch/twitch-http.ts';
import { Audience } from './audience.ts';
import { ChannelCounts } from './counts.ts';
import { Live } from './live.ts';
import { Login } from './login.ts';
import { lookUpAccount, lookUpViewer } from './lookup.ts';
import { noticeOfClock, noticeOfEmptyChannel, noticeOfForeignRewards, noticeOfRefused } from './notices.ts';
import { Rewards } from './rewards.ts';
import { Status } from './status.ts';

export interface ChannelEvents extends TwitchEvents {
  /** It may be another than before. */
  status: Status;
  /** Likewise. */
  twitch: Login;
  progress: SyncProgress;
  runFinished: RunRecord;
  rolesChanged: readonly RoleChange[];
  stream: StreamState;
  /** Whatever was known of the stream before: it is over. */
  streamEnded: null;
}

/** What a channel hears of. */
interface HeardEvents {
  policy: Policy;
  /** The titles of rewards that another client id made. */
  foreignRewards: readonly string[];
  /** The names of those that were changed and stored. */
  settings: readonly string[];
}

export interface ChannelDeps {
  readonly stores: Pick<Stores, 'settings' | 'tokens' | 'roster' | 'runs' | 'counts' | 'warnings'>;
  readonly events: Emitter<ChannelEvents> & Subscriptions<HeardEvents>;
  readonly clock: Clock;
  readonly log: Log;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly windowMs: number;
  readonly minGapMs: number;
  /** In place of a login: given for this one start. */
  readonly fixedToken: TwitchToken | null;
  /** null: the streamer gives one. */
  readonly clientId: string | null;
  readonly onSecret: (secret: string) => void;
}

/** How long those who want something of Twitch wait for the first word about the login. */
const CONNECTING_MS = 10_000;
/** How long the first sync waits for events to come, so that nothing falls between the two. */
const LIVE_FIRST_MS = 5_000;
/** How often Twitch is asked at most whether the channel has another name. */
const NAME_EVERY_MS = 60_000;

/** One channel at Twitch, followed: the login, its lists and events, and how fresh they are. */
export class Channel implements AccessChannel {
  readonly twitch: TwitchLogin;
  readonly login: Login;
  readonly sync: RoleSync;
  readonly counts: ChannelCounts;
  readonly audience: Audience;
  readonly redemptions: TwitchRewards;
  readonly rewards: Rewards;
  readonly live: Live;
  readonly status: Status;
  readonly #deps: ChannelDeps;
  readonly #http: TwitchHttp;
  readonly #background: BackgroundSync;
  readonly #denials: DenialLookUp;
  #connecting: Promise<void> = Promise.resolve();
  #isClosed = false;
  #nameAskedAt = -Infinity;

  constructor(deps: ChannelDeps) {
    const { stores, events, clock, log, random } = deps;
    this.#deps = deps;
    const settings = (): ReturnType<typeof stores.settings.get> => stores.settings.get();
    const channel = (): User | null => this.broadcaster();
    const syncSettings: SyncSettings = {
      intervalMs: () => settings().intervalMinutes * 60_000,
      windowMs: deps.windowMs,
      minGapMs: deps.minGapMs,
    };
    const http = (this.#http = new TwitchHttp({ clock, log, random }));
    const twitch = (this.twitch = new TwitchLogin({
      http,
      vault: stores.tokens,
      clock,
      log,
      random,
      fixedToken: deps.fixedToken,
      knownChannel: () => stores.tokens.lastBroadcaster(),
      // Without them there is nothing to mix up: a first login with a bot's account binds nobody.
      hasViewers: () => stores.roster.roster.size > 0,
      onSecret: deps.onSecret,
      onChange: () => this.#onLoginChange(),
      onConnected: () => void this.#syncFrom('oauth-connect'),
    }));
    this.login = new Login({ twitch, clientId: deps.clientId, channel, settings });
    const onOtherLogin = (): void => this.#onOtherName();
    const source = createRoleSource({ http, tokens: twitch, connection: twitch, onOtherLogin });
    const sync = (this.sync = new RoleSync({
      source,
      store: stores.roster,
      runs: stores.runs,
      connection: twitch,
      settings: syncSettings,
      clock,
      log,
      isStale: (kind) => this.status.lists()[kind].trust === 'stale',
      newRunId: randomUUID,
      listener: {
        onProgress: (progress) => events.emit('progress', progress),
        onRolesChanged: (changes) => events.emit('rolesChanged', changes),
        onStatus: () => this.#onStatus(),
        onFinished: (run) => this.#onFinished(run),
      },
    }));
    const { roster } = stores.roster;
    const lists = (): RoleSync['memory'] => sync.memory;
    this.counts = new ChannelCounts({ store: stores.counts, clock, counts: () => roster.counts, lists });
    const run: RoleSync['run'] = (request) => sync.run(request);
    this.#background = new BackgroundSync({
      settings: syncSettings,
      connection: twitch,
      clock,
      log,
      random,
      run,
    });
    this.audience = new Audience({ http, login: twitch, settings, clock, log, random, events });
    const scopes = (): readonly string[] => twitch.scopes;
    this.redemptions = new TwitchRewards({ http, tokens: twitch, connection: twitch, scopes });
    this.rewards = new Rewards({
      twitch: this.redemptions,
      settings: stores.settings,
      twitchNow: () => clock.now() - http.clockSkewMs,
      onWanted: () => this.login.want(REWARDS_SCOPE),
      onChange: () => this.#onSettings(['rewards']),
    });
    this.live = new Live({
      http,
      login: twitch,
      source,
      sync,
      clock,
      log,
      random,
      extras: this.audience,
      onChange: () => this.#onStatus(),
      onOtherLogin,
      onStream: (state) => {
        events.emit('stream', state);
        this.#onStatus();
      },
    });
    this.status = new Status({
      clock,
      roster,
      settings: syncSettings,
      login: twitch,
      sync,
      background: this.#background,
      live: this.live,
      clockSkewMs: () => http.clockSkewMs,
      isDoubted: (kind) => stores.roster.isDoubted(kind),
      warnings: stores.warnings,
      channel,
      onAged: () => this.#onStatus(),
    });
    this.#denials = new DenialLookUp({
      clock,
      log,
      isOn: () => settings().lookUpDenied && this.isConnected(),
      refresh: ({ userId, user = '' }, from) =>
        this.#lookUp(userId === undefined ? { login: user } : { userId }, from),
    });
    events.on('policy', () => this.#onSettings([]));
    events.on('foreignRewards', (titles) => {
      stores.warnings.follow('rewards_not_ours', noticeOfForeignRewards(titles));
    });
    events.on('settings', (names) => this.#onSettings(names));
    stores.warnings.listen(() => this.#onStatus());
  }

  /** Takes up the kept login and brings in what events need; resolves after Twitch's first answer or failure. */
  async connect(): Promise<void> {
    this.#connecting = this.twitch.start();
    this.#onStatus();
    await Promise.all([this.#connecting, this.live.load()]);
  }

  /** Resolves at once, or shortly after a start, when Twitch has told whose the login is. */
  async untilConnected(): Promise<void> {
    if (this.isConnected()) return;
    const waiting = new AbortController();
    await Promise.race([this.#connecting, sleep(this.#deps.clock, CONNECTING_MS, waiting.signal)]);
    waiting.abort();
  }

  /** From now on what happens at Twitch is known here. Resolves after the first sync. */
  async follow(): Promise<void> {
    if (this.#isClosed) return;
    this.live.follow();
    this.#background.start();
    this.#onStatus();
    await this.#syncFrom('startup');
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.live.close();
    this.audience.close();
    this.#background.close();
    await this.twitch.close();
    await this.sync.close();
    this.status.close();
  }

  /** Whose channel this is, also while logged out; null: nobody ever logged in. */
  broadcaster(): User | null {
    return this.twitch.channel() ?? this.#deps.stores.tokens.lastBroadcaster();
  }

  isClockRight(): boolean {
    return this.#http.isClockRight;
  }

  isConnected(): boolean {
    return this.twitch.channel() !== null;
  }

  async lookUpAccount(who: AskFor, limitMs: number): Promise<User> {
    const user = await lookUpAccount({ http: this.#http, login: this.twitch }, who, limitMs);
    const channel = this.broadcaster();
    if (user.userId === channel?.userId && user.userLogin !== channel.userLogin) this.#onOtherName();
    return user;
  }

  /** A caller gives the channel itself another name than we do: Twitch knows whether that is so. */
  onSaidName(userId: string): void {
    if (userId === this.broadcaster()?.userId) this.#onOtherName();
  }

  /** Asks Twitch about one viewer and answers what is known then. @throws Problem */
  refreshViewer(who: AskFor): Promise<Viewer> {
    return this.#lookUp(who, 'api:viewers.refresh');
  }

  onDenied(who: AskFor): void {
    this.#denials.onDenied('login' in who ? { user: who.login } : who);
  }

  /** OBS says so. */
  onStreamStarted(): StreamState {
    this.live.stream.onStarted('obs', null);
    return this.live.stream.state;
  }

  onStreamStopped(): StreamState {
    const { stream } = this.live;
    stream.onStopped('obs');
    if (!stream.state.live) this.#deps.events.emit('streamEnded', null);
    return stream.state;
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
    void this.twitch.check();
  }

  #lookUp(who: AskFor, from: string): Promise<Viewer> {
    const { roster } = this.#deps.stores.roster;
    return lookUpViewer({ roster, http: this.#http, login: this.twitch, live: this.live }, who, from);
  }

  #onStatus(): void {
    if (this.#isClosed) return;
    this.status.renew();
    this.#notice();
    this.#deps.events.emit('status', this.status);
  }

  #onFinished(run: RunRecord): void {
    this.#background.onFinished(run);
    this.audience.onSynced();
    this.counts.note();
    this.#deps.events.emit('runFinished', run);
  }

  /** Other settings may need other permissions and other events. */
  #onSettings(names: readonly string[]): void {
    if (this.#isClosed) return;
    if (names.includes('intervalMinutes')) this.#background.reschedule();
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
    warnings.follow('events_refused', noticeOfRefused(types));
    warnings.follow('clock_wrong', noticeOfClock(this.#http.clockSkewMs));
    const { counts } = roster.roster;
    warnings.follow('empty_channel', noticeOfEmptyChannel(this.twitch.channel(), this.sync.memory, counts));
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
    const connected = this.twitch.channel();
    if (connected && this.twitch.isProven) {
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
    if (!this.isConnected() || this.#isClosed) return;
    try {
      // A run under way may have begun with what the login before was allowed to see.
      await this.sync.run({ source: from, isExempt: true, mustBeginNow: from === 'oauth-connect' });
    } catch (error) {
      this.#deps.log.warn('RoleSync', `No sync (${from}): ${String(error)}`);
    }
  }
}
