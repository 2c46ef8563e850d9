/** A timer that can be taken back. */
export interface Timer {
  cancel(): void;
}

/**
 * Time as an argument. Real code gets the system clock from the composition root,
 * tests get one they move by hand. Milliseconds throughout.
 */
export interface Clock {
  /** Milliseconds since the epoch, as `Date.now()`. */
  now(): number;
  /** Milliseconds from a point that never jumps, for durations, as `performance.now()`. */
  monotonic(): number;
  /** Runs `action` once after `ms`. Such a timer never keeps the process alive. */
  after(ms: number, action: () => void): Timer;
}

/** Resolves after `ms` on the given clock, or at once when `signal` aborts. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      timer.cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
