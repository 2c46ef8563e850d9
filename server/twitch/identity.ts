import { type Clock, sleep } from '../core/clock.ts';
import { SyncError } from '../sync/ports.ts';
import { parseDisplayName, parseRefusal, parseValidation, type TokenInfo } from './lists.external.ts';
import type { Grant, TokenSource, TwitchToken } from './tokens.ts';
import type { TwitchHttp } from './twitch-http.ts';

/**
 * Whom a token belongs to and what it may do.
 * @returns null if the token is dead
 * @throws SyncError if Twitch did not say
 */
export async function validateToken(
  http: TwitchHttp,
  token: TwitchToken,
  signal: AbortSignal,
): Promise<TokenInfo | null> {
  const reply = await http.once({ type: 'auth', path: 'validate' }, token, signal);
  // A 401 without Twitch's words comes from a proxy, such as a hotel's login page: the login stands.
  if (reply.status === 401 && parseRefusal(reply.body) !== '') return null;
  const info = reply.status === 200 ? parseValidation(reply.body) : null;
  if (info) return info;
  throw new SyncError(
    'twitch_unavailable',
    `Twitch could not check the login (error ${reply.status}).`,
    'Nothing to do: Rolecall tries again by itself.',
  );
}

/** A login was just made by hand: it should not be lost to a hiccup of Twitch's. */
const PATIENCE_MS = [1_000, 3_000, 9_000];

/**
 * As `validateToken`, and asks again for a while if Twitch did not say.
 * @throws SyncError
 */
export async function patientlyValidate(
  http: TwitchHttp,
  token: TwitchToken,
  clock: Clock,
  signal: AbortSignal,
): Promise<TokenInfo | null> {
  for (const waitMs of PATIENCE_MS) {
    try {
      return await validateToken(http, token, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      await sleep(clock, waitMs, signal);
    }
  }
  return validateToken(http, token, signal);
}

/** A login as it is kept. `now` is epoch ms. */
export function toGrant(
  info: TokenInfo,
  displayName: string | null,
  tokens: TwitchToken & { readonly refreshToken: string | null },
  now: number,
): Grant {
  const { userId, userLogin, scopes, expiresInS } = info;
  const userDisplayName = displayName ?? userLogin;
  return { ...tokens, userId, userLogin, userDisplayName, scopes, expiresInS, obtainedAt: now };
}

/** The name as the streamer writes it; null if it cannot be had: it is only decoration. */
export async function readDisplayName(
  http: TwitchHttp,
  token: TwitchToken,
  userId: string,
  signal: AbortSignal,
): Promise<string | null> {
  const justThis: TokenSource = { current: () => token, replace: () => Promise.resolve(null) };
  try {
    return parseDisplayName(await http.helix({ path: 'users', query: { id: userId } }, justThis, signal));
  } catch {
    return null;
  }
}
