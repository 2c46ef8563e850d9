import type { Clock, Timer } from '../../server/core/clock.ts';

/**
 * Real time that runs `factor` times as fast: real sockets and files go on as they are, while limits of half a
 * minute take a second. Give the same one to everything that talks to each other.
 */
export function fastClock(factor: number): Clock {
  const startedAt = Date.now();
  const begunAt = performance.now();
  const passed = (): number => (performance.now() - begunAt) * factor;
  return {
    now: () => Math.round(startedAt + passed()),
    monotonic: passed,
    after(ms: number, action: () => void): Timer {
      const timer = setTimeout(action, Math.max(0, ms) / factor);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
