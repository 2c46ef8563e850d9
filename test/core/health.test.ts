import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HealthFacts,
  HEALTH_STATES,
  isStale,
  type KindFacts,
  kindState,
  nextHealthChangeAt,
  overallState,
  trustOf,
} from '../../server/core/health.ts';
import { KINDS } from '../../server/core/roles.ts';

const NOW = 1_000_000_000_000;
const INTERVAL = 30 * 60_000;
const OK: KindFacts = {
  lastSuccessAt: NOW - 1_000,
  readFromAt: NOW - 1_500,
  isDamaged: false,
  isFailed: false,
  isRunning: false,
};
const NEVER: KindFacts = { ...OK, lastSuccessAt: null };
const FAILED: KindFacts = { ...OK, isFailed: true };
const OLD: KindFacts = { ...OK, lastSuccessAt: NOW - 2 * INTERVAL - 1 };
const running = (facts: KindFacts): KindFacts => ({ ...facts, isRunning: true });

function facts(
  [subscribers, vips, moderators]: readonly [KindFacts, KindFacts, KindFacts],
  more: Partial<HealthFacts> = {},
): HealthFacts {
  return {
    now: NOW,
    isConnected: true,
    intervalMs: INTERVAL,
    eventsLostAt: null,
    kinds: { subscribers, vips, moderators },
    ...more,
  };
}

const lostAt = (at: number) => ({ subscribers: at, vips: at, moderators: at });

const kindFacts: fc.Arbitrary<KindFacts> = fc.record({
  lastSuccessAt: fc.option(fc.integer({ min: NOW - 4 * INTERVAL, max: NOW + 4 * INTERVAL })),
  readFromAt: fc.option(fc.integer({ min: NOW - 4 * INTERVAL, max: NOW })),
  isDamaged: fc.boolean(),
  isFailed: fc.boolean(),
  isRunning: fc.boolean(),
});
const someTime = fc.integer({ min: NOW - INTERVAL, max: NOW });
const anyFacts = fc
  .record({
    kinds: fc.tuple(kindFacts, kindFacts, kindFacts),
    isConnected: fc.boolean(),
    eventsLostAt: fc.option(fc.record({ subscribers: someTime, vips: someTime, moderators: someTime })),
  })
  .map(({ kinds, ...more }) => facts(kinds, more));

describe('the one word for the whole', () => {
  it.each([
    ['fresh', facts([OK, OK, OK])],
    ['syncing', facts([running(OK), OK, OK])],
    ['syncing', facts([running(NEVER), running(NEVER), running(NEVER)])],
    ['syncing', facts([running(NEVER), OK, OK])],
    ['syncing', facts([running(NEVER), OLD, OK])],
    ['stale', facts([NEVER, NEVER, NEVER])],
    ['stale', facts([NEVER, OLD, OK])],
    ['stale', facts([OK, OLD, OK])],
    ['stale', facts([running(OK), running(OLD), OK])],
    ['stale', facts([OK, OK, OK], { eventsLostAt: lostAt(NOW - 500) })],
    ['fresh', facts([OK, OK, OK], { eventsLostAt: lostAt(NOW - 1_500) })],
    ['stale', facts([OK, OK, OK], { eventsLostAt: lostAt(NOW - 1_499) })],
    ['stale', facts([OK, OK, OK], { eventsLostAt: { ...lostAt(NOW - 1_500), vips: NOW } })],
    ['partial', facts([OK, FAILED, OK])],
    ['partial', facts([OLD, FAILED, running(OK)])],
    ['failed', facts([FAILED, FAILED, FAILED])],
    ['failed', facts([running(FAILED), running(FAILED), running(FAILED)])],
    ['disconnected', facts([FAILED, FAILED, OLD], { isConnected: false })],
  ] as const)('%s', (state, given) => {
    expect(overallState(given)).toBe(state);
  });

  it('is the first that holds, and always one', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const states = KINDS.map((kind) => kindState(given, kind));
        const state = overallState(given);
        expect(HEALTH_STATES).toContain(state);
        if (!given.isConnected) expect(state).toBe('disconnected');
        else if (states.every((each) => each === 'failed')) expect(state).toBe('failed');
        else if (states.includes('failed')) expect(state).toBe('partial');
        else expect(['stale', 'syncing', 'fresh']).toContain(state);
      }),
    );
  });

  it('is never green when anything is wrong', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        if (overallState(given) !== 'fresh') return;
        for (const kind of KINDS) {
          expect(given.kinds[kind]).toMatchObject({ isFailed: false, isRunning: false });
          expect(isStale(given, kind)).toBe(false);
          expect(trustOf(given, kind)).toBe('fresh');
        }
      }),
    );
  });
});

