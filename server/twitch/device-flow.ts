import { type Clock, sleep } from '../core/clock.ts';
import { SyncError } from '../sync/ports.ts';
import { type DeviceCode, parseDeviceCode, parseTokenPair, type TokenPair } from './auth.external.ts';
import { postForm } from './auth-http.ts';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code';
/** Added to the pace after every answer that is neither yes nor "not yet". */
const SLOW_DOWN_MS = 5_000;

/** A login that waits for the streamer. */
export interface PendingLogin {
  readonly code: DeviceCode;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** Asks Twitch for a code to show. @throws SyncError */
export async function startDeviceFlow(
  clientId: string,
  scopes: readonly string[],
  clock: Clock,
  signal: AbortSignal,
): Promise<PendingLogin> {
  const askedAt = clock.now();
  const reply = await postForm('device', { client_id: clientId, scopes: scopes.join(' ') }, signal, clock);
  const code = reply.status === 200 ? parseDeviceCode(reply.body) : null;
  if (code) return { code, expiresAt: askedAt + code.expiresInMs };
  if (reply.status >= 400 && reply.status < 500) throw refused(reply.message);
  throw new SyncError(
    'twitch_unavailable',
    `Twitch could not start a login (error ${reply.status}).`,
    'Try again.',
  );
}

/**
 * Waits at Twitch's pace until the streamer has allowed it.
 * @param onDoubt told after each answer whether Twitch said that it does not know the code
 * @returns null when the code ran out (or was declined: Twitch does not tell these apart)
 * @throws SyncError `cancelled`
 */
export async function awaitApproval(
  clientId: string,
  scopes: readonly string[],
  pending: PendingLogin,
  clock: Clock,
  signal: AbortSignal,
  onDoubt: (isDoubtful: boolean) => void,
): Promise<TokenPair | null> {
  const fields = {
    client_id: clientId,
    scopes: scopes.join(' '),
    device_code: pending.code.deviceCode,
    grant_type: GRANT_TYPE,
  };
  let paceMs = pending.code.intervalMs;
  for (;;) {
    await sleep(clock, paceMs, signal);
    if (signal.aborted) throw new SyncError('cancelled', 'The login was stopped.');
    if (clock.now() >= pending.expiresAt) return null;
    try {
      const reply = await postForm('token', fields, signal, clock);
      const pair = reply.status === 200 ? parseTokenPair(reply.body) : null;
      if (pair) return pair;
      // 400 is "not yet" whatever it says: "invalid device code" has been seen while a code was good.
      onDoubt(/invalid device code/i.test(reply.message));
      if (reply.status !== 400 || /slow.?down/i.test(reply.message)) paceMs += SLOW_DOWN_MS;
    } catch (error) {
      if (signal.aborted) throw error;
      paceMs += SLOW_DOWN_MS;
    }
  }
}

function refused(message: string): SyncError {
  if (/client/i.test(message)) {
    return new SyncError(
      'forbidden',
      'Twitch does not know this client id.',
      'Copy the client id again from dev.twitch.tv/console, and make sure its client type is “Public”.',
    );
  }
  return new SyncError(
    'bad_answer',
    `Twitch refused to start a login${message ? `: ${message}` : ''}.`,
    'Try again.',
  );
}
