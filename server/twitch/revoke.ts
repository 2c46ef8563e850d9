import type { Log } from '../core/log.ts';
import { postForm } from './auth-http.ts';
import type { TwitchToken } from './tokens.ts';

/** Far longer than Twitch needs. */
const LIMIT_MS = 5_000;

/** Tells Twitch that a token is no longer used. If Twitch cannot be reached, it expires by itself. Never rejects. */
export async function revokeToken({ clientId, accessToken }: TwitchToken, log: Log): Promise<void> {
  try {
    await postForm('revoke', { client_id: clientId, token: accessToken }, AbortSignal.timeout(LIMIT_MS));
  } catch {
    log.info('Twitch', 'Twitch could not be told about the logout; the login is forgotten here.');
  }
}
