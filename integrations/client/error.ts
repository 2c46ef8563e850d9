import type { ClientErrorCode } from './api.ts';

/** Why a call failed. `message` is a plain sentence that may be shown to a person. */
export class RolecallError extends Error {
  readonly code: ClientErrorCode;

  constructor(code: ClientErrorCode, message: string) {
    super(message);
    this.name = 'RolecallError';
    this.code = code;
  }
}
