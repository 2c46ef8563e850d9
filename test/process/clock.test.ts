import { describe, expect, it } from 'vitest';
import { writableClock } from '../../server/clock.ts';
import { FIRST_TIME, isWritableTime, LAST_TIME } from '../../server/core/clock.ts';
import { FakeClock } from '../support/fake-clock.ts';

describe('the clock of the process', () => {
  it('is the real one where what it says can be written down', async () => {
    const clock = new FakeClock(FIRST_TIME);
    const written = writableClock(clock);
    expect(written.now()).toBe(FIRST_TIME);
    await clock.advance(5_000);
    expect([written.now(), written.monotonic()]).toEqual([FIRST_TIME + 5_000, 5_000]);
  });

  it.each([0, -1e15, LAST_TIME + 1])(
    'goes on from a time that can be, where a computer says %d',
    async (at) => {
      const clock = new FakeClock(at);
      const written = writableClock(clock);
      const before = written.now();
      expect(isWritableTime(before)).toBe(true);
      await clock.advance(1_500);
      expect(written.now()).toBe(before + 1_500);
    },
  );

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
