import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYONE, NO_COOLDOWN } from '../../server/core/policy.ts';
import { AccessRig, ann, bob } from './harness.ts';

function rigWith(cooldown: Partial<typeof NO_COOLDOWN>): AccessRig {
  const rig = new AccessRig();
  rig.policy = { tts: { ...EVERYONE, cooldown: { ...NO_COOLDOWN, ...cooldown } } };
  return rig;
}

describe('a cooldown', () => {
  it('is started by a use only, not by asking and not by a no', () => {
    const rig = rigWith({ userMs: 60_000 });
    rig.check({ user: 'ann' });
    rig.banned.add('11');
    rig.check({ userId: '11', consume: true });
    rig.banned.clear();
    expect(rig.check({ userId: '11', consume: true }).allowed).toBe(true);
    expect(rig.check({ userId: '11' })).toMatchObject({
      reason: 'cooldown',
      retryAfterMs: 60_000,
      expiresAt: rig.clock.now() + 60_000,
      message: 'This viewer has to wait 1 min.',
    });
  });

  it('lets one of many through that come in the same tick', () => {
    const rig = rigWith({ globalMs: 5_000 });
    const answers = Array.from({ length: 10 }, (_, i) => rig.check({ user: `v${i}`, consume: true }));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(1);
  });

  it('is over exact to the millisecond', async () => {
    const rig = rigWith({ userMs: 60_000 });
    rig.check({ user: 'ann', consume: true });
    await rig.clock.advance(59_999);
    expect(rig.check({ user: 'ann' }).retryAfterMs).toBe(1);
    await rig.clock.advance(1);
    expect(rig.check({ user: 'ann' }).allowed).toBe(true);
  });

  it('may be shorter for a role', async () => {
    const rig = rigWith({ userMs: 60_000, roleMs: { vip: 10_000 } });
    rig.hold('vips', ann);
    rig.check({ user: 'ann', consume: true });
    rig.check({ user: 'bob', consume: true });
    await rig.clock.advance(10_000);
    expect(rig.check({ user: 'ann' }).allowed).toBe(true);
    expect(rig.check({ user: 'bob' }).retryAfterMs).toBe(50_000);
  });

  it('is one for a viewer, whether asked for by id or by name', () => {
    const rig = rigWith({ userMs: 60_000 });
    rig.hold('vips', bob);
    rig.check({ user: 'BOB', consume: true });
    expect(rig.check({ userId: bob.userId }).reason).toBe('cooldown');
    rig.check({ user: '@Stranger', consume: true });
    expect(rig.check({ user: 'stranger' }).reason).toBe('cooldown');
  });

  it('never lets the same viewer through twice within its span', async () => {
    const waits = fc.array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(waits, async (all) => {
        const rig = rigWith({ userMs: 5_000 });
        let last = -Infinity;
        for (const wait of all) {
          await rig.clock.advance(wait);
          const { allowed, retryAfterMs } = rig.check({ user: 'ann', consume: true });
          const now = rig.clock.now();
          expect(allowed).toBe(now - last >= 5_000);
          if (!allowed) expect(retryAfterMs).toBe(last + 5_000 - now);
          if (allowed) last = now;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('survives a restart, at most two seconds after the use or at once when closing', async () => {
    const rig = rigWith({ userMs: 60_000 });
    rig.check({ user: 'ann', consume: true });
    await rig.clock.advance(2_000);
    const crashed = rig.restart();
    crashed.policy = rig.policy;
    expect(crashed.check({ user: 'ann' }).retryAfterMs).toBe(58_000);
    crashed.check({ user: 'bob', consume: true });
    await crashed.cooldowns.close();
    const closed = crashed.restart();
    closed.policy = rig.policy;
    expect(closed.check({ user: 'bob' }).reason).toBe('cooldown');
  });

  it('takes memory only while it runs', async () => {
    const rig = rigWith({ userMs: 1_000 });
    for (let i = 0; i < 1_000; i++) rig.check({ user: `v${i}`, consume: true });
    await rig.clock.advance(5_000);
    rig.check({ user: 'last', consume: true });
    rig.cooldowns.tidy();
    await rig.cooldowns.close();
    expect(rig.uses['tts']?.byViewer).toEqual([['@last', rig.clock.now()]]);
  });

  it('is not kept where there is none', async () => {
    const rig = rigWith({});
    rig.check({ user: 'ann', consume: true });
    await rig.clock.advance(10_000);
    expect(rig.uses).toEqual({});
  });
});

describe('decisions', () => {
  it('are the last 300, newest first, counted by reason', () => {
    const rig = rigWith({});
    rig.policy = { ...rig.policy, 'song-request': { ...EVERYONE, enabled: false } };
    for (let i = 0; i < 310; i++) rig.check({ user: `v${i}` });
    rig.check({ user: 'last', feature: 'song-request' });
    const all = [...rig.decisions.newest({}, null)];
    expect(all).toHaveLength(300);
    expect(all[0]).toMatchObject({ id: 311, answer: { reason: 'feature_off' } });
    expect(all.at(-1)?.id).toBe(12);
    expect(rig.decisions.counts({})).toEqual({ everyone: 310, feature_off: 1 });
    expect(rig.decisions.counts({ allowed: false })).toEqual({ feature_off: 1 });
    expect([...rig.decisions.newest({ feature: 'song-request' }, null)]).toHaveLength(1);
    expect([...rig.decisions.newest({ allowed: true }, 15)].map(({ id }) => id)).toEqual([14, 13, 12]);
    expect(rig.decided).toHaveLength(311);
  });
});
