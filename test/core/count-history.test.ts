import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCount,
  type CountPoint,
  countsBetween,
  downsample,
  MAX_AGE_MS,
  MAX_KEPT_POINTS,
  thin,
} from '../../server/core/count-history.ts';
import { type Kind, KINDS } from '../../server/core/roles.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);

const point = (at: number, subscribers: number | null, vips = 0, moderators = 0): CountPoint => ({
  at,
  subscribers,
  vips,
  moderators,
});

const count = fc.option(fc.integer({ min: 0, max: 50 }), { freq: 8 });
/** What comes in, with the gaps of real life: minutes, hours, weeks away. */
const steps = fc.array(
  fc.record({
    gap: fc.oneof(
      fc.integer({ min: 1, max: 20 * MINUTE }),
      fc.integer({ min: 1, max: 6 * HOUR }),
      fc.integer({ min: 1, max: 60 * DAY }),
    ),
    subscribers: count,
    vips: count,
    moderators: count,
  }),
  { maxLength: 120 },
);
const points = steps.map((all) => {
  let at = START;
  return all.map(({ gap, ...counts }): CountPoint => ({ at: (at += gap), ...counts }));
});

const extreme = (all: readonly CountPoint[], kind: Kind): (number | null)[] => {
  const values = all.map((each) => each[kind]).filter((value) => value !== null);
  return values.length === 0 ? [null, null] : [Math.min(...values), Math.max(...values)];
};
const extremes = (all: readonly CountPoint[]) => KINDS.map((kind) => extreme(all, kind));
const isInOrder = (all: readonly CountPoint[]) => all.every(({ at }, i) => at > (all[i - 1]?.at ?? 0));
const rows = (all: readonly CountPoint[]) => all.map(({ at, subscribers }) => [at - START, subscribers]);

describe('the history of counts', () => {
  it('notes changes only', () => {
    const one = addCount([], point(START, 5));
    expect(addCount(one, point(START + HOUR, 5))).toBe(one);
    expect(addCount(one, point(START + HOUR, 6))).toHaveLength(2);
    expect(addCount(one, point(START + HOUR, 5, 1))).toHaveLength(2);
    expect(addCount(one, point(START + HOUR, null))).toHaveLength(2);
  });

  it('goes on when the clock is set back', () => {
    const history = addCount(addCount([], point(START + DAY, 5)), point(START, 6));
    expect(rows(history)).toEqual([[DAY, 6]]);
    expect(rows(addCount(history, point(START + DAY + 1, 7)))).toEqual([
      [DAY, 6],
      [DAY + 1, 7],
    ]);
  });

  it('is fine for a day, hourly for two weeks, daily for two years: of each step its end, least and most', () => {
    // One a minute, up and down within each hour.
    const all = Array.from({ length: 16 * 24 * 60 }, (_, i) => point(START + i * MINUTE, 100 + (i % 60)));
    const now = all.at(-1)!.at;
    const kept = thin(all, now);
    const aged = (from: number, to: number) => kept.filter(({ at }) => now - at > from && now - at <= to);
    expect(aged(0, DAY).length).toBeGreaterThan(288);
    expect(aged(0, DAY).length).toBeLessThanOrEqual(2 * 289);
    expect(aged(DAY, 14 * DAY).length).toBeGreaterThanOrEqual(2 * 13 * 24);
    expect(aged(DAY, 14 * DAY).length).toBeLessThanOrEqual(2 * (13 * 24 + 1));
    expect(aged(14 * DAY, 16 * DAY).length).toBeLessThanOrEqual(3 * 3);
    expect(extremes(aged(14 * DAY, 16 * DAY))[0]).toEqual([100, 159]);
  });

  it('of what is older than two years only the last is kept: it held from then on', () => {
    const all = [point(START, 1), point(START + DAY, 2), point(START + 800 * DAY, 3)];
    expect(rows(thin(all, START + 800 * DAY))).toEqual([
      [DAY, 2],
      [800 * DAY, 3],
    ]);
  });

  it('never loses the extremes of the last two years, nor what is now, nor its order; and is thinned enough', () => {
    fc.assert(
      fc.property(points, (all) => {
        const history = all.reduce<readonly CountPoint[]>((kept, each) => addCount(kept, each), []);
        const now = all.at(-1)?.at ?? START;
        const recent = all.filter(({ at }) => now - at <= MAX_AGE_MS);
        const kept = history.filter(({ at }) => now - at <= MAX_AGE_MS);
        expect(isInOrder(history)).toBe(true);
        expect(history.length - kept.length).toBeLessThanOrEqual(1);
        // A point that only says again what held before is not needed for its value.
        const before = history.filter(({ at }) => now - at > MAX_AGE_MS);
        const seen = extremes([...before, ...kept]);
        extremes(recent).forEach(([least, most], i) => {
          const [keptLeast, keptMost] = seen[i]!;
          if (least === null || most === null) return;
          expect(keptLeast).toBeLessThanOrEqual(least!);
          expect(keptMost).toBeGreaterThanOrEqual(most!);
        });
        const last = all.at(-1);
        if (last) expect({ ...history.at(-1), at: 0 }).toEqual({ ...last, at: 0 });
        expect(thin(history, now)).toEqual(history);
      }),
    );
  });

  it('never holds more than its bound, however wild two years are', () => {
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const all = Array.from({ length: 60_000 }, (_, i) =>
      point(START + i * 20 * MINUTE, ...([0, 0, 0].map(() => Math.floor(random() * 1000)) as [number])),
    );
    const kept = thin(all, all.at(-1)!.at);
    expect(kept.length).toBeLessThanOrEqual(MAX_KEPT_POINTS);
    expect(kept.length).toBeLessThan(all.length / 5);
  });
});

