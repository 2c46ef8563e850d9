import { randomUUID } from 'node:crypto';
import type { AccessSystem } from './access-parts.ts';
import type { Announcer } from './announcer.ts';
import type { AppOptions } from './app-options.ts';
import { ChannelCounts } from './channel-counts.ts';
import { ChannelExtras } from './channel-extras.ts';
import type { FollowUps } from './follow-ups.ts';
import { fixedTokenOf } from './given-tokens.ts';
import { Live } from './live.ts';
import { StatusBoard } from './status-board.ts';
import type { Stores } from './store/stores.ts';
import { BackgroundSync } from './sync/background.ts';
import type { Channel, SyncSettings } from './sync/ports.ts';
import { RoleSync } from './sync/role-sync.ts';
import { TwitchLogin } from './twitch/login.ts';
import { createRoleSource } from './twitch/role-source.ts';
import { TwitchHttp } from './twitch/twitch-http.ts';

export interface ChannelNeeds {
  readonly options: AppOptions;
  readonly stores: Stores;
  readonly announcer: Announcer;
  readonly access: () => AccessSystem;
  readonly followUps: () => FollowUps;
}

/** What follows one channel at Twitch: the login, its lists and events, and how fresh they are. */
export interface ChannelParts {
  readonly http: TwitchHttp;
  readonly login: TwitchLogin;
  readonly sync: RoleSync;
  readonly counts: ChannelCounts;
  readonly background: BackgroundSync;
  readonly extras: ChannelExtras;
  readonly live: Live;
  readonly board: StatusBoard;
  /** Whose channel this is, also while logged out. */
  readonly channel: () => Channel | null;
}

/** Puts them together; none of them calls anybody yet. */
export function createChannelParts(needs: ChannelNeeds): ChannelParts {
  const { stores, announcer, access, followUps } = needs;
  const { config, clock, log, random, onSecret } = needs.options;
  const { roster } = stores.roster;
  const settings: SyncSettings = {
    intervalMs: () => stores.settings.get().intervalMinutes * 60_000,
    windowMs: config.syncWindowMs,
    minGapMs: config.syncMinGapMs,
  };
  const http = new TwitchHttp({ clock, random });
  const login = new TwitchLogin({
    http,
    vault: stores.tokens,
    clock,
    log,
    random,
    fixedToken: fixedTokenOf(config),
    knownChannel: () => stores.tokens.lastBroadcaster(),
    onSecret,
    onChange: () => followUps().onLoginChange(),
    onConnected: () => void followUps().syncFrom('oauth-connect'),
  });
  const source = createRoleSource({ http, tokens: login, connection: login });
  const sync = new RoleSync({
    source,
    store: stores.roster,
    runs: stores.runs,
    connection: login,
    settings,
    clock,
    log,
    newRunId: randomUUID,
    listener: {
      onProgress: (progress) => announcer.onProgress(progress),
      onRolesChanged: (changes) => {
        announcer.onRolesChanged(changes);
        live.onRolesChanged(changes);
      },
      onStatus: () => followUps().onStatus(),
      onFinished: (run) => {
        background.onFinished(run);
        counts.note();
        announcer.onFinished(run);
      },
    },
  });
  const counts = new ChannelCounts({
    store: stores.counts,
    clock,
    counts: () => roster.counts,
    lists: () => sync.memory,
  });
  const background = new BackgroundSync({
    settings,
    connection: login,
    clock,
    log,
    random,
    run: (request) => sync.run(request),
  });
  const extras = new ChannelExtras({
    http,
    login,
    settings: () => stores.settings.get(),
    clock,
    log,
    random,
    access,
  });
  const live = new Live({
    http,
    login,
    source,
    sync,
    clock,
    log,
    random,
    onChange: () => followUps().onStatus(),
    extras,
    onStream: (state) => {
      announcer.onStream(state);
      access().onStream(state.live);
      followUps().onStatus();
    },
  });
  const channel = () => login.channel() ?? stores.tokens.lastBroadcaster();
  const board = new StatusBoard({
    clock,
    roster,
    settings,
    connection: login,
    sync,
    background,
    channel,
    live: () => live,
    clockSkewMs: () => http.clockSkewMs,
  });
  return { http, login, sync, counts, background, extras, live, board, channel };
}
