// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../server/core/policy.ts';
import { REASONS } from '../../server/core/decide.ts';
import { SYNC_ERROR_CODES } from '../../server/sync/ports.ts';
import { foldChanges, type RoleChange, type Run } from '../../overlay/lib/format/fold-changes.ts';
import { gladWords } from '../../overlay/lib/format/good-news.ts';
import { headlineOf } from '../../overlay/lib/format/headline.ts';
import { healthTroubles } from '../../overlay/lib/format/health-trouble.ts';
import { cureOf, verdictWords } from '../../overlay/lib/format/verdict.ts';
import type { CheckAnswer } from '../../overlay/lib/state/open-viewer.ts';
import type { TwitchStatus } from '../../overlay/lib/state/twitch-login.ts';
import { type Status, statusOf } from '../support/fake-rolecall.ts';

const NOW = Date.parse('2026-11-22T20:00:00.000Z');
const at = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
const TTS = DEFAULT_POLICY['tts']!;

function kindsWith(change: Partial<Status['kinds']['vips']>): Status['kinds'] {
  const { kinds } = statusOf();
  const changed = (kind: Status['kinds']['vips']) => ({ ...kind, lastSuccessAt: at(5), ...change });
  return {
    subscribers: changed(kinds.subscribers),
    vips: changed(kinds.vips),
    moderators: changed(kinds.moderators),
  };
}
const NEVER = { count: 0, lastSuccessAt: null, state: 'stale' } as const;
const reading = (done: number): NonNullable<Status['running']> => ({
  runId: 'r',
  source: 'startup',
  startedAt: at(0),
  progress: { subscribers: { done, total: null, etaMs: null }, vips: null, moderators: null },
});

describe('the first line of the dock', () => {
  const unread = kindsWith(NEVER);
  it.each([
    ['fresh', statusOf(), TTS, 'TTS: subs · VIPs · mods', false],
    ['partial', statusOf(), TTS, 'TTS: subs · VIPs · mods', false],
    ['fresh', statusOf(), { ...TTS, enabled: false }, 'TTS is off for everybody', true],
    ['fresh', statusOf(), { ...TTS, allow: { ...TTS.allow, everyone: true } }, 'TTS: everyone', false],
    ['connecting', null, null, 'Connecting to Rolecall', false],
    ['away', statusOf(), TTS, 'Rolecall is closed', false],
    [
      'syncing',
      statusOf({ state: 'syncing', kinds: unread, running: reading(1_200) }),
      TTS,
      'Reading your lists: 1,200 so far',
      false,
    ],
    [
      'syncing',
      statusOf({ state: 'syncing', kinds: unread, running: reading(0) }),
      TTS,
      'Reading your lists',
      false,
    ],
    [
      'disconnected',
      statusOf({ kinds: unread, state: 'disconnected' }),
      TTS,
      'Twitch is not connected',
      false,
    ],
  ] as const)('when %s: %#', (state, status, rules, says, isOff) => {
    expect(headlineOf(state, status, rules)).toMatchObject({ says, isOff });
  });

  it('offers no switch where the rules were lost: they have to be looked at', () => {
    const warnings = [{ code: 'rules_unknown', message: '', fix: null, at: at(1) }];
    const off = { ...TTS, enabled: false };
    expect(headlineOf('fresh', statusOf({ warnings }), off)).toMatchObject({
      says: 'TTS is off for everybody',
      isOff: false,
    });
  });
});

