import { Problem } from '../../core/problem.ts';

/** What can go wrong with our files, apart from a roster commit (that is a `SyncError`). */
export type StoreErrorCode =
  | 'data_folder_unwritable'
  | 'data_folder_in_use'
  /** A file was written by a newer Rolecall. It is left exactly as it is. */
  | 'file_too_new'
  /** A file is there and the operating system does not let us read it. It is left as it is. */
  | 'file_unreadable'
  | 'not_saved'
  /** The folder was taken away while we run. */
  | 'store_gone'
  /** A change was refused because the result would not be valid. */
  | 'invalid_data'
  /** It was deleted while it was read. */
  | 'unavailable'
  | 'closed';

export class StoreError extends Problem<StoreErrorCode> {}

export function tooNew(path: string): StoreError {
  return new StoreError(
    'file_too_new',
    `${path} was written by a newer version of Rolecall and was left as it is.`,
    'Start the newer version, or choose another folder with --data.',
  );
}

export function unreadable(path: string, cause: unknown): StoreError {
  return new StoreError(
    'file_unreadable',
    `${path} cannot be read (${errorCode(cause) || 'unknown'}).`,
    'See who may read it, or choose another folder with --data.',
    cause,
  );
}

export function storeGone(): StoreError {
  return new StoreError(
    'store_gone',
    'Not saved: the data folder is gone.',
    'Put it back where it was. If that is not possible, close Rolecall and start it again.',
  );
}

/** `ENOSPC` and the like; empty if the error does not come from the operating system. */
export function errorCode(error: unknown): string {
  if (error instanceof StoreError) return '';
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Why saving failed, in plain words and without paths: it may be shown on stream. */
export function explainSaveError(error: unknown): { message: string; fix: string | null } {
  if (error instanceof StoreError) return { message: error.message, fix: error.fix };
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        message: 'Not saved: the disk with the data folder is full.',
        fix: 'Free some space on that disk. Rolecall works on and saves again as soon as it can.',
      };
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'EBUSY':
      return {
        message: 'Not saved: the data folder cannot be written to.',
        fix: 'Make the data folder writable, or see whether a virus scanner or backup tool holds it.',
      };
    case 'EIO':
      return {
        message: 'Not saved: the disk reported an error.',
        fix: 'Check the disk that the data folder is on.',
      };
    default:
      return {
        message: 'Not saved: the data folder could not be written to.',
        fix: 'See the log for the cause. Rolecall works on and tries again with the next change.',
      };
  }
}

/** A failure to save, in the streamer's words. */
export function notSaved(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const { message, fix } = explainSaveError(cause);
  return new StoreError('not_saved', message, fix, cause);
}
