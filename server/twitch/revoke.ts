import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { postForm } from './auth-http.ts';
import type { TwitchToken } from './tokens.ts';

/** Far longer than Twitch needs. */
const LIMIT_MS = 5_000;

/** Tells Twitch that a token is no longer used. If Twitch cannot be reached, it expires by itself. Never rejects. */
export async function revokeToken(
  { clientId, accessToken }: TwitchToken,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<void> {
  const fields = { client_id: clientId, token: accessToken };
  try {
    await postForm('revoke', fields, new AbortController().signal, clock, LIMIT_MS);
  } catch {
    log.info('Twitch', 'Twitch could not be told about the logout; the login is forgotten here.');
  }
}
