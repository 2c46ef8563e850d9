import { randomUUID } from 'node:crypto';
import type { AskFor, TwitchEvents } from '../access/ports.ts';
import type { Clock } from '../core/clock.ts';
import type { Emitter, Subscriptions } from '../core/events.ts';
import type { Log } from '../core/log.ts';
import type { Policy } from '../core/policy.ts';
import type { RoleNews } from '../core/role-news.ts';
import type { User } from '../core/roles.ts';
import type { Viewer } from '../core/viewer.ts';
import type { Stores } from '../store/stores.ts';
import { BackgroundSync } from '../sync/background.ts';
import { DenialLookUp } from '../sync/denial-lookup.ts';
import type { Relay, RunRecord, SyncProgress, SyncSettings } from '../sync/ports.ts';
import { RoleSync } from '../sync/role-sync.ts';
import type { StreamState } from '../sync/stream-state.ts';
import { TwitchLogin } from '../twitch/login.ts';
import { RelayLogin } from '../twitch/relay-login.ts';
import { REWARDS_SCOPE, TwitchRewards } from '../twitch/rewards.ts';
import { createRoleSource } from '../twitch/role-source.ts';
import type { TwitchToken } from '../twitch/tokens.ts';
import { TwitchHttp } from '../twitch/twitch-http.ts';
import { Account } from './account.ts';
import { Audience } from './audience.ts';
import { ChannelCounts } from './counts.ts';
import { Live } from './live.ts';
import { Login } from './login.ts';
import { lookUpViewer } from './lookup.ts';
import { Rewards } from './rewards.ts';
import { Status } from './status.ts';

export interface ChannelEvents extends TwitchEvents {
  /** It may be another than before. */
  status: Status;
  /** Likewise. */
  twitch: Login;
  progress: SyncProgress;
  runFinished: RunRecord;
  rolesChanged: RoleNews;
  stream: StreamState;
  /** What was to last until its end ends. `wasSeen` false: it ended before this launch. */
  streamEnded: { readonly wasSeen: boolean };
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
  /** A program that can ask Twitch for us, should the streamer want it so. */
  readonly relay: Relay;
  /** null: the streamer gives one. */
  readonly clientId: string | null;
  readonly onSecret: (secret: string) => void;
}

/** What the parts tell the channel that they are of. */
export interface ChannelHooks {
  readonly onLoginChange: () => void;
  /** There is a login that was not there before. */
  readonly onConnected: () => void;
  /** Twitch calls the channel by another login than we do. */
  readonly onOtherLogin: () => void;
  /** Status may have changed. */
  readonly onStatus: () => void;
  readonly onFinished: (run: RunRecord) => void;
  readonly onRewards: () => void;
}

/** What a channel is made of. */
export interface ChannelParts {
  readonly http: TwitchHttp;
  readonly account: Account;
  readonly login: Login;
  readonly sync: RoleSync;
  readonly background: BackgroundSync;
  readonly counts: ChannelCounts;
  readonly audience: Audience;
  readonly redemptions: TwitchRewards;
  readonly rewards: Rewards;
  readonly live: Live;
  readonly status: Status;
  readonly denials: DenialLookUp;
  /** Whose channel this is, also while logged out; null: nobody ever logged in. */
  broadcaster(): User | null;
  /** Asks Twitch about one viewer, and answers what is known then. @throws Problem */
  lookUp(who: AskFor, from: string): Promise<Viewer>;
}

