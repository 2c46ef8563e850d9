import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecideInput } from '../../server/core/decide.ts';
import type { PerkRow } from '../../server/core/perk-rows.ts';
import { NO_PERKS, perksOf } from '../../server/core/perks.ts';
import { LIMITED } from '../../server/core/policy.ts';
import type { RoleRecord } from '../../server/core/roles.ts';
import * as arbitrary from './arbitraries.ts';
import { asked as askedAnyhow, FRESH, HOLDS, NOBODY, NOW } from './questions.ts';

const asked = (perks: readonly PerkRow[], given: Partial<DecideInput> = {}): DecideInput =>
  askedAnyhow({ ...given, policy: { ...LIMITED, ...given.policy, perks } });

const ROWS: readonly PerkRow[] = [
  { for: 'grant', voice: 'Paid', maxChars: 50 },
  { for: 'everyone', voice: 'Plain', maxChars: 100, volume: 60 },
  { for: 'subscriber', voice: 'Sub', maxChars: 200 },
  { for: 'subscriber', minTier: '3000', voice: 'Tier 3', maxChars: 400, maxSeconds: 30 },
  { for: 'vip', maxChars: 300, volume: 0 },
  { for: 'moderator', voice: 'Mod' },
  { for: 'member', voice: 'Member', maxChars: 150 },
];
const sub = (tier: RoleRecord['tier']) => ({ viewer: { ...NOBODY, subscribers: { ...HOLDS, tier } } });

describe('perksOf()', () => {
  it.each<[string, Partial<DecideInput>, object]>([
    ['nobody in particular', {}, { voice: 'Plain', maxChars: 100, volume: 60 }],
    ['a subscriber', sub('1000'), { voice: 'Sub', maxChars: 200, volume: 60 }],
    ['a subscriber of a tier that nobody knows', sub(null), { voice: 'Sub', maxChars: 200, volume: 60 }],
    ['tier 3', sub('3000'), { voice: 'Tier 3', maxChars: 400, maxSeconds: 30, volume: 60 }],
    ['a VIP', { viewer: { ...NOBODY, vips: HOLDS } }, { voice: 'Plain', maxChars: 300, volume: 60 }],
    [
      'a moderator',
      { viewer: { ...NOBODY, moderators: HOLDS } },
      { voice: 'Mod', maxChars: 100, volume: 60 },
    ],
    ['who has time left', { grantExpiresAt: NOW + 1 }, { voice: 'Paid', maxChars: 100, volume: 60 }],
    ['whose time is over', { grantExpiresAt: NOW }, { voice: 'Plain', maxChars: 100, volume: 60 }],
    [
      'the broadcaster',
      { isBroadcaster: true },
      { voice: 'Paid', maxChars: 400, maxSeconds: 30, volume: 60 },
    ],
    [
      'a VIP on a damaged list',
      { viewer: { ...NOBODY, vips: HOLDS }, trust: { ...FRESH, vips: 'damaged' } },
      { voice: 'Plain', maxChars: 100, volume: 60 },
    ],
    [
      'a member elsewhere, whatever Twitch knows under that id',
      {
        isOtherPlatform: true,
        claims: { member: true, moderator: false },
        ...sub('3000'),
        isBroadcaster: true,
      },
      { voice: 'Member', maxChars: 150, volume: 60 },
    ],
    [
      'a moderator elsewhere',
      { isOtherPlatform: true, claims: { member: false, moderator: true } },
      { voice: 'Mod', maxChars: 100, volume: 60 },
    ],
    [
      'who claims on Twitch to be a member',
      { claims: { member: true, moderator: true } },
      { voice: 'Plain', maxChars: 100, volume: 60 },
    ],
  ])('%s', (_who, given, expected) => {
    expect(perksOf(asked(ROWS, given))).toEqual({ ...NO_PERKS, ...expected });
  });

  it('is null where nothing is set', () => {
    expect(perksOf(asked([]))).toEqual(NO_PERKS);
    expect(perksOf(asked([{ for: 'vip', maxChars: 9 }, { for: 'everyone' }]))).toEqual(NO_PERKS);
  });

  it('takes the first of two rows of one rank for the voice', () => {
    const rows: PerkRow[] = [
      { for: 'everyone', voice: 'First' },
      { for: 'everyone', voice: 'Second' },
    ];
    expect(perksOf(asked(rows)).voice).toBe('First');
  });

  it('never lowers a limit, nor takes a voice away, because something was won', () => {
    const role = fc.option(
      fc.record({ tier: fc.option(arbitrary.tier) }).map((got) => ({ ...HOLDS, ...got })),
    );
    const viewers = fc.record({ subscribers: role, vips: role, moderators: role });
    const said = fc.record({ member: fc.boolean(), moderator: fc.boolean() });
    const wins = fc.constantFrom<(it: DecideInput) => DecideInput>(
      (it) => ({ ...it, viewer: { ...NOBODY, ...it.viewer, subscribers: { ...HOLDS, tier: '3000' } } }),
      (it) => ({ ...it, viewer: { ...NOBODY, ...it.viewer, vips: HOLDS } }),
      (it) => ({ ...it, viewer: { ...NOBODY, ...it.viewer, moderators: HOLDS } }),
      (it) => ({ ...it, grantExpiresAt: NOW + 1 }),
      (it) => ({ ...it, isBroadcaster: true }),
      (it) => ({ ...it, claims: { ...it.claims, member: true } }),
      (it) => ({ ...it, claims: { ...it.claims, moderator: true } }),
    );
    let raised = 0;
    fc.assert(
      fc.property(
        arbitrary.sorts.perks,
        viewers,
        said,
        fc.boolean(),
        wins,
        (perks, roles, claims, there, win) => {
          const before = asked(perks, { viewer: { ...NOBODY, ...roles }, claims, isOtherPlatform: there });
          const [was, is] = [perksOf(before), perksOf(win(before))];
          for (const limit of ['maxChars', 'maxSeconds', 'volume'] as const) {
            expect(is[limit] ?? -1).toBeGreaterThanOrEqual(was[limit] ?? -1);
            if (is[limit] !== was[limit]) raised++;
          }
          if (was.voice !== null) expect(is.voice).not.toBeNull();
        },
      ),
      { numRuns: 1_000 },
    );
    expect(raised).toBeGreaterThan(50);
  });
});
