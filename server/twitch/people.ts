import type { User } from '../core/roles.ts';
import { parseStream, parseUser, parseUsers, type StreamFound } from './people.external.ts';
import { nonsense } from './errors.ts';
import type { TokenSource } from './tokens.ts';
import type { TwitchHttp } from './twitch-http.ts';

/**
 * Finds an account by login or id.
 * @returns null if there is none
 * @throws SyncError
 */
export async function findUser(
  http: TwitchHttp,
  tokens: TokenSource,
  who: { readonly login: string } | { readonly id: string },
  signal: AbortSignal,
): Promise<User | null> {
  const user = parseUser(await http.helix({ path: 'users', query: { ...who } }, tokens, signal));
  if (user === undefined) throw nonsense('no list of users');
  return user;
}

/**
 * Finds accounts by id, at most 100. Those that are gone are left out.
 * @throws SyncError
 */
export async function findUsers(
  http: TwitchHttp,
  tokens: TokenSource,
  userIds: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, User>> {
  const body = await http.helix({ path: 'users', query: { id: userIds } }, tokens, signal);
  return new Map(parseUsers(body).map((user) => [user.userId, user]));
}

/**
 * Whether the channel is live right now.
 * @throws SyncError
 */
export async function findStream(
  http: TwitchHttp,
  tokens: TokenSource,
  userId: string,
  signal: AbortSignal,
): Promise<StreamFound> {
  const stream = parseStream(
    await http.helix({ path: 'streams', query: { user_id: userId } }, tokens, signal),
  );
  if (!stream) throw nonsense('no list of streams');
  return stream;
}
