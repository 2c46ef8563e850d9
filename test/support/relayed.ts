import { SOURCE_ACTION } from '../../server/peers/streamerbot-relay.ts';
import { type DoAction, FakeStreamerbot, type FakeOptions } from '../peers/fake-streamerbot.ts';

/** What Streamer.bot asks Twitch for at its own login, as far as it is about the lists. */
export const STREAMERBOT_SCOPES = [
  'channel:read:subscriptions',
  'channel:manage:vips',
  'channel:manage:moderators',
];

/** As Streamer.bot 1.0.7 lists them, as far as they matter here. */
const STREAMERBOT_EVENTS = [
  ...['Follow', 'Cheer', 'Sub', 'ReSub', 'GiftSub', 'GiftBomb', 'StreamOnline', 'StreamOffline'],
  ...['ModeratorAdded', 'ModeratorRemoved', 'VipAdded', 'VipRemoved'],
  ...['BroadcasterAuthenticated', 'BroadcasterEventSubConnected', 'BroadcasterEventSubDisconnected'],
];

/** What of integrations/streamerbot the streamer has imported. */
export const IMPORTED = { ...SOURCE_ACTION, group: 'Rolecall', enabled: true, subaction_count: 1 };

/** A stand-in of Streamer.bot with a login to Twitch. */
export async function startStreamerbot(options: FakeOptions = {}): Promise<FakeStreamerbot> {
  const bot = await FakeStreamerbot.start(options);
  bot.broadcaster = { id: 12345678, login: 'maplekettle', name: 'MapleKettle' };
  bot.events = STREAMERBOT_EVENTS;
  bot.actions = [...bot.actions, IMPORTED];
  return bot;
}

export interface ReadDeps {
  /** Where Twitch is: `http://127.0.0.1:<port>/mock/`. */
  readonly twitch: string;
  readonly clientId: string;
  /** Streamer.bot's own; the newest. */
  readonly token: () => string;
  /** Aborts what takes too long. */
  readonly limit?: () => AbortSignal;
}

const PATHS: Readonly<Record<string, string>> = {
  subscribers: 'subscriptions',
  vips: 'channels/vips',
  moderators: 'moderation/moderators',
};

/** What ReadList.cs does, step by step. @returns what it posts to `source.page` */
export async function readList({ args }: DoAction, deps: ReadDeps): Promise<Record<string, unknown>> {
  const {
    rolecallNonce: nonce,
    rolecallKind: kind,
    rolecallChannel: channelId,
    rolecallCursor,
    rolecallIds,
  } = args;
  const path = PATHS[String(kind)];
  const about = { nonce, kind, path, channelId };
  const query = new URLSearchParams({ broadcaster_id: String(channelId), first: '100' });
  if (rolecallCursor !== '') query.set('after', String(rolecallCursor));
  for (const id of String(rolecallIds).split(',').filter(Boolean)) query.append('user_id', id);
  const signal = deps.limit?.() ?? AbortSignal.timeout(7_000);
  try {
    const response = await fetch(`${deps.twitch}${path}?${query.toString()}`, {
      headers: { 'client-id': deps.clientId, authorization: `Bearer ${deps.token()}` },
      redirect: 'manual',
      signal,
    });
    const body = await response.text();
    const names = ['date', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'];
    const told = names.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    if (body.length > 150_000) return { ...about, failed: 'too_large' };
    return { ...about, status: response.status, headers: Object.fromEntries(told) as object, body };
  } catch {
    return { ...about, failed: signal.aborted ? 'timeout' : 'unreachable' };
  }
}
