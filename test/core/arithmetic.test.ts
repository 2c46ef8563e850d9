import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAT_WORDS } from '../../server/core/chat-texts/chat-texts.ts';
import { LANGUAGES } from '../../server/core/languages.ts';
import { featureOf, kindsOf, LIMITED, PRESETS } from '../../server/core/policy.ts';
import { paceMs } from '../../server/core/rate-budget.ts';
import { en } from '../../server/core/chat-texts/en.ts';
import { fillText, problemOfText, rolesInWords, spanInWords } from '../../server/core/reason-texts.ts';
import { backoffMs } from '../../server/core/retry.ts';
import { changeTo } from '../../server/core/role-change.ts';
import { isSameDetail, isSameUser, type RoleDetail, toLogin } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import { NumberedMap } from '../../server/core/numbered-map.ts';
import { ShardedMap } from '../../server/core/sharded-map.ts';

describe('backoffMs()', () => {
  const rules = { firstMs: 1_000, maxMs: 60_000 };

  it('doubles up to its limit, spread by a quarter', () => {
    expect([0, 1, 2, 5, 6, 100].map((attempt) => backoffMs(rules, attempt, 0.5))).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
    ]);
    expect([backoffMs(rules, 0, 0), backoffMs(rules, 0, 0.999999)]).toEqual([750, 1_250]);
  });

  it('is never endless and never nothing', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(), random, (attempt, chance) => {
        const waitMs = backoffMs(rules, attempt, chance);
        expect(waitMs).toBeGreaterThanOrEqual(750);
        expect(waitMs).toBeLessThanOrEqual(75_000);
      }),
    );
  });
});

