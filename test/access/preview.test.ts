import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preview } from '../../server/access/preview.ts';
import { decide, type DecideInput } from '../../server/core/decide.ts';
import { DEFAULT_POLICY, EVERYONE, type FeaturePolicy, LIMITED } from '../../server/core/policy.ts';
import { KINDS } from '../../server/core/roles.ts';
import * as arbitrary from '../core/arbitraries.ts';
import { asked } from '../core/questions.ts';
import { AccessRig, ann, bob, byHand } from './harness.ts';

const rules: fc.Arbitrary<FeaturePolicy> = fc.record({
  enabled: fc.boolean(),
  allow: fc.record({
    everyone: fc.boolean(),
    subscribers: fc.option(fc.record({ minTier: arbitrary.tier, gifted: fc.boolean() })),
    vips: fc.boolean(),
    moderators: fc.boolean(),
    followers: fc.option(fc.record({ minDays: fc.integer({ min: 0, max: 30 }) })),
  }),
  grants: fc.boolean(),
  cooldown: fc.constant({ globalMs: 60_000, userMs: 60_000, roleMs: {} }),
  whenStale: fc.constantFrom('use_last_known', 'deny'),
  ...arbitrary.sorts,
});
const nextTurn = (): Promise<void> => Promise.resolve();
const ask = (rig: AccessRig, policy: FeaturePolicy | null, feature = 'tts', limit = 100) =>
  preview({ ...rig.parts, nextTurn }, { feature, policy, limit });

describe('a preview', () => {
  it('says what asking decide() about everybody would, before and after', async () => {
    const exceptions = fc.array(
      fc.record({
        userId: fc.integer({ min: 2, max: 12 }).map(String),
        what: fc.constantFrom('allow', 'deny', 'grant', 'ban', 'follow'),
      }),
      { maxLength: 6 },
    );
    const trust = fc.constantFrom('fresh', 'stale', 'unknown');
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitrary.change, { maxLength: 25 }),
        exceptions,
        rules,
        rules,
        trust,
        async (changes, extra, before, after, trusted) => {
          const rig = new AccessRig();
          for (const change of changes) rig.roster.apply(change);
          rig.policy = { tts: before };
          rig.trust = trusted;
          const facts = new Map<string, Partial<DecideInput>>();
          for (const { userId, what } of extra) {
            const user = { userId, userLogin: `v${userId}`, userDisplayName: null };
            const known = facts.get(userId) ?? {};
            if (what === 'allow' || what === 'deny') {
              await rig.overrides.set({
                user,
                feature: 'tts',
                effect: what,
                until: null,
                note: null,
                by: 't',
              });
              facts.set(userId, { ...known, override: { effect: what, until: null } });
            } else if (what === 'grant') {
              const { grant } = await rig.grants.add({ ...byHand, user, feature: 'tts', minutes: 5 });
              facts.set(userId, { ...known, grantExpiresAt: grant.expiresAt });
            } else if (what === 'ban') {
              rig.banned.add(userId);
              facts.set(userId, { ...known, isBanned: true });
            } else {
              rig.followedAt.set(userId, rig.clock.now());
              facts.set(userId, { ...known, followedAt: rig.clock.now() });
            }
          }
          const isException = (userId: string): boolean =>
            facts.get(userId)?.override !== undefined || facts.get(userId)?.grantExpiresAt !== undefined;
          const ids = new Set([...rig.roster.viewers()].map(({ userId }) => userId));
          for (const userId of facts.keys()) if (isException(userId)) ids.add(userId);
          ids.delete('1'); // the broadcaster
          const decided = (policy: FeaturePolicy, userId: string) =>
            decide(
              asked({
                now: rig.clock.now(),
                policy,
                viewer: rig.roster.byId(userId),
                trust: { subscribers: trusted, vips: trusted, moderators: trusted },
                followedAt: 'unknown',
                ...facts.get(userId),
              }),
            );
          const expected = [...ids].map((userId) => {
            const [was, will] = [decided(before, userId), decided(after, userId)];
            return { userId, was, will };
          });
          const gains = expected.filter(({ was, will }) => !was.allowed && will.allowed);
          const losses = expected.filter(({ was, will }) => was.allowed && !will.allowed);
          const result = await ask(rig, after);
          const shown = (items: typeof gains) =>
            items.map(({ userId, was, will }) => [userId, was.reason, will.reason]).sort();
          expect({
            ...result,
            gains: result.gains.map((each) => [each.userId, each.before, each.after]).sort(),
            losses: result.losses.map((each) => [each.userId, each.before, each.after]).sort(),
          }).toEqual({
            viewers: ids.size,
            allowedBefore: expected.filter(({ was }) => was.allowed).length,
            allowedAfter: expected.filter(({ will }) => will.allowed).length,
            gained: gains.length,
            lost: losses.length,
            gains: shown(gains),
            losses: shown(losses),
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is no decision and starts no cooldown', async () => {
    const rig = new AccessRig();
    rig.hold('vips', ann);
    await ask(rig, { ...EVERYONE, cooldown: { globalMs: 9_000, userMs: 0, roleMs: {} } });
    expect([...rig.decisions.newest({}, null)]).toEqual([]);
    expect(rig.cooldowns.lastUseAt('tts', rig.clock.now())).toBeNull();
    expect(rig.policy).toBe(DEFAULT_POLICY);
  });

  it('knows features that do not exist yet, and those that are to go', async () => {
    const rig = new AccessRig();
    rig.hold('vips', ann);
    rig.hold('subscribers', bob);
    expect(await ask(rig, LIMITED, 'song-request')).toMatchObject({
      allowedBefore: 0,
      gained: 2,
      gains: [
        { userLogin: 'ann', before: null, after: 'vip' },
        { userLogin: 'bob', before: null, after: 'subscriber' },
      ],
    });
    rig.policy = { ...rig.policy, 'song-request': LIMITED };
    expect(await ask(rig, null, 'song-request', 1)).toMatchObject({
      lost: 2,
      losses: [{ before: 'vip', after: null }],
    });
  });

  it('keeps nobody waiting, however many viewers there are', async () => {
    const rig = new AccessRig();
    for (let i = 0; i < 60_000; i++) {
      rig.hold(KINDS[i % 3]!, { userId: `9${i}`, userLogin: `v${i}`, userDisplayName: `V${i}` });
    }
    let turns = 0;
    // Time passes with every look at it: a slice has as many viewers as fit into it.
    const clock = { ...rig.clock, now: () => 0, monotonic: () => (turns += 0.5), after: rig.clock.after };
    let pauses = 0;
    const parts = { ...rig.parts, clock, nextTurn: () => Promise.resolve(void pauses++) };
    const result = await preview(parts, { feature: 'tts', policy: EVERYONE, limit: 3 });
    expect(result).toMatchObject({ viewers: 60_000, allowedBefore: 60_000, gained: 0 });
    expect(pauses).toBeGreaterThan(30);
  });
});
