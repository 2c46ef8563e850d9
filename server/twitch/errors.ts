import { SyncError } from '../sync/ports.ts';

const WAIT = 'Nothing to do: Rolecall tries again by itself.';
const RECONNECT = 'Connect Twitch again.';
const REFUSED = 'Rolecall tries again by itself. The log has what Twitch said.';

/** The status and words of a reply that was not a success. `message` is Twitch's own; '' if it had none. */
export interface FailedReply {
  readonly status: number;
  readonly message: string;
  /** Epoch ms at which the rate limit is over, if the reply told. */
  readonly resetAt: number | null;
}

/** How long to wait after a 429 that does not say: Twitch's bucket is full again after a minute. */
const SLOW_DOWN_MS = 30_000;

/** Twitch's refusal as an error for the streamer. Twitch tells 401s apart by their text alone. */
export function toSyncError(reply: FailedReply, now: number): SyncError {
  const { status, message } = reply;
  // Where several would do, Twitch names them all; the first is enough.
  const scope = /missing (?:required )?scopes?\b\W*(\w+:[\w:]+)/i.exec(message)?.[1];
  if (status === 401 && scope) return missingScope(scope);
  if (status === 401 && /client.?id/i.test(message)) {
    return new SyncError('login_expired', 'The Twitch login belongs to another client id.', RECONNECT);
  }
  if (status === 401 && /broadcaster|must match|incorrect user/i.test(message)) {
    return new SyncError(
      'wrong_account',
      'The Twitch login is not the account of this channel.',
      'Connect Twitch with the channel’s own account.',
    );
  }
  // Twitch always says why: a silent 401 comes from a proxy or a hotel's network, and the login is well.
  if (status === 401 && message === '') return nonsense('error 401 without a reason');
  if (status === 401) return loginExpired();
  if (status === 403) return forbidden();
  if (status < 400) return nonsense(`status ${status}`);
  if (status === 429 && /transports/i.test(message)) {
    return new SyncError(
      'rate_limited',
      'Too many programs listen to Twitch with this login at once.',
      'Close other copies of Rolecall. Rolecall tries again by itself.',
    );
  }
  if (status === 429) {
    const retryAt = reply.resetAt !== null && reply.resetAt > now ? reply.resetAt : now + SLOW_DOWN_MS;
    return new SyncError('rate_limited', 'Twitch asked Rolecall to slow down.', WAIT, { retryAt });
  }
  if (status >= 500) {
    return new SyncError('twitch_unavailable', `Twitch has a problem of its own (error ${status}).`, WAIT);
  }
  return new SyncError('bad_answer', `Twitch refused the question (error ${status}).`, REFUSED, {
    cause: new Refusal(status, message),
  });
}

/** What Twitch said, in an error's cause: for code to tell refusals apart, never for people. */
class Refusal {
  readonly status: number;
  readonly message: string;

  constructor(status: number, message: string) {
    this.status = status;
    this.message = message;
  }
}

/** The refusal that an error was made of, where it has no code of its own. */
export function refusalOf(error: unknown): Refusal | null {
  return error instanceof SyncError && error.cause instanceof Refusal ? error.cause : null;
}

/** Whether Twitch refused because what was asked for is there already. */
export function isConflict(error: unknown): boolean {
  return refusalOf(error)?.status === 409;
}

export function forbidden(): SyncError {
  return new SyncError(
    'forbidden',
    'Twitch does not allow this for your channel.',
    'Logging in again does not help. Rolecall asks again by itself; the log has what Twitch said.',
  );
}

export function loginExpired(): SyncError {
  return new SyncError('login_expired', 'The Twitch login has ended.', RECONNECT);
}

export function missingScope(scope: string): SyncError {
  return new SyncError(
    'missing_scope',
    `The Twitch login lacks the permission “${scope}”.`,
    `Connect Twitch again and allow “${scope}”.`,
    { scope },
  );
}

export function unreachable(cause: unknown): SyncError {
  return new SyncError('network', 'Twitch cannot be reached.', 'Check the internet connection.', { cause });
}

export function nonsense(what: string): SyncError {
  return new SyncError('bad_answer', `Twitch sent an answer that makes no sense (${what}).`, WAIT);
}
