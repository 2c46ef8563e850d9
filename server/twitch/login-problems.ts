import { Problem } from '../core/problem.ts';
import { type Channel, SyncError } from '../sync/ports.ts';

/** What can be wrong with a login, in the streamer's words. */

export function toProblem(error: unknown): SyncError {
  if (error instanceof SyncError) return error;
  return new SyncError('internal', 'Something unexpected went wrong with the login.', 'Look into the log.', {
    cause: error,
  });
}

export function otherClientId(): SyncError {
  return new SyncError(
    'login_expired',
    'The access token belongs to another client id.',
    'Set ROLECALL_TWITCH_CLIENT_ID to the client id that the token was made with.',
  );
}

export function otherAccount(known: Channel, given: { readonly userLogin: string }): SyncError {
  return new SyncError(
    'wrong_account',
    `This data belongs to the channel ${known.userLogin}, the login to ${given.userLogin}.`,
    `Log in as ${known.userLogin}, or delete the data of ${known.userLogin} first.`,
  );
}

/** The store's errors are written for the streamer too. */
export function notSavedLogin(cause: unknown): SyncError {
  const words = cause instanceof Problem ? cause.message : '';
  return new SyncError(
    'not_saved',
    `The login could not be saved. ${words}`.trim(),
    'Make room on the disk, then connect again.',
    { cause },
  );
}
