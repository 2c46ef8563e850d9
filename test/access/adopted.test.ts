import { describe, expect, it } from 'vitest';
import type { GrantRecord, OverrideRecord } from '../../server/access/ports.ts';
import { AccessRig, ann, bob, byHand } from './harness.ts';

const MINUTE = 60_000;
const open = { endedAt: null, endedBy: null, endReason: null };

describe('grants from elsewhere', () => {
  const record = (
    rig: AccessRig,
    minutes: number,
    more: Partial<GrantRecord> = {},
  ): Omit<GrantRecord, 'id'> => ({
    ...ann,
    ...byHand,
    feature: 'tts',
    minutes,
    addedAt: rig.clock.now(),
    expiresAt: rig.clock.now() + minutes * MINUTE,
    ...open,
    ...more,
  });
  const adopt = (rig: AccessRig, records: readonly Omit<GrantRecord, 'id'>[]): void =>
    rig.grants.adopt(rig.grants.number(records));

  it('count, are announced, end in time, and go on from the numbers that there are', async () => {
    const rig = new AccessRig();
    await rig.grants.add({ ...byHand, user: bob, feature: 'tts', minutes: 1 });
    adopt(rig, [record(rig, 5), record(rig, 9, { ...bob, redemptionId: 'r' })]);
    expect([...rig.grants.records.all()].map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(rig.check({ user: 'ann' }).reason).toBe('grant');
    expect(rig.grants.ofRedemption('r')?.id).toBe(3);
    expect(rig.grantChanges.map(({ change, grant }) => [change, grant.id])).toEqual([
      ['added', 1],
      ['added', 2],
      ['added', 3],
    ]);
    await rig.clock.advance(5 * MINUTE);
    expect(rig.check({ user: 'ann' }).allowed).toBe(false);
    expect(rig.grantChanges.at(-1)).toMatchObject({ change: 'expired', grant: { id: 2 } });
  });

  it('that are over or were ended are only remembered', async () => {
    const rig = new AccessRig();
    const ended = { endedAt: rig.clock.now(), endedBy: 'mod', endReason: 'revoked' } as const;
    adopt(rig, [record(rig, 0), record(rig, -5), record(rig, 5, ended)]);
    expect(rig.grants.records.of(ann.userId)).toHaveLength(3);
    expect([...rig.grants.inForceFor('tts')]).toEqual([]);
    expect(rig.check({ user: 'ann' }).allowed).toBe(false);
    await rig.clock.advance(10 * MINUTE);
    expect(rig.grantChanges).toEqual([]);
  });
});

describe('overrides from elsewhere', () => {
  const record = (rig: AccessRig, until: OverrideRecord['until'], more = {}): Omit<OverrideRecord, 'id'> => ({
    ...ann,
    feature: 'tts',
    effect: 'deny',
    until,
    note: null,
    by: 'import',
    setAt: rig.clock.now(),
    ...open,
    ...more,
  });

  it('count, are announced, and end in time', async () => {
    const rig = new AccessRig();
    const until = rig.clock.now() + MINUTE;
    rig.overrides.adopt(rig.overrides.number([record(rig, until), record(rig, null, bob)]));
    expect(rig.overrideChanges.map(({ change, override }) => [change, override.id])).toEqual([
      ['set', 1],
      ['set', 2],
    ]);
    expect(rig.check({ user: 'ann' })).toMatchObject({ reason: 'override_deny', expiresAt: until });
    await rig.clock.advance(MINUTE);
    expect(rig.check({ user: 'ann' }).reason).toBe('no_matching_rule');
    expect(rig.check({ user: 'bob' }).reason).toBe('override_deny');
    expect(rig.overrideChanges.at(-1)).toMatchObject({ change: 'expired', override: { id: 1 } });
  });

  it('that are none say nothing', () => {
    const rig = new AccessRig();
    const told: unknown[] = [];
    rig.overrideChanges.push = (...changes) => told.push(changes);
    rig.overrides.adopt([]);
    rig.grants.adopt([]);
    expect(told).toEqual([]);
  });
});

describe('an override', () => {
  const mute = { user: ann, feature: 'tts', effect: 'deny', note: null, by: 'mod' } as const;

  it.each([null, 'stream_end'] as const)('until %s outlasts time, and a restart', async (until) => {
    const rig = new AccessRig();
    await rig.overrides.set({ ...mute, until });
    await rig.clock.advance(400 * 86_400_000);
    expect(rig.check({ user: 'ann' }).reason).toBe('override_deny');
    const next = rig.restart();
    await next.clock.advance(MINUTE);
    expect(next.check({ user: 'ann' }).reason).toBe('override_deny');
    expect([...rig.overrideChanges, ...next.overrideChanges].map(({ change }) => change)).toEqual(['set']);
  });

  it('until a time ends then after a restart too, and is not announced if it ended in between', async () => {
    const rig = new AccessRig();
    await rig.overrides.set({ ...mute, until: rig.clock.now() + MINUTE });
    await rig.overrides.set({ ...mute, user: bob, until: rig.clock.now() + 3 * MINUTE });
    rig.overrides.close();
    await rig.clock.advance(MINUTE);
    expect(rig.overrideChanges.map(({ change }) => change)).toEqual(['set', 'set']);
    const next = rig.restart();
    await next.clock.advance(MINUTE);
    expect([next.check({ user: 'ann' }).reason, next.overrideChanges]).toEqual(['no_matching_rule', []]);
    expect(next.check({ user: 'bob' }).reason).toBe('override_deny');
    await next.clock.advance(MINUTE);
    expect(next.check({ user: 'bob' }).reason).toBe('no_matching_rule');
    expect(next.overrideChanges).toMatchObject([{ change: 'expired', override: { userId: bob.userId } }]);
  });

  it('that is taken away says by whom, is announced, and is not there to be taken away again', async () => {
    const rig = new AccessRig();
    await rig.overrides.set({ ...mute, until: rig.clock.now() + MINUTE });
    const ended = await rig.overrides.clear('tts', ann.userId, 'streamer');
    expect(ended).toMatchObject({ endReason: 'cleared', endedBy: 'streamer', endedAt: rig.clock.now() });
    expect(rig.overrideChanges.at(-1)).toEqual({ change: 'cleared', override: ended });
    const { writes } = rig.store;
    expect(await rig.overrides.clear('tts', ann.userId, 'streamer')).toBeNull();
    await rig.clock.advance(2 * MINUTE);
    expect([rig.store.writes - writes, rig.overrideChanges.length]).toEqual([0, 2]);
  });

  it('that the end of the stream ended says so', async () => {
    const rig = new AccessRig();
    await rig.overrides.set({ ...mute, until: 'stream_end' });
    await rig.overrides.endStream();
    const [record] = rig.overrides.records.of(ann.userId);
    expect(record).toMatchObject({ endReason: 'stream_end', endedBy: 'stream', endedAt: rig.clock.now() });
    expect(rig.overrideChanges.at(-1)).toEqual({ change: 'stream_end', override: record });
  });
});

describe('records', () => {
  it('are found by feature and by viewer', async () => {
    const rig = new AccessRig();
    const give = { ...byHand, minutes: 5 };
    await rig.grants.add({ ...give, user: ann, feature: 'tts' });
    await rig.grants.add({ ...give, user: ann, feature: 'premium-voice' });
    await rig.grants.add({ ...give, user: bob, feature: 'tts' });
    const ids = (records: Iterable<GrantRecord>) => [...records].map(({ id }) => id).sort();
    const { records } = rig.grants;
    expect([ids(records.allCurrent('tts')), ids(records.allCurrent())]).toEqual([
      [1, 3],
      [1, 2, 3],
    ]);
    expect([ids(records.of(ann.userId)), ids(records.of(bob.userId))]).toEqual([[1, 2], [3]]);
  });
});
