import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALLOW_REASONS,
  type Decision,
  decide,
  type DecideInput,
  DENY_REASONS,
  isAllowReason,
  kindOfReason,
  NO_CLAIMS,
  type Reason,
  REASONS,
  rolesOf,
} from '../../server/core/decide.ts';
import { EVERYONE, type FeaturePolicy, LIMITED, NO_COOLDOWN, OTHERS } from '../../server/core/policy.ts';
import { en } from '../../server/core/chat-texts/en.ts';
import { fillText } from '../../server/core/reason-texts.ts';
import { KINDS, type RoleRecord } from '../../server/core/roles.ts';
import * as arbitrary from './arbitraries.ts';
import { asked, FRESH, HOLDS, NOBODY, NOW } from './questions.ts';

const DAY_MS = 86_400_000;
const SUB: RoleRecord = { ...HOLDS, tier: '1000' };
const STALE = { subscribers: 'stale', vips: 'stale', moderators: 'stale' } as const;
const UNKNOWN = { subscribers: 'unknown', vips: 'unknown', moderators: 'unknown' } as const;

const policyOf = (patch: Partial<FeaturePolicy>): FeaturePolicy => ({ ...LIMITED, ...patch });
const FOLLOWERS = policyOf({
  allow: { ...LIMITED.allow, subscribers: null, vips: false, moderators: false, followers: { minDays: 7 } },
});

const time = fc.integer({ min: NOW - 40 * DAY_MS, max: NOW + 40 * DAY_MS });
const role = fc
  .option(fc.record({ tier: fc.option(arbitrary.tier), isGift: fc.boolean() }))
  .map((known) => known && { ...HOLDS, ...known });
/** What ends the question early is rare, so that the rules are reached. */
const rarely = fc.constantFrom(false, false, false, false, false, false, false, true);
const trust = fc.constantFrom('fresh', 'stale', 'unknown', 'damaged');
const policy: fc.Arbitrary<FeaturePolicy> = fc.record({
  enabled: rarely.map((isOff) => !isOff),
  allow: fc.record({
    everyone: rarely,
    subscribers: fc.option(fc.record({ minTier: arbitrary.tier, gifted: fc.boolean() })),
    vips: fc.boolean(),
    moderators: fc.boolean(),
    followers: fc.option(fc.record({ minDays: fc.integer({ min: 0, max: 30 }) })),
  }),
  grants: fc.boolean(),
  cooldown: fc.record({
    globalMs: fc.constantFrom(0, 5_000),
    userMs: fc.constantFrom(0, 60_000),
    roleMs: fc.constantFrom({}, { vip: 0 }, { subscriber: 30_000, moderator: 1_000 }),
  }),
  whenStale: fc.constantFrom('use_last_known', 'deny'),
  ...arbitrary.sorts,
});
const input: fc.Arbitrary<DecideInput> = fc.record({
  now: fc.constant(NOW),
  policy,
  areRulesUnknown: rarely,
  isOtherPlatform: rarely,
  claims: fc.record({ member: fc.boolean(), moderator: fc.boolean() }),
  isBot: fc.boolean(),
  isGuest: fc.boolean(),
  isFirstMessage: fc.boolean(),
  isBroadcaster: rarely,
  isBanned: rarely,
  viewer: fc.option(
    fc.record({ subscribers: role, vips: role, moderators: role }).map((roles) => ({ ...NOBODY, ...roles })),
    { nil: undefined },
  ),
  trust: fc.record({ subscribers: trust, vips: trust, moderators: trust }),
  override: fc.option(fc.record({ effect: fc.constantFrom('allow', 'deny'), until: fc.option(time) })),
  grantExpiresAt: fc.option(time),
  followedAt: fc.oneof(time, fc.constant(null), fc.constant('unknown')),
  lastUserUseAt: fc.option(time),
  lastUseAt: fc.option(time),
});

