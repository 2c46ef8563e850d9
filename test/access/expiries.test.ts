import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Expiries } from '../../server/access/expiries.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** What fell due, and when it was said. */
function watched(clock = new FakeClock(0)) {
  const told: [at: number, items: string[]][] = [];
  const expiries = new Expiries<string>(clock, {
    onDue: (items) => told.push([clock.now(), items]),
    onBack: (items) => told.push([clock.now(), items]),
  });
  return { clock, expiries, told };
}

describe('what runs out', () => {
  it('is told once each, in order, at its time, however it was put in', async () => {
    const times = fc.array(fc.integer({ min: 1, max: 200_000 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(times, times, async (filled, added) => {
        const { clock, expiries, told } = watched();
        expiries.fill(filled.map((at, i) => [at, `f${i} ${at}`]));
        expiries.start();
        added.forEach((at, i) => expiries.add(at, `a${i} ${at}`));
        await clock.advance(200_000);
        for (const [at, items] of told) for (const item of items) expect(item).toMatch(new RegExp(` ${at}$`));
        expect(told.flatMap(([, items]) => items)).toHaveLength(filled.length + added.length);
        expect(told.every(([, items]) => items.length > 0)).toBe(true);
        expect(clock.timers).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
  });

  it('at the same time is told at once, the first one said first', async () => {
    const { clock, expiries, told } = watched();
    expiries.start();
    for (const item of ['a', 'b', 'c']) expiries.add(10, item);
    await clock.advance(10);
    expect(told).toEqual([[10, ['a', 'b', 'c']]]);
  });

  it('is told by nobody before the start, and then at once', async () => {
    const { clock, expiries, told } = watched();
    expiries.fill([[10, 'a']]);
    expiries.add(20, 'b');
    await clock.advance(30);
    expect([told, clock.timers]).toEqual([[], 0]);
    expiries.start();
    expect(told).toEqual([[30, ['a', 'b']]]);
  });

  it('is told by nobody after the end, or when it is forgotten', async () => {
    for (const end of ['close', 'clear'] as const) {
      const { clock, expiries, told } = watched();
      expiries.start();
      expiries.add(10, 'a');
      expiries[end]();
      if (end === 'close') expiries.add(15, 'b');
      await clock.advance(20);
      expect([told, clock.timers], end).toEqual([[], 0]);
    }
  });

  it('is looked at again each minute, for the clock may have been set', async () => {
    const { clock, expiries, told } = watched(new FakeClock(1_000_000));
    expiries.start();
    expiries.add(1_000_000 + 3_600_000, 'a');
    clock.setBack(-3_600_000);
    await clock.advance(59_999);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(told).toHaveLength(1);
  });
});
