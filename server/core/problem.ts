export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly fix: string | null;
}

/** Whether an error was worded for the streamer by another part of the house: `StoreError`, `SyncError`. */
export function isProblem(error: unknown): error is Error & Problem {
  if (!(error instanceof Error) || !('code' in error) || !('fix' in error)) return false;
  return typeof error.code === 'string' && (error.fix === null || typeof error.fix === 'string');
}

/** A problem that is worded for the client: a login that Twitch refuses, a list it does not give. */
export class PortError extends Error {
  readonly code: 'not_connected' | 'not_found' | 'unavailable' | 'invalid_params';

  constructor(code: PortError['code'], message: string) {
    super(message);
    this.name = 'PortError';
    this.code = code;
  }
}
