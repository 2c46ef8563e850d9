import type { Clock, Timer } from './core/clock.ts';

/** The longest wait that a timer of the platform can hold; longer ones are waited for in parts. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** The real time: the platform's own functions, as a check asks them several times. */
export const systemClock: Clock = {
  now: Date.now,
  monotonic: performance.now.bind(performance),
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
