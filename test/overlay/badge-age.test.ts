// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bareAgeOf, nextAgeAt, shortAgeOf } from '../../overlay/lib/format/time.ts';

const NOW = Date.parse('2026-11-22T20:00:00.000Z');
const DAY_MS = 86_400_000;
const ages = fc.integer({ min: -DAY_MS, max: 40 * DAY_MS });
const before = (ms: number): string => new Date(NOW - ms).toISOString();

it('an age is written anew exactly when it reads otherwise, and never more than once a minute', () => {
  fc.assert(
    fc.property(ages, (age) => {
      const at = before(age);
      const next = nextAgeAt(at, NOW);
      expect(next).toBeGreaterThan(NOW);
      expect(shortAgeOf(at, next - 1)).toBe(shortAgeOf(at, NOW));
      expect(shortAgeOf(at, next)).not.toBe(shortAgeOf(at, NOW));
      expect(nextAgeAt(at, next) - next).toBeGreaterThanOrEqual(60_000);
    }),
  );
});

it('an age without words has units that all languages share', () => {
  const ages = [-5_000, 3 * 3_600_000, 2 * DAY_MS].map((ms) => bareAgeOf(before(ms), NOW));
  expect(ages).toEqual(['0 min', '3 h', '2 d']);
});
