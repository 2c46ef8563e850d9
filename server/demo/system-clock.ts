import type { Clock } from '../core/clock.ts';

/** The machine's clock. The simulator has one of its own because it may import nothing but core. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
