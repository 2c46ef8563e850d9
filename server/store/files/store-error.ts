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
  /** A change was refused because the result would not be valid. */
  | 'invalid_data'
  /** It was deleted while it was read. */
  | 'unavailable'
  | 'closed';

export class StoreError extends Problem<StoreErrorCode> {}

/** Something found wrong at start and dealt with; the streamer should hear of it. */
export interface StoreNotice {
  /** The file's name, without its folder. */
  readonly file: string;
  /** The name under which the unusable file was kept; null if nothing had to be kept. */
  readonly setAside: string | null;
  readonly message: string;
}

/** `ENOSPC` and the like; empty if the error does not come from the operating system. */
export function errorCode(error: unknown): string {
  if (error instanceof StoreError) return '';
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Why saving failed, in plain words and without paths: it may be shown on stream. */
export function explainSaveError(error: unknown): { message: string; fix: string } {
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
