import type { User } from '../core/roles.ts';
import { parseStream, parseUser, type StreamFound } from './people.external.ts';
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
