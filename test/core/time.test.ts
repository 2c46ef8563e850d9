import { describe, expect, it } from 'vitest';
import {
  FIRST_TIME,
  isWritableTime,
  LAST_TIME,
  sleep,
  toWritableTime,
  writableClock,
} from '../../server/core/clock.ts';
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

describe('the clock of what is stored', () => {
  it('is the real one between its ends', async () => {
    const clock = new FakeClock(FIRST_TIME);
    const written = writableClock(clock);
    expect(written.now()).toBe(FIRST_TIME);
    await clock.advance(5_000);
    expect([written.now(), written.monotonic()]).toEqual([FIRST_TIME + 5_000, 5_000]);
    expect(writableClock(new FakeClock(LAST_TIME + 1)).now()).toBe(LAST_TIME);
  });

  it('goes on where a computer thinks that it is 1970', async () => {
    const clock = new FakeClock(0);
    const written = writableClock(clock);
    await clock.advance(1_500.7);
    expect(written.now()).toBe(FIRST_TIME + 1_500);
  });

  it('keeps the timers of the real one', async () => {
    const clock = new FakeClock();
    let rang = 0;
    const timer = writableClock(clock).after(10, () => rang++);
    writableClock(clock).after(20, () => rang++);
    timer.cancel();
    await clock.advance(20);
    expect(rang).toBe(1);
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