/** One case for every reason, and the sentence that goes with it. */
const table: Record<Reason, [Partial<DecideInput>, string]> = {
  broadcaster: [
    { isBroadcaster: true, isBanned: true, policy: policyOf({ enabled: false }) },
    'Ann is the broadcaster.',
  ],
  override_allow: [{ override: { effect: 'allow', until: null } }, 'Ann has been allowed by hand.'],
  grant: [{ grantExpiresAt: NOW + 65_000 }, 'Ann has access for 1 min 5 s.'],
  everyone: [{ policy: EVERYONE, trust: UNKNOWN }, 'Everyone may use TTS.'],
  subscriber: [{ viewer: { ...NOBODY, subscribers: SUB } }, 'Ann is a subscriber.'],
  vip: [{ viewer: { ...NOBODY, vips: HOLDS } }, 'Ann is a VIP.'],
  moderator: [{ viewer: { ...NOBODY, moderators: HOLDS } }, 'Ann is a moderator.'],
  follower: [{ policy: FOLLOWERS, followedAt: NOW - 7 * DAY_MS }, 'Ann has followed for long enough.'],
  member: [
    {
      policy: policyOf({ others: 'members' }),
      isOtherPlatform: true,
      claims: { member: true, moderator: true },
    },
    'Ann is a member.',
  ],
  other_platform: [
    { isOtherPlatform: true, isBroadcaster: true },
    'Ann may not use TTS from another platform.',
  ],
  feature_off: [{ policy: policyOf({ enabled: false }) }, 'TTS is switched off right now.'],
  banned: [{ isBanned: true, override: { effect: 'allow', until: null } }, 'Ann is banned or timed out.'],
  override_deny: [
    { override: { effect: 'deny', until: NOW + 1 }, grantExpiresAt: NOW + 9 },
    'Ann has been muted by hand.',
  ],
  cooldown: [
    {
      policy: policyOf({ ...EVERYONE, cooldown: { ...NO_COOLDOWN, userMs: 60_000 } }),
      lastUserUseAt: NOW - 18_000,
    },
    'Ann has to wait 42 s.',
  ],
  roles_stale: [
    { policy: policyOf({ whenStale: 'deny' }), trust: STALE, viewer: { ...NOBODY, vips: HOLDS } },
    'Rolecall has not heard from Twitch for too long to be sure about Ann.',
  ],
  roles_unknown: [{ trust: UNKNOWN }, 'Rolecall has not read the lists from Twitch yet.'],
  rules_unknown: [
    { areRulesUnknown: true, isBroadcaster: true, policy: EVERYONE },
    'Rolecall has lost its rules and lets nobody in until the streamer has looked.',
  ],
  follower_unknown: [
    { policy: FOLLOWERS, followedAt: 'unknown' },
    'Rolecall could not find out in time whether Ann follows.',
  ],
  bot: [
    { policy: policyOf({ bots: 'never' }), isBot: true, viewer: { ...NOBODY, moderators: HOLDS } },
    'Ann is a chat bot.',
  ],
  guest: [
    { policy: policyOf({ ...EVERYONE, guests: 'never' }), isGuest: true },
    'Ann writes from the chat of another channel.',
  ],
  first_message: [
    { policy: policyOf({ ...EVERYONE, firstTimers: 'never' }), isFirstMessage: true },
    'Ann may use TTS from the second message on.',
  ],
  no_matching_rule: [{}, 'Ann may not use TTS.'],
};

/** Each lets more in than anything else does in its place. */
const WIDER: readonly Partial<FeaturePolicy>[] = [
  { others: 'everyone' },
  { guests: 'as_others' },
  { firstTimers: 'as_others' },
  { bots: 'as_others' },
];

describe('every reason', () => {
  it.each(REASONS)('%s', (reason) => {
    const [given, sentence] = table[reason];
    const decision = decide(asked(given));
    expect(decision.reason).toBe(reason);
    const timeLeftMs = decision.expiresAt === null ? null : decision.expiresAt - NOW;
    expect(fillText(en.reasons[reason], { name: 'Ann', feature: 'tts', timeLeftMs })).toBe(sentence);
  });

  it('is either a yes or a no, and tells which by itself', () => {
    expect([...ALLOW_REASONS, ...DENY_REASONS].sort()).toEqual([...REASONS].sort());
    fc.assert(
      fc.property(input, (given) => {
        const decision = decide(given);
        expect(decision.allowed).toBe(isAllowReason(decision.reason));
      }),
    );
  });
});