describe('what is wrong with the lists', () => {
  const login: TwitchStatus = {
    through: 'login',
    state: 'connected',
    channel: null,
    clientId: 'x',
    scopes: [],
    missing: [],
    pending: null,
    problem: null,
  };
  const told = (status: Status, more: Partial<TwitchStatus> = {}) =>
    healthTroubles({ status, login: { ...login, ...more }, now: NOW }).map(({ says, acts }) => [
      says,
      ...acts.map(({ label }) => label),
    ]);
  const failed = (code: string) => ({ state: 'failed', error: { code, message: 'm', fix: null } }) as const;

  it('is said once for lists that failed of the same, with one button', () => {
    const kinds = kindsWith(failed('network'));
    expect(told(statusOf({ state: 'failed', kinds }))).toEqual([
      ['No list could be read: Twitch cannot be reached.', 'Try again'],
    ]);
    const vips = { ...kindsWith({}), vips: kinds.vips };
    expect(told(statusOf({ state: 'partial', kinds: vips }))).toEqual([
      ['VIPs could not be read: Twitch cannot be reached.', 'Try again'],
    ]);
  });

  it('names no permission by its name at Twitch, and is not said a second time by the login', () => {
    const kinds = { ...kindsWith({}), vips: kindsWith(failed('missing_scope')).vips };
    const missing = [{ scope: 'channel:read:vips', neededFor: 'reading your VIPs' }];
    expect(told(statusOf({ state: 'partial', kinds }), { missing })).toEqual([
      ['VIPs could not be read: Twitch was not asked to allow it.', 'Allow it at Twitch'],
    ]);
    expect(told(statusOf(), { missing: [{ scope: 'channel:moderate', neededFor: 'x' }] })).toEqual([
      ['Twitch was not asked to allow keeping out who is banned.', 'Allow it at Twitch'],
    ]);
  });

  it('old, missed and never read lists are told apart', () => {
    const stale = (minutes: number | null) =>
      statusOf({
        state: 'stale',
        kinds: kindsWith({ lastSuccessAt: minutes === null ? null : at(minutes) }),
      });
    expect(told(stale(26 * 60))).toEqual([['Your lists are old: last read 1 day ago.', 'Sync now']]);
    expect(told(stale(2))).toEqual([
      ['Changes may have been missed. Rolecall is about to check.', 'Sync now'],
    ]);
    expect(told(stale(null))).toEqual([['Your lists were never read.', 'Sync now']]);
  });

  it('a login that ended is told apart from one that never was, and from one that waits', () => {
    const gone = statusOf({ state: 'disconnected', kinds: kindsWith({}) });
    expect(told(gone, { state: 'lost' })).toEqual([['The login to Twitch has ended.', 'Connect again']]);
    const never = statusOf({ state: 'disconnected', kinds: kindsWith(NEVER) });
    expect(told(never, { state: 'none' })).toEqual([['Twitch is not connected.', 'Connect Twitch']]);
    const pending = { userCode: 'ABC', verificationUri: 'https://x.test', expiresAt: at(-5) };
    expect(told(gone, { state: 'pending', pending })).toEqual([
      ['Rolecall waits for you at Twitch.', 'Show the code'],
    ]);
  });

  it.each(SYNC_ERROR_CODES)('has words of its own for %s', (code) => {
    const [first] = told(statusOf({ state: 'failed', kinds: kindsWith(failed(code)) }));
    expect(first?.[0]).toMatch(/^No list could be read: \S.+\.$/);
    expect(first).toHaveLength(2);
  });
});

describe('the verdict on a viewer', () => {
  const check = (changes: Partial<CheckAnswer>): CheckAnswer =>
    ({ allowed: true, feature: 'tts', reason: 'subscriber', expiresAt: null, ...changes }) as CheckAnswer;
  const role = {
    role: 'subscriber',
    tier: '2000',
    isGift: false,
    gifterId: null,
    gifterLogin: null,
    grantedAt: '2026-03-12T12:00:00.000Z',
    source: 'startup',
  } as const;

  it('says since when only if Twitch said it', () => {
    expect(verdictWords(check({}), [role])).toBe('May use TTS: subscriber, Tier 2, known since Mar 12, 2026');
    expect(verdictWords(check({}), [{ ...role, source: 'event' }])).toBe(
      'May use TTS: subscriber, Tier 2, since Mar 12, 2026',
    );
    expect(verdictWords(check({ allowed: false, reason: 'override_deny' }), [role])).toBe(
      'May not use TTS: muted by hand',
    );
  });

  it.each(REASONS)('knows what would help against %s', (reason) => {
    const { says } = cureOf(check({ allowed: false, reason, expiresAt: at(-1) }), TTS, NOW);
    expect(says).toMatch(/\.$/);
  });

  it('names who may, where no rule fits', () => {
    const denied = check({ allowed: false, reason: 'no_matching_rule' });
    expect(cureOf(denied, TTS, NOW).says).toContain('subs · VIPs · mods');
    const nobody = { ...TTS, allow: { ...TTS.allow, subscribers: null, vips: false, moderators: false } };
    expect(cureOf(denied, nobody, NOW).says).toContain('No role is allowed');
  });
});

