import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kind, ListRow, User } from '../core/roles.ts';
import { type Connection, type ListPage, type RoleSource, SyncError } from '../sync/ports.ts';
import { missingScope, nonsense } from './errors.ts';
import { channelLoginIn, isOfChannel, parseListPage } from './lists.external.ts';
import { findUsers } from './people.ts';
import type { TokenSource } from './tokens.ts';
import type { TwitchHttp } from './twitch-http.ts';

/** Helix paths of the lists. Every one needs the token of the broadcaster himself. */
const PATHS = {
  subscriptions: 'subscriptions',
  vips: 'channels/vips',
  moderators: 'moderation/moderators',
} as const;
export const PATH_OF_KIND = {
  subscribers: PATHS.subscriptions,
  vips: PATHS.vips,
  moderators: PATHS.moderators,
} as const satisfies Record<Kind, string>;

/** The scopes that open each list: any one will do, the first is asked for. Source: the Helix reference. */
export const SCOPES_OF_KIND = {
  subscribers: ['channel:read:subscriptions'],
  vips: ['channel:read:vips', 'channel:manage:vips'],
  moderators: ['moderation:read', 'channel:manage:moderators'],
} as const satisfies Record<Kind, readonly [string, ...string[]]>;

/** Opens the events of moderators, and nothing else does. Source: the EventSub reference. */
export const MODERATOR_EVENTS_SCOPE = 'moderation:read';

/** Twitch's largest page. */
const PAGE_SIZE = 100;

export interface RoleSourceDeps {
  readonly http: TwitchHttp;
  readonly tokens: TokenSource;
  readonly connection: Connection;
  /** A list calls the channel by another login than we do. */
  readonly onOtherLogin?: () => void;
  /** A refusal in the words of who asks. */
  readonly inWords?: (error: SyncError) => SyncError;
}

/** The three lists as Twitch's Helix API serves them. */
export function createRoleSource(deps: RoleSourceDeps): RoleSource {
  async function read(
    kind: Kind,
    query: Record<string, string | readonly string[]>,
    signal: AbortSignal,
    isBulk: boolean,
  ): Promise<ListPage> {
    const channel = deps.connection.channel();
    if (!channel) throw new SyncError('not_connected', 'Rolecall is not logged in to Twitch.');
    const call = deps.http.helix(
      {
        path: PATH_OF_KIND[kind],
        query: { broadcaster_id: channel.userId, first: String(PAGE_SIZE), ...query },
        isBulk,
      },
      deps.tokens,
      signal,
    );
    const body = await call.catch((error: unknown) => {
      if (!(error instanceof SyncError)) throw error;
      // The one that we ask for at the login, whichever of several Twitch names.
      const told = error.code === 'missing_scope' ? missingScope(SCOPES_OF_KIND[kind][0]) : error;
      throw deps.inWords?.(told) ?? told;
    });
    const page = parseListPage(kind, body, isBulk ? PAGE_SIZE : null);
    if (typeof page === 'string') throw nonsense(page);
    if (!isOfChannel(body, channel.userId)) throw nonsense('a list of another channel');
    const login = channelLoginIn(body);
    if (login !== null && login !== channel.userLogin) deps.onOtherLogin?.();
    return { ...page, rows: await named(page.rows, signal) };
  }

  /** Twitch leaves names out now and then; without one a viewer would be shown as a number. */
  async function named(rows: readonly ListRow[], signal: AbortSignal): Promise<readonly ListRow[]> {
    const nameless = rows.filter(({ user }) => user.userLogin === '').map(({ user }) => user.userId);
    if (nameless.length === 0) return rows;
    // Who holds the role is known without the name: trouble with names is no trouble of the list.
    const found = await findUsers(deps.http, deps.tokens, nameless, signal).catch(
      () => new Map<string, User>(),
    );
    return rows.map((row) => ({ ...row, user: found.get(row.user.userId) ?? row.user }));
  }

  return {
    async fetchPage(kind, cursor, signal): Promise<ListPage> {
      // To ask, to read and to take a page is a turn of the event loop each: a check gets in between.
      await nextTurn();
      const page = await read(kind, cursor === null ? {} : { after: cursor }, signal, true);
      await nextTurn();
      return page;
    },
    async lookUp(kind, userIds, signal): Promise<ListRow[]> {
      const page = await read(kind, { user_id: userIds }, signal, false);
      return [...page.rows];
    },
  };
}
