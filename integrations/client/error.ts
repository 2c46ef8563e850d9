import type { ErrorCode } from '../../server/protocol/errors.ts';

/** A code of the wire, or one of the client's own: no connection, no answer in time, closed by `close()`. */
export type ClientErrorCode = ErrorCode | 'disconnected' | 'timeout' | 'closed';

/** Why a call failed. `message` is a plain sentence that may be shown to a person. */
export class RolecallError extends Error {
  readonly code: ClientErrorCode;

  constructor(code: ClientErrorCode, message: string) {
    super(message);
    this.name = 'RolecallError';
    this.code = code;
  }
}
