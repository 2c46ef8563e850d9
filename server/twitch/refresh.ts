import type { Clock } from '../core/clock.ts';
import { SyncError } from '../sync/ports.ts';
import { parseTokenPair, type TokenPair } from './auth.external.ts';
import { postForm } from './auth-http.ts';

/**
 * Spends a refresh token.
 * @returns null if Twitch says that the login is over: nothing else may end it
 * @throws SyncError for everything that may pass by itself
 */
export async function refreshTokens(
  clientId: string,
  refreshToken: string,
  signal: AbortSignal,
  clock: Clock,
): Promise<TokenPair | null> {
  const reply = await postForm(
    'token',
    { client_id: clientId, grant_type: 'refresh_token', refresh_token: refreshToken },
    signal,
    clock,
  );
  // The old one is spent with any success: a new pair is not left lying for its status.
  const isSuccess = reply.status >= 200 && reply.status < 300;
  const pair = isSuccess ? parseTokenPair(reply.body) : null;
  if (pair) return pair;
  if ((reply.status === 400 || reply.status === 401) && /invalid refresh token/i.test(reply.message))
    return null;
  if (/missing client secret/i.test(reply.message)) {
    throw new SyncError(
      'forbidden',
      'Twitch wants a secret for this client id.',
      'Set its client type to “Public” at dev.twitch.tv/console, then connect again.',
    );
  }
  if (reply.status === 400 && /invalid client/i.test(reply.message)) {
    throw new SyncError(
      'forbidden',
      'Twitch does not know this client id any more.',
      'Connect again with a client id from dev.twitch.tv/console.',
    );
  }
  throw new SyncError(
    'twitch_unavailable',
    `Twitch could not renew the login (error ${reply.status}).`,
    'Nothing to do: Rolecall tries again by itself.',
  );
}
