import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../server/core/roles.ts';
import { type SyncSuccess, throttle, type ThrottleRequest } from '../../server/core/throttle.ts';

const RULES = { windowMs: 300_000, minGapMs: 60_000 };
const AT = 1_000_000;
const success = (more: Partial<SyncSuccess> = {}): SyncSuccess => ({
  source: 'manual-ui',
  at: AT,
  kinds: KINDS,
  ...more,
});
const request = (sinceMs: number, more: Partial<ThrottleRequest> = {}): ThrottleRequest => ({
  now: AT + sinceMs,
  source: 'manual-ui',
  kinds: KINDS,
  ...more,
});

describe('throttle()', () => {
  it('lets everything through at first', () => {
    expect(throttle(RULES, [], request(0))).toBeNull();
    expect(throttle(RULES, [success()], request(0, { kinds: [] }))).toBeNull();
  });

  it.each([
    ['the same source, just inside', 299_999, 'manual-ui', { ageMs: 299_999, retryAfterMs: 1 }],
    ['the same source, at the end', 300_000, 'manual-ui', null],
    ['another source, just inside', 59_999, 'startup', { ageMs: 59_999, retryAfterMs: 1 }],
    ['another source, at the end', 60_000, 'startup', null],
    ['at the very moment', 0, 'startup', { ageMs: 0, retryAfterMs: 60_000 }],
    ['a clock that was set back', -1, 'manual-ui', null],
  ] as const)('%s', (_name, sinceMs, source, expected) => {
    expect(throttle(RULES, [success()], request(sinceMs, { source }))).toEqual(expected);
  });

  it('does not excuse a list by another list', () => {
    const successes = [success({ kinds: ['vips'] })];
    expect(throttle(RULES, successes, request(1))).toBeNull();
    expect(throttle(RULES, successes, request(1, { kinds: ['vips'] }))).not.toBeNull();
    successes.push(success({ kinds: ['subscribers', 'moderators'], at: AT + 1_000 }));
    expect(throttle(RULES, successes, request(1_000))).toEqual({ ageMs: 1_000, retryAfterMs: 299_000 });
  });

  it('tells the age of the newest success, and waits for the one that lasts longest', () => {
    const successes = [success(), success({ source: 'startup', at: AT + 10_000 })];
    const skip = { ageMs: 5_000, retryAfterMs: 285_000 };
    expect(throttle(RULES, successes, request(15_000))).toEqual(skip);
    expect(throttle(RULES, successes.toReversed(), request(15_000))).toEqual(skip);
  });

  it('is switched off by windows of 0', () => {
    expect(throttle({ windowMs: 0, minGapMs: 0 }, [success()], request(0))).toBeNull();
  });

  it('tells exactly when asking again would run', () => {
    const kinds = fc.subarray([...KINDS], { minLength: 1 });
    const source = fc.constantFrom('a', 'b', 'c');
    const successes = fc.array(fc.record({ source, kinds, at: fc.integer({ min: 0, max: 400_000 }) }));
    fc.assert(
      fc.property(
        successes,
        source,
        kinds,
        fc.integer({ min: 0, max: 500_000 }),
        (past, source, kinds, now) => {
          const skip = throttle(RULES, past, { now, source, kinds });
          if (!skip) return;
          const later = (ms: number) =>
            throttle(
              RULES,
              past.filter(({ at }) => at <= now),
              { now: now + ms, source, kinds },
            );
          expect(later(skip.retryAfterMs)).toBeNull();
          expect(later(skip.retryAfterMs - 1)).not.toBeNull();
          expect(skip.ageMs).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