describe('a list', () => {
  it('turns stale a moment after twice the interval', () => {
    const at = (ageMs: number) =>
      kindState(facts([{ ...OK, lastSuccessAt: NOW - ageMs }, OK, OK]), 'subscribers');
    expect([at(2 * INTERVAL), at(2 * INTERVAL + 1)]).toEqual(['fresh', 'stale']);
  });

  it('is stale when its success lies in the future: the clock has been set back since', () => {
    const ahead = (ms: number) => facts([{ ...OK, lastSuccessAt: NOW + ms }, OK, OK]);
    expect(kindState(ahead(365 * 86_400_000), 'subscribers')).toBe('stale');
    expect(kindState(ahead(2_000), 'subscribers')).toBe('fresh');
  });

  it('is not believed when changes of it were lost, however young it is', () => {
    const given = facts([{ ...OK, isDamaged: true }, OK, OK]);
    expect([trustOf(given, 'subscribers'), trustOf(given, 'vips')]).toEqual(['damaged', 'fresh']);
    expect([kindState(given, 'subscribers'), overallState(given)]).toEqual(['stale', 'stale']);
  });

  it('is believed by its last success, though a later try failed', () => {
    expect(trustOf(facts([FAILED, OK, OK]), 'subscribers')).toBe('fresh');
    expect(trustOf(facts([{ ...OLD, isFailed: true }, OK, OK]), 'subscribers')).toBe('stale');
    expect(trustOf(facts([NEVER, OK, OK]), 'subscribers')).toBe('unknown');
    expect(trustOf(facts([OK, OK, OK], { isConnected: false }), 'subscribers')).toBe('stale');
  });

  it('shows syncing only if it is otherwise well', () => {
    expect(kindState(facts([running(FAILED), OK, OK]), 'subscribers')).toBe('failed');
    expect(kindState(facts([running(OK), OK, OK]), 'subscribers')).toBe('syncing');
    expect(kindState(facts([running(OLD), OK, OK]), 'subscribers')).toBe('stale');
  });
});

describe('one list', () => {
  it('has no state without a login, whatever else is known of it', () => {
    for (const known of [OK, NEVER, FAILED, OLD, running(OK)])
      expect(kindState(facts([known, OK, OK], { isConnected: false }), 'subscribers')).toBe('disconnected');
  });

  it('that was never read is unknown, not too old', () => {
    expect(isStale(facts([NEVER, OK, OK]), 'subscribers')).toBe(false);
  });
});

describe('nextHealthChangeAt()', () => {
  it('tells the first of several', () => {
    const ages = [10_000, 30_000, 20_000].map((ageMs) => ({ ...OK, lastSuccessAt: NOW - ageMs }));
    const given = facts(ages as [KindFacts, KindFacts, KindFacts]);
    expect(nextHealthChangeAt(given)).toBe(NOW - 30_000 + 2 * INTERVAL + 1);
  });

  it('tells when time alone changes the state', () => {
    expect(nextHealthChangeAt(facts([OK, OK, OK]))).toBe(NOW - 1_000 + 2 * INTERVAL + 1);
    expect(nextHealthChangeAt(facts([NEVER, OLD, NEVER]))).toBeNull();
  });

  it('misses no change', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 10 * INTERVAL }), (given, laterMs) => {
        const next = nextHealthChangeAt(given);
        const until = next === null ? given.now + laterMs : Math.min(given.now + laterMs, next - 1);
        for (const kind of KINDS)
          expect(kindState({ ...given, now: until }, kind)).toBe(kindState(given, kind));
      }),
    );
  });
});