const change = (name: string, changes: Partial<RoleChange> = {}): RoleChange => ({
  userId: name,
  userLogin: name,
  userDisplayName: name,
  role: 'subscriber',
  change: 'granted',
  tier: '1000',
  source: 'startup',
  at: at(10),
  ...changes,
});
const runOf = (counts: readonly [count: number, granted: number][], source = 'startup'): Run => ({
  runId: 'r',
  source,
  startedAt: at(10.05),
  durationMs: 5_000,
  success: true,
  kinds: (['subscribers', 'vips', 'moderators'] as const).map((kind, index) => {
    const [count, granted] = counts[index]!;
    return { kind, count, granted, revoked: 0, updated: 0, error: null };
  }),
});

describe('the changes', () => {
  const many = Array.from({ length: 358 }, (_, index) => change(`viewer${index}`));

  it('of a first read are one row, whatever came after it', () => {
    const later = change('late', { role: 'vip', source: 'event', at: at(1) });
    const first = runOf([
      [340, 340],
      [12, 12],
      [6, 6],
    ]);
    expect(foldChanges([later, ...many], [first])).toEqual([
      later,
      {
        at: at(10),
        source: 'startup',
        isFirst: true,
        counts: { subscribers: 340, vips: 12, moderators: 6 },
      },
    ]);
  });

  it('of a small channel too, and never of a sync that found a few new ones', () => {
    const small = [change('a'), change('b', { role: 'vip' })];
    const first = runOf([
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
    const usual = runOf([
      [340, 1],
      [12, 1],
      [6, 0],
    ]);
    expect(foldChanges(small, [first])).toHaveLength(1);
    expect(foldChanges(small, [usual])).toEqual(small);
    expect(foldChanges(small, [])).toEqual(small);
  });

  it('that are many are one row also if nothing is known of the sync, which is then not called the first', () => {
    expect(foldChanges(many.slice(0, 20), [])).toEqual([
      { at: at(10), source: 'startup', isFirst: false, counts: { subscribers: 20, vips: 0, moderators: 0 } },
    ]);
  });

  it('that Twitch told of stay one by one', () => {
    const gifts = Array.from({ length: 50 }, (_, index) => change(`gift${index}`, { source: 'event' }));
    expect(foldChanges(gifts, [])).toEqual(gifts);
  });
});

describe('a new role', () => {
  it('is told with what may be used now', () => {
    expect(gladWords([change('Ann', { source: 'event' })], DEFAULT_POLICY)).toBe(
      'Ann is now Subscriber, Tier 1: may use TTS and Premium voices.',
    );
    const off = { ...DEFAULT_POLICY, 'premium-voice': { ...TTS, enabled: false } };
    expect(gladWords([change('Ann', { role: 'vip', tier: null })], off)).toBe('Ann is now VIP: may use TTS.');
    const tier2 = {
      ...TTS,
      allow: { ...TTS.allow, subscribers: { minTier: '2000', gifted: true } as const },
    };
    expect(gladWords([change('Ann')], { tts: tier2 })).toBe('Ann is now Subscriber, Tier 1.');
  });

  it('of many is one sentence', () => {
    const gifts = [change('a'), change('b'), change('c', { role: 'vip', tier: null })];
    expect(gladWords(gifts, { tts: TTS })).toBe('2 new subs, 1 new VIP: may use TTS.');
  });
});
