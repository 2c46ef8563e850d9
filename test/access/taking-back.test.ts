import { describe, expect, it } from 'vitest';
import { type GrantChange, Grants, KEEP_GRANTS_MS } from '../../server/access/grants.ts';
import type { GrantRecord } from '../../server/access/ports.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { AccessRig, ann, byHand, MemoryStore } from './harness.ts';

const MINUTE = 60_000;
const give = (minutes: number, redemptionId: string | null = null, feature = 'tts') => ({
  ...byHand,
  user: ann,
  feature,
  minutes,
  redemptionId,
});
const changes = (rig: AccessRig): string[] => rig.grantChanges.map(({ change }) => change);
const leftMs = (rig: AccessRig, feature = 'tts'): number | undefined => {
  const grant = rig.grants.records.current(feature, ann.userId);
  return grant && grant.expiresAt - rig.clock.now();
};

describe('time that was paid for and is taken back', () => {
  it('is over at once, and said to be', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(5, 'r'));
    await rig.clock.advance(MINUTE);
    await rig.grants.takeBack('r', 'streamer');
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
    expect(changes(rig)).toEqual(['added', 'revoked']);
    expect(rig.grantChanges[1]!.grant).toMatchObject({
      endedAt: rig.clock.now(),
      endedBy: 'streamer',
      endReason: 'revoked',
    });
    expect(rig.restart().check({ userId: ann.userId }).allowed).toBe(false);
  });

  it.each([
    ['before', [give(10), give(5, 'r')]],
    ['after', [give(5, 'r'), give(10)]],
    ['before and after', [give(4), give(5, 'r'), give(6)]],
  ])('leaves what was given %s', async (_when, all) => {
    const rig = new AccessRig();
    for (const grant of all) await rig.grants.add(grant);
    await rig.clock.advance(2 * MINUTE);
    await rig.grants.takeBack('r', 'streamer');
    expect(leftMs(rig)).toBe(8 * MINUTE);
    expect(changes(rig).slice(-2)).toEqual(['revoked', 'added']);
    expect(rig.grantChanges.at(-1)!.grant).toMatchObject({ minutes: 8, redemptionId: null, endedAt: null });
    expect(rig.restart().grants.records.current('tts', ann.userId)).toMatchObject({ minutes: 8 });
    await rig.clock.advance(8 * MINUTE);
    expect(changes(rig).at(-1)).toBe('expired');
  });

  it('can be taken back of each of two', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(5, 'first'));
    await rig.grants.add(give(10, 'second'));
    await rig.grants.takeBack('first', 'streamer');
    expect(leftMs(rig)).toBe(10 * MINUTE);
    expect(rig.grants.ofRedemption('second')).toMatchObject({ endedAt: null });
    await rig.grants.takeBack('second', 'streamer');
    expect(leftMs(rig)).toBeUndefined();
  });

  it('leaves nothing where what is left would be over by now', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(5));
    await rig.grants.add(give(5, 'r'));
    await rig.clock.advance(5 * MINUTE);
    await rig.grants.takeBack('r', 'streamer');
    expect([leftMs(rig), changes(rig).at(-1)]).toEqual([undefined, 'revoked']);
  });

  it('leaves other features alone', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(5, 'r'));
    await rig.grants.add(give(7, null, 'premium-voice'));
    await rig.grants.takeBack('r', 'streamer');
    expect([leftMs(rig), leftMs(rig, 'premium-voice')]).toEqual([undefined, 7 * MINUTE]);
    await rig.grants.add(give(5, 's'));
    await rig.grants.add(give(7, null, 'premium-voice'));
    await rig.grants.takeBack('s', 'streamer');
    expect([leftMs(rig), leftMs(rig, 'premium-voice')]).toEqual([undefined, 14 * MINUTE]);
  });

  it('is nothing if it never counted, is over, was ended or was replaced', async () => {
    const rig = new AccessRig();
    await rig.grants.takeBack('unknown', 'streamer');
    await rig.grants.add(give(5, 'over'));
    await rig.clock.advance(5 * MINUTE);
    await rig.grants.takeBack('over', 'streamer');
    await rig.grants.add(give(5, 'ended'));
    await rig.grants.revoke('tts', ann.userId, 'mod');
    await rig.grants.takeBack('ended', 'streamer');
    expect(changes(rig)).toEqual(['added', 'expired', 'added', 'revoked']);
    rig.mode = 'replace';
    await rig.grants.add(give(5, 'replaced'));
    await rig.grants.add(give(9));
    await rig.grants.takeBack('replaced', 'streamer');
    expect(leftMs(rig)).toBe(9 * MINUTE);
  });
});

describe('a grant that ended', () => {
  it.each([
    ['add', 'extended'],
    ['replace', 'replaced'],
  ] as const)('because of the next one says so: %s', async (mode, endReason) => {
    const rig = new AccessRig();
    rig.mode = mode;
    await rig.grants.add(give(5));
    await rig.clock.advance(1);
    await rig.grants.add({ ...give(5), by: 'mod' });
    const ended = { endedAt: rig.clock.now(), endedBy: 'mod', endReason };
    expect(rig.grants.records.of(ann.userId)).toMatchObject([ended, { endedAt: null }]);
  });

  it('by itself is over, though nobody has noticed yet: it is not ended, not cut, and adds nothing', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(5, 'r'));
    rig.grants.close();
    await rig.clock.advance(5 * MINUTE);
    expect(await rig.grants.revoke('tts', ann.userId, 'mod')).toBeNull();
    await rig.grants.takeBack('r', 'streamer');
    expect(changes(rig)).toEqual(['added']);
    await rig.grants.add(give(5));
    expect(leftMs(rig)).toBe(5 * MINUTE);
    expect(rig.grants.records.of(ann.userId)[0]).toMatchObject({ endReason: null });
  });

  it('while nothing ran is not announced afterwards', async () => {
    const rig = new AccessRig();
    await rig.grants.add(give(5));
    rig.grants.close();
    await rig.clock.advance(5 * MINUTE);
    const next = rig.restart();
    await next.clock.advance(MINUTE);
    expect([next.check({ user: 'ann' }).allowed, changes(next)]).toEqual([false, []]);
    expect(next.grants.records.of(ann.userId)).toHaveLength(1);
  });

  it('early is not announced again when its time would have come, nor is nothing', async () => {
    const clock = new FakeClock();
    const told: (readonly GrantChange[])[] = [];
    const { names } = new AccessRig({ clock });
    const onChange = (change: GrantChange, grants: readonly GrantRecord[]) =>
      told.push(grants.map(() => change));
    const grants = new Grants({ store: new MemoryStore(), clock, names, mode: () => 'add', onChange });
    grants.start();
    await grants.add(give(5));
    await grants.revoke('tts', ann.userId, 'mod');
    await clock.advance(10 * MINUTE);
    expect(told).toEqual([['added'], ['revoked']]);
  });

  it('long ago is forgotten with its redemption, and nothing is written where nothing is', async () => {
    const rig = new AccessRig();
    const dropped: (readonly number[])[] = [];
    rig.store.dropGrants = (ids) => void dropped.push(ids);
    await rig.grants.add(give(5, 'r'));
    rig.grants.sweep();
    expect([dropped, rig.grants.ofRedemption('r')?.minutes]).toEqual([[], 5]);
    await rig.clock.advance(5 * MINUTE + KEEP_GRANTS_MS);
    rig.grants.sweep();
    expect([dropped, rig.grants.ofRedemption('r')]).toEqual([[[1]], null]);
  });
});