describe('decide()', () => {
  it('lets nobody in while the rules are unknown, whatever else is known', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { allowed, reason } = decide({ ...given, areRulesUnknown: true });
        expect([allowed, reason]).toEqual([false, 'rules_unknown']);
      }),
    );
  });

  it('lets deny beat allow: platform, switch, ban and mute come before everything that could allow', () => {
    fc.assert(
      fc.property(input, (lost) => {
        const given = { ...lost, areRulesUnknown: false };
        const closed = {
          ...given,
          policy: { ...given.policy, others: 'never' },
          isOtherPlatform: true,
          override: null,
          grantExpiresAt: null,
        } as const;
        expect(decide(closed).reason).toBe('other_platform');
        const here = { ...given, isOtherPlatform: false };
        expect(decide({ ...here, isBroadcaster: true }).reason).toBe('broadcaster');
        const viewer = { ...here, isBroadcaster: false };
        expect(decide({ ...viewer, policy: { ...viewer.policy, enabled: false } }).reason).toBe(
          'feature_off',
        );
        const on = { ...viewer, policy: { ...viewer.policy, enabled: true } };
        expect(decide({ ...on, isBanned: true }).reason).toBe('banned');
        const muted = { ...on, isBanned: false, override: { effect: 'deny', until: null } } as const;
        expect(decide(muted).reason).toBe('override_deny');
      }),
    );
  });

  it('never takes access away when a rule is switched on', () => {
    fc.assert(
      fc.property(input, policy, (given, other) => {
        if (!decide(given).allowed) return;
        const { allow } = given.policy;
        const widened = [
          { ...allow, everyone: true },
          { ...allow, vips: true },
          { ...allow, moderators: true },
          { ...allow, subscribers: allow.subscribers ?? other.allow.subscribers },
          { ...allow, followers: allow.followers ?? other.allow.followers },
        ];
        for (const wider of widened) {
          expect(decide({ ...given, policy: { ...given.policy, allow: wider } }).allowed).toBe(true);
        }
        for (const patch of WIDER) {
          expect(decide({ ...given, policy: { ...given.policy, ...patch } }).allowed).toBe(true);
        }
        expect(decide({ ...given, policy: { ...given.policy, grants: true } }).allowed).toBe(true);
      }),
    );
  });

  it('never gives access when a rule is tightened', () => {
    fc.assert(
      fc.property(input, (given) => {
        if (decide(given).allowed) return;
        const { allow } = given.policy;
        const subscribers = allow.subscribers;
        const tightened: Partial<FeaturePolicy>[] = [
          { enabled: false },
          { grants: false },
          { whenStale: 'deny' },
          { others: 'never' },
          { guests: 'never' },
          { firstTimers: 'never' },
          { bots: 'never' },
          { allow: { ...allow, everyone: false } },
          { allow: { ...allow, vips: false } },
          { allow: { ...allow, moderators: false } },
          { allow: { ...allow, subscribers: null } },
          { allow: { ...allow, followers: null } },
          { allow: { ...allow, subscribers: subscribers && { ...subscribers, minTier: '3000' } } },
          { allow: { ...allow, subscribers: subscribers && { ...subscribers, gifted: false } } },
          { allow: { ...allow, followers: allow.followers && { minDays: allow.followers.minDays + 1 } } },
        ];
        for (const patch of tightened) {
          expect(decide({ ...given, policy: { ...given.policy, ...patch } }).allowed).toBe(false);
        }
      }),
    );
  });

  it('never gives access because a role was lost, nor takes it because one was won', () => {
    fc.assert(
      fc.property(input, fc.constantFrom('subscribers', 'vips', 'moderators'), (given, kind) => {
        const without: DecideInput = { ...given, viewer: { ...NOBODY, ...given.viewer, [kind]: null } };
        const withRole: DecideInput = {
          ...given,
          viewer: { ...NOBODY, ...given.viewer, [kind]: { ...SUB, tier: '3000' } },
        };
        const noCooldown = (it: DecideInput): Decision =>
          decide({ ...it, policy: { ...it.policy, cooldown: NO_COOLDOWN } });
        if (noCooldown(without).allowed) expect(noCooldown(withRole).allowed).toBe(true);
      }),
    );
  });

  it.each([
    ['grant', { grantExpiresAt: NOW }],
    ['override_allow', { override: { effect: 'allow', until: NOW } }],
    ['override_deny', { override: { effect: 'deny', until: NOW }, viewer: { ...NOBODY, vips: HOLDS } }],
  ] as const)('ends a %s exact to the millisecond', (reason, given) => {
    expect(decide(asked({ ...given, now: NOW - 1 }))).toMatchObject({ reason, expiresAt: NOW });
    expect(decide(asked({ ...given, now: NOW })).reason).not.toBe(reason);
  });

  it('counts timed access only where the feature takes it', () => {
    const given = { grantExpiresAt: NOW + 1 };
    expect(decide(asked({ ...given, policy: policyOf({ grants: false }) })).reason).toBe('no_matching_rule');
    expect(decide(asked(given)).reason).toBe('grant');
  });

  describe('for viewers of another platform', () => {
    const elsewhere = (others: FeaturePolicy['others'], given: Partial<DecideInput> = {}) =>
      decide(asked({ policy: policyOf({ others }), isOtherPlatform: true, ...given })).reason;
    const member = { claims: { member: true, moderator: false } };
    const moderator = { claims: { member: false, moderator: true } };

    it.each([
      ['never', 'other_platform', 'other_platform', 'other_platform'],
      ['everyone', 'everyone', 'everyone', 'everyone'],
      ['members', 'other_platform', 'member', 'moderator'],
      ['moderators', 'other_platform', 'other_platform', 'moderator'],
    ] as const)('%s: nobody in particular %s, a member %s, a moderator %s', (others, ...reasons) => {
      expect([elsewhere(others), elsewhere(others, member), elsewhere(others, moderator)]).toEqual(reasons);
    });

    it.each(OTHERS)('lets in whom the streamer has named, whatever the rule says: %s', (others) => {
      const allowed = { override: { effect: 'allow', until: null } } as const;
      const paid = { grantExpiresAt: NOW + 1 };
      expect([elsewhere(others, allowed), elsewhere(others, paid)]).toEqual(['override_allow', 'grant']);
      const off = { policy: policyOf({ others, enabled: false }) };
      expect([elsewhere(others, { ...off, ...allowed })]).toEqual(['feature_off']);
      expect(elsewhere('never', { override: { effect: 'allow', until: NOW } })).toBe('other_platform');
      expect(elsewhere('never', { policy: policyOf({ grants: false }), ...paid })).toBe('other_platform');
      expect(elsewhere('everyone', { override: { effect: 'deny', until: null } })).toBe('override_deny');
      expect(elsewhere('members', { grantExpiresAt: NOW })).toBe('other_platform');
    });

    it('rests on nothing that is known of Twitch', () => {
      fc.assert(
        fc.property(input, input, (given, other) => {
          const { isBroadcaster, isBanned, viewer, trust, followedAt } = other;
          const there = { ...given, isOtherPlatform: true };
          const policy = { ...given.policy, allow: other.policy.allow, whenStale: other.policy.whenStale };
          expect(decide({ ...there, isBroadcaster, isBanned, viewer, trust, followedAt, policy })).toEqual(
            decide(there),
          );
        }),
      );
    });

    it('wins by every claim, and by a claim alone', () => {
      fc.assert(
        fc.property(input, (given) => {
          const there = { ...given, isOtherPlatform: true };
          const all = decide({ ...there, claims: { member: true, moderator: true } }).allowed;
          if (decide(there).allowed) expect(all).toBe(true);
        }),
      );
    });
  });

  it('does not listen to what is claimed of a viewer of Twitch', () => {
    fc.assert(
      fc.property(input, (given) => {
        const here = { ...given, isOtherPlatform: false };
        expect(decide(here)).toEqual(decide({ ...here, claims: NO_CLAIMS }));
      }),
    );
  });

  it('tries bot, guest, first message and time left in this order, behind what was set by hand', () => {
    fc.assert(
      fc.property(input, (given) => {
        const never = {
          bots: 'never',
          guests: 'never',
          firstTimers: 'never',
          enabled: true,
          grants: true,
        } as const;
        const policy = { ...given.policy, ...never, cooldown: NO_COOLDOWN };
        const who = { areRulesUnknown: false, isOtherPlatform: false, isBroadcaster: false, isBanned: false };
        const all = {
          ...given,
          ...who,
          policy,
          override: null,
          isBot: true,
          isGuest: true,
          isFirstMessage: true,
        };
        const timed = { ...all, grantExpiresAt: NOW + 1 };
        expect(decide(timed).reason).toBe('bot');
        expect(decide({ ...timed, isBot: false }).reason).toBe('guest');
        expect(decide({ ...timed, isBot: false, isGuest: false }).reason).toBe('first_message');
        const plain = { ...timed, isBot: false, isGuest: false, isFirstMessage: false };
        expect(decide(plain).reason).toBe('grant');
        for (const effect of ['allow', 'deny'] as const)
          expect(decide({ ...timed, override: { effect, until: null } }).reason).toBe(`override_${effect}`);
      }),
    );
  });

  it('knows no end of what nothing ends', () => {
    const override = { effect: 'allow', until: null } as const;
    expect(decide(asked({ override })).expiresAt).toBeNull();
    expect(decide(asked({ viewer: { ...NOBODY, vips: HOLDS } })).expiresAt).toBeNull();
  });

  describe('what a subscription must be', () => {
    const may = (minTier: '1000' | '2000' | '3000', gifted: boolean, record: Partial<RoleRecord>) => {
      const allow = { ...LIMITED.allow, subscribers: { minTier, gifted } };
      return decide(
        asked({ policy: policyOf({ allow }), viewer: { ...NOBODY, subscribers: { ...SUB, ...record } } }),
      ).allowed;
    };

    it('counts the tier', () => {
      expect([
        may('2000', true, {}),
        may('2000', true, { tier: '2000' }),
        may('2000', true, { tier: '3000' }),
      ]).toEqual([false, true, true]);
    });

    it('takes a tier that nobody knows for the lowest', () => {
      expect([may('1000', true, { tier: null }), may('2000', true, { tier: null })]).toEqual([true, false]);
    });

    it('may leave gifts out', () => {
      expect([may('1000', false, { isGift: true }), may('1000', true, { isGift: true })]).toEqual([
        false,
        true,
      ]);
    });
  });

  describe('when the lists are stale', () => {
    const vip = { viewer: { ...NOBODY, vips: HOLDS } };
    const strict = policyOf({ whenStale: 'deny' });

    it('uses the last known lists unless told otherwise', () => {
      expect(decide(asked({ ...vip, trust: STALE })).reason).toBe('vip');
      expect(decide(asked({ trust: STALE })).reason).toBe('no_matching_rule');
    });

    it('denies what only a stale list could allow, and nothing else', () => {
      expect(decide(asked({ ...vip, policy: strict, trust: STALE })).reason).toBe('roles_stale');
      expect(decide(asked({ ...vip, policy: strict, trust: { ...STALE, vips: 'fresh' } })).reason).toBe(
        'vip',
      );
      expect(decide(asked({ policy: strict, trust: STALE, grantExpiresAt: NOW + 1 })).reason).toBe('grant');
      expect(decide(asked({ policy: { ...EVERYONE, whenStale: 'deny' }, trust: STALE })).reason).toBe(
        'everyone',
      );
    });

    it.each(KINDS)('denies when of all lists that count only %s is stale', (kind) => {
      const given = { policy: strict, trust: { ...FRESH, [kind]: 'stale' } } as const;
      expect(decide(asked(given)).reason).toBe('roles_stale');
    });

    it('is not troubled by a list that no rule reads', () => {
      const vipsOnly = policyOf({
        allow: { ...LIMITED.allow, subscribers: null, moderators: false },
        whenStale: 'deny',
      });
      const given = { policy: vipsOnly, trust: { ...STALE, vips: 'fresh' } } as const;
      expect(decide(asked(given)).reason).toBe('no_matching_rule');
    });

    it('says so when a list was never read', () => {
      expect(decide(asked({ trust: { ...FRESH, vips: 'unknown' } })).reason).toBe('roles_unknown');
      expect(decide(asked({ ...vip, trust: UNKNOWN })).reason).toBe('vip');
      expect(decide(asked({ ...vip, policy: strict, trust: UNKNOWN })).reason).toBe('roles_unknown');
    });

    it('believes nothing that a damaged list says: no role, no shorter cooldown', () => {
      const damaged = { ...FRESH, vips: 'damaged' } as const;
      expect(decide(asked({ ...vip, trust: damaged })).reason).toBe('roles_unknown');
      expect(decide(asked({ ...vip, policy: strict, trust: damaged })).reason).toBe('roles_unknown');
      const cooldown = { ...NO_COOLDOWN, userMs: 60_000, roleMs: { vip: 1_000 } };
      const given = { ...vip, policy: policyOf({ ...EVERYONE, cooldown }), lastUserUseAt: NOW - 2_000 };
      expect(decide(asked(given)).reason).toBe('everyone');
      expect(decide(asked({ ...given, trust: damaged })).retryAfterMs).toBe(58_000);
    });
  });

  describe('followers', () => {
    const follows = (followedAt: number, minDays = 7) =>
      decide(
        asked({
          policy: { ...FOLLOWERS, allow: { ...FOLLOWERS.allow, followers: { minDays } } },
          followedAt,
        }),
      ).reason;

    it('counts days to the millisecond', () => {
      expect(follows(NOW - 7 * DAY_MS)).toBe('follower');
      expect(follows(NOW - 7 * DAY_MS + 1)).toBe('no_matching_rule');
    });

    it('lets in nobody who does not follow', () => {
      expect(decide(asked({ policy: FOLLOWERS, followedAt: null })).reason).toBe('no_matching_rule');
    });

    it('does not ask who follows where no rule does', () => {
      expect(decide(asked({ followedAt: NOW - 7 * DAY_MS })).reason).toBe('no_matching_rule');
      expect(decide(asked({ followedAt: 'unknown' })).reason).toBe('no_matching_rule');
    });

    it('takes a follower of this very moment though Twitch’s clock is ahead', () => {
      expect(follows(NOW + 2_000, 0)).toBe('follower');
      expect(follows(NOW + 2_000, 1)).toBe('no_matching_rule');
    });
  });

  describe('cooldowns', () => {
    const cooled = (given: Partial<DecideInput>, cooldown: Partial<FeaturePolicy['cooldown']>) =>
      decide(
        asked({ policy: policyOf({ ...EVERYONE, cooldown: { ...NO_COOLDOWN, ...cooldown } }), ...given }),
      );

    it('end exactly', () => {
      expect(cooled({ lastUseAt: NOW - 4_999 }, { globalMs: 5_000 })).toMatchObject({
        allowed: false,
        reason: 'cooldown',
        retryAfterMs: 1,
        expiresAt: NOW + 1,
      });
      expect(cooled({ lastUseAt: NOW - 5_000 }, { globalMs: 5_000 }).reason).toBe('everyone');
    });

    it('the longer of both counts', () => {
      const used = { lastUseAt: NOW - 1_000, lastUserUseAt: NOW - 1_000 };
      expect(cooled(used, { globalMs: 5_000, userMs: 3_000 }).retryAfterMs).toBe(4_000);
    });

    it('a role has its own, the shortest of several', () => {
      const viewer = { ...NOBODY, subscribers: SUB, vips: HOLDS };
      const roleMs = { subscriber: 30_000, vip: 10_000, moderator: 0 };
      expect(cooled({ viewer, lastUserUseAt: NOW }, { userMs: 60_000, roleMs }).retryAfterMs).toBe(10_000);
      expect(cooled({ lastUserUseAt: NOW }, { userMs: 60_000, roleMs }).retryAfterMs).toBe(60_000);
    });

    it('never exceed themselves though the clock was set back', () => {
      expect(cooled({ lastUserUseAt: NOW + 40 * DAY_MS }, { userMs: 60_000 }).retryAfterMs).toBe(60_000);
    });

    it('turn no denial into anything else', () => {
      fc.assert(
        fc.property(input, (given) => {
          const free = decide({ ...given, policy: { ...given.policy, cooldown: NO_COOLDOWN } });
          const decision = decide(given);
          if (!free.allowed || free.reason === 'broadcaster') expect(decision).toEqual(free);
          else expect([free.reason, 'cooldown']).toContain(decision.reason);
        }),
      );
    });
  });
});

describe('the roles of a viewer', () => {
  it('are those that he holds, and of nobody there are none', () => {
    expect(rolesOf(undefined)).toEqual([]);
    expect(rolesOf(NOBODY)).toEqual([]);
    expect(rolesOf({ ...NOBODY, subscribers: SUB, moderators: HOLDS })).toEqual(['subscriber', 'moderator']);
  });

  it('are the only reasons that rest on a list', () => {
    const resting = REASONS.map((reason) => [reason, kindOfReason(reason)]).filter(([, kind]) => kind);
    expect(resting).toEqual([
      ['subscriber', 'subscribers'],
      ['vip', 'vips'],
      ['moderator', 'moderators'],
    ]);
  });
});
