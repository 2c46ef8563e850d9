import type { Clock, Timer } from '../../server/core/clock.ts';

const LOOK_MS = 5;
const MOST_MS = 2 * LOOK_MS;
let lived = 0;
let lookedAt = 0;
let looking: NodeJS.Timeout | undefined;

/** Real time, ms, without that in which this process got no turn: nothing that it waits for could come then. */
export function livedMs(): number {
  const now = performance.now();
  if (looking) lived += Math.min(now - lookedAt, MOST_MS);
  else looking = setInterval(livedMs, LOOK_MS).unref();
  lookedAt = now;
  return lived;
}

/**
 * Real time that runs about `factor` times as fast: real sockets and files go on as they are, while limits of half a
 * minute take a second. On a busy machine it is as slow as the process that it runs in. Give the same one to
 * everything that talks to each other.
 */
export function fastClock(factor: number): Clock {
  const startedAt = Date.now();
  const begunAt = livedMs();
  const passed = (): number => (livedMs() - begunAt) * factor;
  return {
    now: () => Math.round(startedAt + passed()),
    monotonic: passed,
    after(ms: number, action: () => void): Timer {
      const due = passed() + ms;
      const look = (): void => {
        const left = due - passed();
        if (left > 0) timer = setTimeout(look, left / factor);
        else action();
      };
      let timer = setTimeout(look, Math.max(0, ms) / factor);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