describe('paceMs()', () => {
  const seen = { limit: 800, remaining: 100, resetAt: 60_000, seenAt: 0 };

  it('waits for nothing while there is plenty, nothing is known, or the bucket is full again', () => {
    expect(paceMs(null, 0, 40)).toBe(0);
    expect(paceMs(seen, 0, 40)).toBe(0);
    expect(paceMs({ ...seen, remaining: 41 }, 0, 40)).toBe(0);
    expect(paceMs({ ...seen, remaining: 0 }, 60_000, 40)).toBe(0);
    expect(paceMs({ ...seen, limit: 0, remaining: 0 }, 0, 40)).toBe(0);
    expect(paceMs({ ...seen, remaining: 0, resetAt: 1_000 }, 1_500, 40)).toBe(0);
  });

  it('waits until enough has dripped in', () => {
    expect(paceMs({ ...seen, remaining: 40 }, 0, 40)).toBe(75);
    expect(paceMs({ ...seen, remaining: 0 }, 0, 0)).toBe(75);
    expect(paceMs({ ...seen, remaining: 0 }, 75, 0)).toBe(0);
    expect(paceMs({ ...seen, remaining: 0, seenAt: 1_000 }, 1_000, 100)).toBe(7_575);
    expect(paceMs({ ...seen, remaining: 0 }, 59_990, 1_000)).toBe(10);
  });

  it('leaves the reserve alone, and is bounded by the refill whatever the clocks say', () => {
    const bucket = fc.record({
      limit: fc.integer({ min: 1, max: 2_000 }),
      remaining: fc.integer({ min: 0, max: 2_000 }),
      resetAt: fc.integer({ min: -1e6, max: 1e12 }),
      seenAt: fc.integer({ min: -1e6, max: 0 }),
    });
    fc.assert(
      fc.property(bucket, fc.integer({ min: 0, max: 100 }), (bucket, reserve) => {
        const waitMs = paceMs(bucket, 0, reserve);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual(Math.max(0, bucket.resetAt));
        expect(waitMs).toBeLessThanOrEqual(Math.ceil(((reserve + 1) * 60_000) / bucket.limit));
        expect(paceMs(bucket, waitMs, reserve)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('ShardedMap', () => {
  it('is a Map', () => {
    const step = fc.tuple(
      fc.constantFrom('set', 'delete', 'clear', 'get'),
      fc.oneof(fc.constantFrom('', '__proto__', '1', '12345678'), fc.string({ maxLength: 8 })),
      fc.nat(),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const map = new ShardedMap<number>();
        const model = new Map<string, number>();
        for (const [verb, key, value] of steps) {
          if (verb === 'set') {
            map.set(key, value);
            model.set(key, value);
          } else if (verb === 'delete') expect(map.delete(key)).toBe(model.delete(key));
          else if (verb === 'get')
            expect([map.get(key), map.has(key)]).toEqual([model.get(key), model.has(key)]);
          else if (value % 10 === 0) {
            map.clear();
            model.clear();
          }
          expect(map.size).toBe(model.size);
        }
        expect([...map.values()].sort()).toEqual([...model.values()].sort());
        expect(new Map(map)).toEqual(model);
      }),
    );
  });
});

describe('NumberedMap', () => {
  it('is a Map of what is numbered upwards, in that order', () => {
    const step = fc.tuple(fc.constantFrom('set', 'again', 'delete', 'clear'), fc.nat({ max: 20_000 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const map = new NumberedMap<number>();
        const model = new Map<number, number>();
        let last = 0;
        for (const [i, [verb, value]] of steps.entries()) {
          const known = [...model.keys()][value % Math.max(1, model.size)] ?? 7;
          if (verb === 'set') last += 1 + (value % 3_000);
          if (verb === 'set' || (verb === 'again' && model.has(known))) {
            const number = verb === 'set' ? last : known;
            map.set(number, i);
            model.set(number, i);
          } else if (verb === 'delete') expect(map.delete(known)).toBe(model.delete(known));
          else if (verb === 'clear' && value % 10 === 0) {
            map.clear();
            model.clear();
          }
          expect(map.size).toBe(model.size);
        }
        expect([...map.values()]).toEqual([...model.values()]);
        expect([...map]).toEqual([...model]);
      }),
    );
  });
});

describe('a span in words', () => {
  it.each([
    [0, '1 s'],
    [1, '1 s'],
    [1_000, '1 s'],
    [1_001, '2 s'],
    [59_000, '59 s'],
    [59_001, '1 min'],
    [60_000, '1 min'],
    [65_000, '1 min 5 s'],
    [599_000, '9 min 59 s'],
    [600_000, '10 min'],
    [601_000, '11 min'],
    [3_540_000, '59 min'],
    [3_541_000, '1 h'],
    [7_380_000, '2 h 3 min'],
    [86_340_000, '23 h 59 min'],
    [86_340_001, '1 day'],
    [86_400_000, '1 day'],
    [86_400_001, '1 day 1 h'],
    [25 * 3_600_000, '1 day 1 h'],
    [48 * 3_600_000, '2 days'],
    [4 * 86_400_000 + 1, '4 days 1 h'],
    [30 * 86_400_000, '30 days'],
    [30.5 * 86_400_000, '31 days'],
  ])('%d ms is %s', (ms, words) => {
    expect(spanInWords(ms)).toBe(words);
  });

  it('never tells anybody to come back too early', () => {
    const units = { s: 1_000, min: 60_000, h: 3_600_000, day: 86_400_000, days: 86_400_000 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * 86_400_000 }), (ms) => {
        const parts = [...spanInWords(ms).matchAll(/(\d+) (s|min|h|days?)\b/g)];
        const told = parts.reduce(
          (sum, [, n, unit]) => sum + Number(n) * units[unit as keyof typeof units],
          0,
        );
        expect(told).toBeGreaterThanOrEqual(ms);
        expect(told).toBeLessThanOrEqual(Math.max(ms + 1_000, ms * 1.12));
      }),
    );
  });
});

describe('fillText()', () => {
  const values = { name: 'Ann', feature: 'tts', timeLeftMs: null };

  it('leaves no placeholder of ours standing, in any reason', () => {
    for (const text of Object.values(en.reasons)) expect(fillText(text, values)).not.toMatch(/[{}]/);
  });

  it.each(LANGUAGES)('says each reason in %s with what English says, and in other words', (language) => {
    const words = CHAT_WORDS[language];
    for (const [reason, text] of Object.entries(words.reasons)) {
      const english = en.reasons[reason as keyof typeof en.reasons];
      const named = (of: string) => [...of.matchAll(/\{\w+\}/g)].map(String).sort();
      expect([reason, named(text)]).toEqual([reason, named(english)]);
      expect(problemOfText(text)).toBe(null);
      expect(text === english, text).toBe(language === 'en');
    }
    const roles = ['subscriber', 'vip'] as const;
    expect(fillText('{roles}', { ...values, roles }, words)).toBe(
      `${words.role.subscriber} ${words.and} ${words.role.vip}`,
    );
    expect(fillText('{timeLeft}', { ...values, timeLeftMs: 30 * 86_400_000 }, words)).toBe(
      `30 ${words.days}`,
    );
  });

  it('puts in what was given, as it is', () => {
    expect(fillText('{name} and {name}: {other}', values)).toBe('Ann and Ann: {other}');
    expect(fillText('{name}', { ...values, name: '$& {feature}' })).toBe('$& {feature}');
    expect(fillText('for {timeLeft}', values)).toBe('for ever');
    expect(fillText('{feature}', { ...values, feature: 'premium-voice' })).toBe('premium voice');
    expect(fillText('a {roles}', { ...values, roles: ['vip'] })).toBe('a VIP');
    expect(fillText('a {roles}', values)).toBe('a viewer');
  });

  it.each(['{', '}', '{name', 'x {', '{}', '} {', '{{', '{nobody} {', '{namex'])(
    'leaves %j as it is',
    (text) => {
      expect(fillText(text, values)).toBe(text);
    },
  );

  it('finds a placeholder behind one that is none', () => {
    expect(fillText('{ {name} } {other}{name}', values)).toBe('{ Ann } {other}Ann');
  });
});

describe('a text of the streamer’s own', () => {
  it.each(['Hello', '{name}, {feature} is for {roles}, {timeLeft}', 'x'.repeat(300), 'a } b { c'])(
    'may be %j',
    (text) => {
      expect(problemOfText(text)).toBeNull();
    },
  );

  it.each([
    ['', 'there has to be a text'],
    [' ', 'there has to be a text'],
    ['x'.repeat(301), 'at most 300 characters'],
    ['a\nb', 'no line breaks'],
    ['a\u0007', 'no line breaks'],
    ['{name} {nmae}', '"{nmae}" is not known; there are {name}, {feature}, {timeLeft}, {roles}'],
    ['{}', '"{}" is not known'],
  ])('may not be %j', (text, problem) => {
    expect(problemOfText(text)).toContain(problem);
  });
});

it.each([
  [[], 'viewer'],
  [['subscriber'], 'subscriber'],
  [['subscriber', 'vip'], 'subscriber and VIP'],
  [['broadcaster', 'vip', 'moderator'], 'broadcaster, VIP and moderator'],
] as const)('the roles %j are said as "%s"', (roles, words) => {
  expect(rolesInWords(roles)).toBe(words);
});

describe('policies', () => {
  it('know no feature by the names that every object has', () => {
    const { limited } = PRESETS;
    for (const name of ['constructor', '__proto__', 'toString', ''])
      expect(featureOf(limited, name)).toBeUndefined();
    expect(featureOf(limited, 'tts')).toBe(LIMITED);
  });

  it('tell the lists that they read', () => {
    expect(kindsOf(LIMITED.allow)).toEqual(['subscribers', 'vips', 'moderators']);
    expect(kindsOf({ ...LIMITED.allow, subscribers: null, moderators: false })).toEqual(['vips']);
  });
});

it('toLogin() takes names as people type them', () => {
  expect([' @Some_Name ', 'ANN', '@@x'].map(toLogin)).toEqual(['some_name', 'ann', '@x']);
});

describe('a big map', () => {
  it('has no long part, by id or by login: none stalls whoever walks through it', () => {
    for (const keyOf of [(i: number) => `${10_000_000 + i}`, (i: number) => `viewer_${i}`]) {
      const map = new ShardedMap<number>();
      for (let i = 0; i < 10_000; i++) map.set(keyOf(i), i);
      const parts = [...map.parts()];
      expect(Math.max(...parts.map(({ size }) => size))).toBeLessThan(400);
      expect(parts.flatMap(({ values }) => [...values])).toHaveLength(10_000);
    }
  });
});

describe('a role', () => {
  const gift: RoleDetail = { tier: '1000', isGift: true, gifterId: '9', gifterLogin: 'kind' };

  it.each([{ tier: '2000' }, { isGift: false }, { gifterId: '8' }, { gifterLogin: 'other' }] as const)(
    'is another with %j',
    (other) => {
      expect([isSameDetail(gift, { ...gift }), isSameDetail(gift, { ...gift, ...other })]).toEqual([
        true,
        false,
      ]);
    },
  );

  it.each([{ userLogin: 'anna' }, { userDisplayName: 'ANN' }])('is of somebody renamed with %j', (other) => {
    const ann = { userId: '1', userLogin: 'ann', userDisplayName: 'Ann' };
    expect([isSameUser(ann, { ...ann }), isSameUser(ann, { ...ann, ...other })]).toEqual([true, false]);
  });

  it('that is held already is no change', () => {
    const user = { userId: '1', userLogin: 'ann', userDisplayName: 'Ann' };
    const roster = new Roster();
    const change = (detail: RoleDetail | null) => changeTo(roster, 'vips', user, detail, 5, 's');
    expect(change(null)).toBeNull();
    roster.apply(change(gift)!);
    expect(change(gift)).toBeNull();
    expect(change({ ...gift, tier: '2000' })).toMatchObject({ change: 'updated', at: 5, source: 's' });
    expect(change(null)).toMatchObject({ change: 'revoked' });
  });
});
