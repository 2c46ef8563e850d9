import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { REASONS } from '../../server/core/decide.ts';
import { LANGUAGES } from '../../server/core/languages.ts';
import { BEFORE_SORTS, FEATURE_NAME, GRANT_MODES, WHEN_STALE } from '../../server/core/policy.ts';
import { ROLES, TIERS } from '../../server/core/roles.ts';
import { exportedSettings } from '../../server/protocol/settings-shapes.ts';
import { feature, featurePolicy } from '../../server/protocol/shapes.ts';
import { parsePolicy } from '../../server/store/parse-policy.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../server/store/settings-store.ts';
import * as arbitrary from '../core/arbitraries.ts';

/** The wire uses schemas and the files hand-written parsers, which need no library at the start. They must agree. */

const span = fc.integer({ min: 0, max: 7 * 86_400_000 });
const rules = fc.record({
  enabled: fc.boolean(),
  allow: fc.record({
    everyone: fc.boolean(),
    subscribers: fc.option(fc.record({ minTier: fc.constantFrom(...TIERS), gifted: fc.boolean() })),
    vips: fc.boolean(),
    moderators: fc.boolean(),
    followers: fc.option(fc.record({ minDays: fc.integer({ min: 0, max: 3650 }) })),
  }),
  grants: fc.boolean(),
  cooldown: fc.record({
    globalMs: span,
    userMs: span,
    roleMs: fc.dictionary(fc.constantFrom(...ROLES), span),
  }),
  whenStale: fc.constantFrom(...WHEN_STALE),
  ...arbitrary.sorts,
});
/** As a file of before has them, or one of now. */
const anyRules = fc
  .tuple(rules, fc.subarray(Object.keys(BEFORE_SORTS)))
  .map(([all, without]) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name))),
  );
const policies = fc.dictionary(fc.stringMatching(FEATURE_NAME), anyRules, {
  maxKeys: 3,
  noNullPrototype: true,
});
const settings = fc.record(
  {
    intervalMinutes: fc.integer({ min: 5, max: 240 }),
    lookUpDenied: fc.boolean(),
    grantMode: fc.constantFrom(...GRANT_MODES),
    watchBans: fc.boolean(),
    chatLanguage: fc.constantFrom(...LANGUAGES),
    refundIfNeedless: fc.boolean(),
    checkForUpdates: fc.boolean(),
    bots: fc.array(
      fc.constantFrom('nightbot', 'moobot', 'a_1', 'x', 'soundalerts', 'wizebot', '77', 'Nightbot'),
      { maxLength: 2 },
    ),
    texts: fc.dictionary(
      fc.constantFrom(...REASONS),
      fc.constantFrom('No.', 'Hi {name}: {feature}', '{timeLeft}', '{what}', '', 'a\nb', 'x'.repeat(501)),
      { noNullPrototype: true },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** What a hand, another program or an older version may leave in the place of a value. */
const oddities = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', '1000', 'subscriber', '__proto__', 0, -1, 0.5, 3651, 4, 241),
  fc.constantFrom<unknown>(7 * 86_400_000 + 1, Number.MAX_SAFE_INTEGER + 2, Number.NaN, true, false, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);

/** `value` with up to three places changed, taken out or added. */
const spoiled = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      values,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('set', 'drop', 'add'), oddities), { maxLength: 3 }),
    )
    .map(([value, changes]) => changes.reduce(spoil, structuredClone(value) as unknown))
    .map((value): unknown => JSON.parse(JSON.stringify(value) ?? 'null')); // nothing else reaches either

function spoil(value: unknown, [where, how, odd]: [number, string, unknown]): unknown {
  const places = placesOf(value);
  const place = places[where % places.length];
  if (!place) return odd;
  const [holder, key] = place;
  if (how === 'drop') delete holder[key];
  else if (how === 'set') holder[key] = odd;
  else holder['odd'] = odd;
  return value;
}

function placesOf(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [
    [holder, key] as [Record<string, unknown>, string],
    ...placesOf(holder[key]),
  ]);
}

/** What a parser makes of a value, as JSON would carry it; `refused` if it throws. */
function outcome(parse: (value: unknown) => unknown, value: unknown): unknown {
  try {
    return { read: parse(value) };
  } catch {
    return 'refused';
  }
}

/** The same question to both, and how often each answer came: a property that never says no proves nothing. */
function compare(
  values: fc.Arbitrary<unknown>,
  file: (value: unknown) => unknown,
  wire: (value: unknown) => unknown,
): void {
  const counts = { read: 0, refused: 0 };
  fc.assert(
    fc.property(values, (value) => {
      const ours = outcome(file, value);
      counts[ours === 'refused' ? 'refused' : 'read'] += 1;
      expect(ours).toEqual(outcome(wire, value));
    }),
    { numRuns: 3_000, seed: 7653 },
  );
  expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(300);
}

describe('a file and the wire', () => {
  const policy = z.record(feature(), featurePolicy());

  it('take and refuse the same rules', () => {
    compare(
      spoiled(policies),
      (value) => parsePolicy(value),
      (value) => policy.parse(value),
    );
  });

  it('take and refuse the same settings', () => {
    const { policy: _policy, rewards: _rewards, lastImport: _lastImport, ...plain } = DEFAULT_SETTINGS;
    const toFull = (value: unknown): unknown => {
      const { policy: _p, rewards: _r, lastImport: _l, ...read } = parseSettings(value);
      return read;
    };
    compare(spoiled(settings), toFull, (value) => ({ ...plain, ...exportedSettings().parse(value) }));
  });
});
