import { type Connection, MAX_LOOK_UP, SyncError } from '../sync/ports.ts';
import { type BanPage, type BanRow, parseBanPage, parseFollower } from './audience.external.ts';
import { nonsense } from './errors.ts';
import { findUser } from './people.ts';
import type { TokenSource, TwitchCall } from './tokens.ts';
import type { TwitchHttp } from './twitch-http.ts';

/** What the endpoints and events of this file need. Source: the Helix and EventSub references. */
export const FOLLOWERS_SCOPE = 'moderator:read:followers';
export const BANNED_SCOPES = ['moderation:read', 'moderator:manage:banned_users'] as const;
export const BAN_EVENTS_SCOPE = 'channel:moderate';

/** More pages than any channel has, should Twitch go in circles. */
const MAX_PAGES = 20_000;

export interface AudienceDeps {
  readonly http: TwitchHttp;
  readonly tokens: TokenSource;
  readonly connection: Connection;
  readonly scopes: () => readonly string[];
}

/** Who follows, one at a time. */
export function createFollowerSource(deps: AudienceDeps) {
  const { http, tokens, connection, scopes } = deps;
  return {
    isReady: () => connection.channel() !== null && scopes().includes(FOLLOWERS_SCOPE),
    async followedAt(userId: string, signal: AbortSignal): Promise<number | null> {
      const query = { broadcaster_id: channelOf(connection), user_id: userId };
      const body = await http.helix({ path: 'channels/followers', query }, tokens, signal);
      const at = parseFollower(body, userId);
      if (at === undefined) throw nonsense('no list of followers');
      return at;
    },
    userOf: (login: string, signal: AbortSignal) => findUser(http, tokens, { login }, signal),
  };
}

/** Who is banned or timed out. */
export function createBanSource({ http, tokens, connection }: AudienceDeps) {
  const fetchPage = async (query: TwitchCall['query'], signal: AbortSignal): Promise<BanPage> => {
    const broadcaster = { broadcaster_id: channelOf(connection), first: '100' };
    const call = { path: 'moderation/banned', query: { ...broadcaster, ...query }, isBulk: true };
    const page = parseBanPage(await http.helix(call, tokens, signal));
    if (!page) throw nonsense('no list of bans');
    return page;
  };
  return {
    async lookUp(userIds: readonly string[], signal: AbortSignal): Promise<BanRow[]> {
      const found: BanRow[] = [];
      for (let start = 0; start < userIds.length; start += MAX_LOOK_UP) {
        const { rows } = await fetchPage({ user_id: userIds.slice(start, start + MAX_LOOK_UP) }, signal);
        found.push(...rows);
      }
      return found;
    },
    async fetchAll(signal: AbortSignal): Promise<BanRow[]> {
      const bans: BanRow[] = [];
      const seen = new Set<string>();
      let cursor: string | null = null;
      do {
        const page: BanPage = await fetchPage(cursor ? { after: cursor } : {}, signal);
        bans.push(...page.rows);
        cursor = page.cursor;
        if ((cursor !== null && seen.has(cursor)) || seen.size > MAX_PAGES)
          throw nonsense('a list without end');
        if (cursor !== null) seen.add(cursor);
      } while (cursor !== null);
      return bans;
    },
  };
}

function channelOf(connection: Connection): string {
  const channel = connection.channel();
  if (!channel) throw new SyncError('not_connected', 'Rolecall is not logged in to Twitch.');
  return channel.userId;
}