/** Makes them, each from those before it; nothing is started. */
export function createParts(deps: ChannelDeps, hooks: ChannelHooks): ChannelParts {
  const { stores, events, clock, log, random } = deps;
  const { onOtherLogin } = hooks;
  const { roster } = stores.roster;
  const settings = (): ReturnType<typeof stores.settings.get> => stores.settings.get();
  const syncSettings: SyncSettings = {
    intervalMs: () => settings().intervalMinutes * 60_000,
    windowMs: deps.windowMs,
    minGapMs: deps.minGapMs,
  };
  const http = new TwitchHttp({ clock, log, random });
  const vault = stores.tokens;
  const knownChannel = (): User | null => vault.lastBroadcaster();
  // Without them there is nothing to mix up: a first login with a bot's account binds nobody.
  const hasViewers = (): boolean => roster.size > 0;
  const twitch = new TwitchLogin({
    ...{ http, clock, log, random, vault, knownChannel, hasViewers },
    fixedToken: deps.fixedToken,
    onSecret: deps.onSecret,
    onChange: () => {
      account.onLogin();
      hooks.onLoginChange();
    },
    onConnected: hooks.onConnected,
  });
  const { relay } = deps;
  const relayed = new RelayLogin({
    relay,
    log,
    vault,
    knownChannel,
    hasViewers,
    onChange: hooks.onLoginChange,
  });
  const account: Account = new Account({ login: twitch, relayed, vault });
  const broadcaster = (): User | null => account.channel() ?? knownChannel();
  const login = new Login({ account, clientId: deps.clientId, channel: broadcaster, settings });
  const source = createRoleSource({
    ...{ http, tokens: account, connection: account, onOtherLogin },
    inWords: (error) => account.inWords(error),
  });
  const sync: RoleSync = new RoleSync({
    source,
    clock,
    log,
    store: stores.roster,
    runs: stores.runs,
    connection: account,
    settings: syncSettings,
    isStale: (kind) => status.lists()[kind].trust === 'stale',
    newRunId: randomUUID,
    listener: {
      onProgress: (progress) => events.emit('progress', progress),
      onRolesChanged: (news) => events.emit('rolesChanged', news),
      onStatus: hooks.onStatus,
      onFinished: hooks.onFinished,
    },
  });
  const counts = new ChannelCounts({
    clock,
    store: stores.counts,
    counts: () => roster.counts,
    lists: () => sync.memory,
    isClockRight: () => http.isClockRight,
  });
  const background = new BackgroundSync({
    clock,
    log,
    random,
    settings: syncSettings,
    connection: { channel: () => (account.isReachable ? account.channel() : null) },
    run: (request) => sync.run(request),
  });
  const audience = new Audience({ http, login: account, settings, clock, log, random, events });
  const redemptions = new TwitchRewards({
    http,
    tokens: account,
    connection: account,
    scopes: () => account.scopes,
  });
  const rewards = new Rewards({
    twitch: redemptions,
    settings: stores.settings,
    twitchNow: () => http.twitchNow(),
    onWanted: () => login.want(REWARDS_SCOPE),
    onChange: hooks.onRewards,
  });
  const live = new Live({
    http,
    login: account,
    relay,
    source,
    sync,
    clock,
    log,
    random,
    extras: audience,
    onOtherLogin,
    onChange: hooks.onStatus,
    onStreamOver: (wasSeen) => events.emit('streamEnded', { wasSeen }),
    onStream: (state) => {
      events.emit('stream', state);
      hooks.onStatus();
    },
  });
  const status: Status = new Status({
    clock,
    roster,
    settings: syncSettings,
    login: account,
    sync,
    background,
    live,
    channel: broadcaster,
    clockSkewMs: () => http.clockSkewMs,
    isDoubted: (kind) => stores.roster.isDoubted(kind),
    warnings: stores.warnings,
    onAged: hooks.onStatus,
  });
  const lookUp: ChannelParts['lookUp'] = (who, from) =>
    lookUpViewer({ roster, http, login: account, live }, who, from);
  const denials = new DenialLookUp({
    clock,
    log,
    isOn: () => settings().lookUpDenied && account.isReachable,
    refresh: ({ userId, user = '' }, from) =>
      lookUp(userId === undefined ? { login: user } : { userId }, from),
  });
  const lists = { broadcaster, sync, background, counts, status, denials, lookUp };
  return { http, account, login, audience, redemptions, rewards, live, ...lists };
}
