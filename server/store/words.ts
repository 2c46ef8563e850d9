import { PortError } from '../core/problem.ts';
import { StoreError } from './files/store-error.ts';

/** Waits for something to be stored, and words a failure for the client. @throws PortError */
export async function worded<T>(saving: Promise<T>): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const code = error.code === 'invalid_data' ? 'invalid_params' : 'unavailable';
    throw new PortError(code, [error.message, error.fix ?? ''].join(' ').trim());
  }
}
