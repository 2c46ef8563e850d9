import type { Clock } from '../core/clock.ts';
import { SyncError } from './ports.ts';

/**
 * Runs `call` with a signal and gives up after `ms`, whether or not the call heeds the signal.
 * @throws SyncError `timeout` or `cancelled`; otherwise whatever the call throws
 */
export async function withTimeLimit<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const inner = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const giveUp = (error: SyncError): void => {
      settle();
      reject(error);
      inner.abort(error);
    };
    const onAbort = (): void => giveUp(cancelled(outer));
    const timer = clock.after(ms, () =>
      giveUp(
        new SyncError(
          'timeout',
          `Twitch did not answer for ${Math.round(ms / 1000)} seconds.`,
          'Nothing to do: Rolecall tries again by itself.',
        ),
      ),
    );
    const settle = (): void => {
      timer.cancel();
      outer.removeEventListener('abort', onAbort);
    };
    if (outer.aborted) {
      onAbort();
      return;
    }
    outer.addEventListener('abort', onAbort, { once: true });
    call(inner.signal).then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

/** Why a signal was aborted, as an error for the run that it ended. */
export function cancelled(signal: AbortSignal): SyncError {
  return signal.reason instanceof SyncError
    ? signal.reason
    : new SyncError('cancelled', 'The sync was stopped before it was done.');
}
