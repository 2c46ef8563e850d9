import type { Clock } from '../core/clock.ts';
import { SyncError } from '../sync/ports.ts';
import { authUrl } from './addresses.ts';
import { readBody } from './body.ts';
import { unreachable } from './errors.ts';
import { parseRefusal } from './lists.external.ts';

const LIMIT_MS = 10_000;

/** The answer of the login service. `message` is Twitch's own word for a refusal, '' if it has none. */
export interface AuthReply {
  readonly status: number;
  readonly body: unknown;
  readonly message: string;
}

/**
 * Posts a form to the login service. In the body, not in the address: addresses end up in logs.
 * @throws SyncError `network`, `timeout`, `cancelled`
 */
export async function postForm(
  path: 'device' | 'token' | 'revoke',
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
  clock: Clock,
  limitMs = LIMIT_MS,
): Promise<AuthReply> {
  // Not AbortSignal.any() with a timeout: Node forgets that timeout when it collects garbage, and a refresh that
  // never ends holds up every call to Twitch.
  const limit = new AbortController();
  const giveUp = (): void => limit.abort();
  const timer = clock.after(limitMs, giveUp);
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  try {
    const response = await fetch(authUrl(path), {
      method: 'POST',
      body: new URLSearchParams(fields),
      signal: limit.signal,
      redirect: 'manual',
    });
    const body = await readBody(response);
    return { status: response.status, body, message: parseRefusal(body) };
  } catch (error) {
    if (signal.aborted) throw new SyncError('cancelled', 'The login was stopped.');
    if (limit.signal.aborted)
      throw new SyncError('timeout', 'Twitch does not answer.', 'Rolecall tries again by itself.');
    throw error instanceof SyncError ? error : unreachable(error);
  } finally {
    timer.cancel();
    signal.removeEventListener('abort', giveUp);
  }
}
