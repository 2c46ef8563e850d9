import { type Clock, FIRST_TIME, type Timer } from './core/clock.ts';

/** The longest wait that a timer of the platform can hold; longer ones are waited for in parts. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** The real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms: number, action: () => void): Timer {
    const step = Math.min(Math.max(0, ms), MAX_TIMEOUT_MS);
    let inner: Timer | null = null;
    const timer = setTimeout(() => {
      if (step < ms) inner = systemClock.after(ms - step, action);
      else action();
    }, step);
    timer.unref();
    return {
      cancel(): void {
        clearTimeout(timer);
        inner?.cancel();
      },
    };
  },
};

/** The latest that it may be: what lasts for some years from then can be written down, too. */
const LAST_NOW = Date.UTC(9900, 0, 1);

/** A computer without a battery begins in 1970, or anywhere: its time goes on from the nearest that can be used. */
export function writableClock(clock: Clock): Clock {
  return {
    now() {
      const now = clock.now();
      if (now >= FIRST_TIME && now <= LAST_NOW) return now;
      return (now > LAST_NOW ? LAST_NOW : FIRST_TIME) + Math.floor(clock.monotonic());
    },
    monotonic: () => clock.monotonic(),
    after: (ms, action) => clock.after(ms, action),
  };
}
