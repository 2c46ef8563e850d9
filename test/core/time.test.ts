import { describe, expect, it } from 'vitest';
import { FIRST_TIME, isWritableTime, LAST_TIME, sleep, toWritableTime } from '../../server/core/clock.ts';
import { FakeClock, flush } from '../support/fake-clock.ts';

describe('a time that can be written', () => {
  it.each([
    [FIRST_TIME - 1, false, FIRST_TIME],
    [FIRST_TIME, true, FIRST_TIME],
    [LAST_TIME, true, LAST_TIME],
    [LAST_TIME + 1, false, LAST_TIME],
  ])('%d: %s', (at, isWritable, nearest) => {
    expect(isWritableTime(at)).toBe(isWritable);
    expect(toWritableTime(at)).toBe(nearest);
  });
});

describe('sleep()', () => {
  /** Whether it is over now. */
  const watch = (sleeping: Promise<void>): { isOver: boolean } => {
    const seen = { isOver: false };
    void sleeping.then(() => (seen.isOver = true));
    return seen;
  };

  it('is over when its time has come', async () => {
    const clock = new FakeClock();
    const seen = watch(sleep(clock, 100));
    await clock.advance(99);
    expect(seen.isOver).toBe(false);
    await clock.advance(1);
    expect([seen.isOver, clock.timers]).toEqual([true, 0]);
  });

  it('is over at once when it is called off, and leaves no timer', async () => {
    const clock = new FakeClock();
    const off = new AbortController();
    const seen = watch(sleep(clock, 100, off.signal));
    off.abort();
    await flush();
    expect([seen.isOver, clock.timers]).toEqual([true, 0]);
    expect(watch(sleep(clock, 100, off.signal)).isOver).toBe(false);
    expect(clock.timers).toBe(0);
    await sleep(clock, 100, off.signal);
  });

  it('lets go of the signal when its time has come', async () => {
    const clock = new FakeClock();
    const { signal } = new AbortController();
    const listening = new Set<unknown>();
    signal.addEventListener = (...[, listener]: unknown[]) => void listening.add(listener);
    signal.removeEventListener = (...[, listener]: unknown[]) => void listening.delete(listener);
    const sleeping = sleep(clock, 100, signal);
    expect(listening.size).toBe(1);
    await clock.advance(100);
    await sleeping;
    expect(listening.size).toBe(0);
  });
});