describe('a plot of the counts', () => {
  it('begins with what held at its beginning and ends with what is now', () => {
    const history = [point(START, 1), point(START + 10 * DAY, 2)];
    const current = point(START + 20 * DAY, 3);
    expect(rows(countsBetween(history, START + 5 * DAY, current))).toEqual([
      [5 * DAY, 1],
      [10 * DAY, 2],
      [20 * DAY, 3],
    ]);
    expect(rows(countsBetween(history, START + 15 * DAY, current))).toEqual([
      [15 * DAY, 2],
      [20 * DAY, 3],
    ]);
    expect(rows(countsBetween(history, START - DAY, current))[0]).toEqual([0, 1]);
  });

  it('has nothing to show where nothing was ever read', () => {
    const nothing = { at: START, subscribers: null, vips: null, moderators: null };
    expect(countsBetween([], START - DAY, nothing)).toEqual([]);
    expect(countsBetween([], START - DAY, point(START, 4))).toHaveLength(1);
  });

  it('is never longer than asked for, keeps first, last, least and most, and invents nothing', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 8, max: 60 }), (all, limit) => {
        const shown = downsample(all, limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(shown[0]).toEqual(all[0]);
        expect(shown.at(-1)).toEqual(all.at(-1));
        expect(extremes(shown)).toEqual(extremes(all));
        expect(isInOrder(shown)).toBe(true);
        const known = new Set(all);
        expect(shown.every((each) => known.has(each))).toBe(true);
        if (all.length <= limit) expect(shown).toEqual(all);
      }),
    );
  });

  it('makes use of the points that it may have', () => {
    const all = Array.from({ length: 5_000 }, (_, i) => point(START + i * MINUTE, (i * 7919) % 500));
    const shown = downsample(all, 200);
    expect(shown.length).toBeGreaterThan(120);
    const gaps = shown.map(({ at }, i) => at - (shown[i - 1]?.at ?? at));
    expect(Math.max(...gaps)).toBeLessThan(200 * MINUTE);
  });
});
