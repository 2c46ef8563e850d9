import { randomUUID } from 'node:crypto';
import type { AccessSystem } from '../access/service.ts';
import type { Announcer } from '../api/publisher.ts';
import { ChannelCounts } from './counts.ts';
import { ChannelExtras } from './audience.ts';
import type { FollowUps } from './follow-ups.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { Live } from './live.ts';
import { StatusBoard } from './status.ts';
import type { Stores } from '../store/stores.ts';
import { BackgroundSync } from '../sync/background.ts';
import type { Channel, SyncSettings } from '../sync/ports.ts';
import { RoleSync } from '../sync/role-sync.ts';
import { TwitchLogin } from '../twitch/login.ts';
import type { TwitchToken } from '../twitch/tokens.ts';
import { createRoleSource } from '../twitch/role-source.ts';
import { TwitchHttp } from '../twitch/twitch-http.ts';

export interface ChannelNeeds {
  readonly clock: Clock;
  readonly log: Log;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly windowMs: number;
  readonly minGapMs: number;
  /** In place of a login: given for this one start. */
  readonly fixedToken: TwitchToken | null;
  readonly onSecret: (secret: string) => void;
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
  const { clock, log, random, onSecret } = needs;
  const { roster } = stores.roster;
  const settings: SyncSettings = {
    intervalMs: () => stores.settings.get().intervalMinutes * 60_000,
    windowMs: needs.windowMs,
    minGapMs: needs.minGapMs,
  };
  const http = new TwitchHttp({ clock, random });
  const login = new TwitchLogin({
    http,
    vault: stores.tokens,
    clock,
    log,
    random,
    fixedToken: needs.fixedToken,
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
        extras.onSynced();
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
