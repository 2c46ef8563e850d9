import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEEP_GRANTS_MS } from '../../server/access/grants.ts';
import { EVERYBODY_KEY } from '../../server/core/platform.ts';
import { FakeClock, flush } from '../support/fake-clock.ts';
import { AccessRig, ann, bob, byHand, MemoryStore } from './harness.ts';

const MINUTE = 60_000;
const give = (minutes: number, redemptionId: string | null = null) => ({
  ...byHand,
  user: ann,
  feature: 'tts',
  minutes,
  redemptionId,
});

describe('timed access', () => {
  it('is over exact to the millisecond, in the answer as in the announcement', async () => {
    const rig = new AccessRig();
    const { grant } = await rig.grants.add(give(10));
    expect(grant.expiresAt).toBe(rig.clock.now() + 10 * MINUTE);
    await rig.clock.advance(10 * MINUTE - 1);
    expect(rig.check({ userId: ann.userId })).toMatchObject({ reason: 'grant', expiresAt: grant.expiresAt });
    expect(rig.grantChanges.map(({ change }) => change)).toEqual(['added']);
    await rig.clock.advance(1);
    expect(rig.check({ userId: ann.userId })).toMatchObject({ allowed: false, reason: 'no_matching_rule' });
    expect(rig.grantChanges.map(({ change }) => change)).toEqual(['added', 'expired']);
    expect(rig.clock.now()).toBe(grant.expiresAt);
  });

  it.each(['add', 'replace'] as const)('adds up or replaces, as the setting says: %s', async (mode) => {
    const steps = fc.array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 90 }),
        afterMs: fc.integer({ min: 0, max: 60 * MINUTE }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const rig = new AccessRig();
        rig.mode = mode;
        let end = 0;
        for (const { minutes, afterMs } of all) {
          await rig.clock.advance(afterMs);
          const now = rig.clock.now();
          end = (mode === 'add' ? Math.max(end, now) : now) + minutes * MINUTE;
          const { grant } = await rig.grants.add(give(minutes));
          expect(grant.expiresAt).toBe(end);
          expect(rig.grants.records.current('tts', ann.userId)?.expiresAt).toBe(end);
          const open = [...rig.grants.inForceFor('tts')];
          expect(open.map(({ id }) => id)).toEqual([grant.id]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('of everybody is everybody’s on Twitch, the longer one counts, and it ends for all at once', async () => {
    const rig = new AccessRig();
    const all = { userId: EVERYBODY_KEY, userLogin: null, userDisplayName: null };
    const { grant } = await rig.grants.add({ ...give(10), user: all });
    await rig.grants.add(give(20));
    const asked = (who: object) => rig.check(who);
    expect(asked({ userId: bob.userId })).toMatchObject({ reason: 'grant', expiresAt: grant.expiresAt });
    expect(asked({ userId: ann.userId }).expiresAt).toBe(rig.clock.now() + 20 * MINUTE);
    expect(asked({ userId: bob.userId, platform: 'kick' }).reason).toBe('other_platform');
    await rig.clock.advance(10 * MINUTE);
    expect(asked({ userId: bob.userId }).reason).toBe('no_matching_rule');
    expect(asked({ userId: ann.userId }).reason).toBe('grant');
  });

  it('loses no minute when many are given at once', async () => {
    const rig = new AccessRig();
    await Promise.all([1, 2, 3, 4].map((minutes) => rig.grants.add(give(minutes))));
    expect(rig.grants.records.current('tts', ann.userId)?.expiresAt).toBe(rig.clock.now() + 10 * MINUTE);
  });

  it('counts a redemption once, however often and however fast it comes, also after a restart', async () => {
    const rig = new AccessRig();
    const results = await Promise.all([1, 2, 3].map(() => rig.grants.add(give(5, 'r-1'))));
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(rig.store.writes).toBe(1);
    expect(rig.grantChanges).toHaveLength(1);
    const again = await rig.restart().grants.add(give(5, 'r-1'));
    expect(again).toMatchObject({ isNew: false, grant: { expiresAt: rig.clock.now() + 5 * MINUTE } });
  });

  it('of a redemption that could not be saved is as if it never was, and can come again', async () => {
    const rig = new AccessRig();
    rig.store.isFull = true;
    await expect(rig.grants.add(give(5, 'r-1'))).rejects.toThrow('full');
    expect([rig.grants.ofRedemption('r-1'), rig.grantChanges]).toEqual([null, []]);
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
    rig.store.isFull = false;
    expect(await rig.grants.add(give(5, 'r-1'))).toMatchObject({ isNew: true });
  });

  it('is stored before anybody hears of it or gets through', async () => {
    const rig = new AccessRig();
    let open: () => void = () => undefined;
    rig.store.gate = new Promise((resolve) => (open = resolve));
    let isDone = false;
    const adding = rig.grants.add(give(5)).then(() => (isDone = true));
    await flush();
    expect([isDone, rig.grantChanges.length, rig.check({ userId: ann.userId }).allowed]).toEqual([
      false,
      0,
      false,
    ]);
    open();
    await adding;
    expect([rig.grantChanges.length, rig.check({ userId: ann.userId }).allowed]).toEqual([1, true]);
  });

  it('of others does not wait behind a slow one', async () => {
    const rig = new AccessRig();
    let open: () => void = () => undefined;
    rig.store.gate = new Promise((resolve) => (open = resolve));
    const slow = rig.grants.add(give(5));
    await flush();
    rig.store.gate = Promise.resolve();
    await rig.grants.add({ ...give(5), user: bob });
    expect(rig.check({ userId: bob.userId }).allowed).toBe(true);
    open();
    await slow;
  });

  it('is ended by hand, once', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(5));
    expect(await rig.grants.revoke('tts', ann.userId, 'mod')).toMatchObject({ endReason: 'revoked' });
    expect(await rig.grants.revoke('tts', ann.userId, 'mod')).toBeNull();
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
    await rig.clock.advance(10 * MINUTE);
    expect(rig.grantChanges.map(({ change }) => change)).toEqual(['added', 'revoked']);
  });

  it('survives a restart with its exact end', async () => {
    const rig = new AccessRig();
    const { grant } = await rig.grants.add(give(5));
    await rig.clock.advance(4 * MINUTE);
    const next = rig.restart();
    expect(next.check({ user: 'ANN' })).toMatchObject({ reason: 'grant', expiresAt: grant.expiresAt });
    await next.clock.advance(MINUTE);
    expect(next.check({ user: 'ann' }).allowed).toBe(false);
    expect(next.grantChanges.map(({ change }) => change)).toEqual(['expired']);
  });

  it('is kept for 7 days after its end, and then gone for good', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(5));
    await rig.clock.advance(5 * MINUTE + KEEP_GRANTS_MS - 1);
    rig.grants.sweep();
    expect(rig.grants.records.of(ann.userId)).toHaveLength(1);
    await rig.clock.advance(1);
    rig.grants.sweep();
    expect([rig.grants.records.of(ann.userId), rig.store.saved.size]).toEqual([[], 0]);
  });

  it('announces thousands that end together without losing one', async () => {
    const rig = new AccessRig();
    const all = Array.from({ length: 2_000 }, (_, i) => ({
      ...give(1 + (i % 3)),
      user: { userId: `${i}`, userLogin: `v${i}`, userDisplayName: `V${i}` },
    }));
    await Promise.all(all.map((grant) => rig.grants.add(grant)));
    await rig.clock.advance(3 * MINUTE);
    expect(rig.grantChanges.filter(({ change }) => change === 'expired')).toHaveLength(2_000);
    expect([...rig.grants.inForceFor('tts')]).toEqual([]);
  });

  it('that ran out by a clock that is set back is still over when it says so', async () => {
    const clock = new FakeClock();
    const rig = new AccessRig({ clock, store: new MemoryStore() });
    await rig.grants.add(give(5));
    clock.setBack(2 * MINUTE);
    await clock.advance(5 * MINUTE);
    expect(rig.check({ userId: ann.userId }).reason).toBe('grant');
    await clock.advance(3 * MINUTE);
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
    expect(rig.grantChanges.map(({ change }) => change)).toEqual(['added', 'expired']);
  });

  it('does not count where the feature says so', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(5));
    rig.policy = { ...rig.policy, tts: { ...rig.policy['tts']!, grants: false } };
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
  });
});

describe('deleting everything', () => {
  it('gives nobody back the time that was deleted, and no redemption waits for ever', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(500));
    let open = (): void => undefined;
    rig.store.gate = new Promise((resolve) => (open = resolve));
    const before = rig.grants.add(give(5, 'before'));
    await flush();
    const deleting = rig.grants.alone(async () => {
      await rig.store.clear();
      rig.grants.forget();
    });
    const after = rig.grants.add(give(5, 'after'));
    open();
    await Promise.all([before, deleting]);
    const { grant } = await after;
    expect(grant.expiresAt).toBe(rig.clock.now() + 5 * MINUTE);
    expect([...rig.store.grants()].map(({ redemptionId }) => redemptionId)).toEqual(['after']);
  });
});
