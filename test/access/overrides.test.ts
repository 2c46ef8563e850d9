import { describe, expect, it } from 'vitest';
import { flush } from '../support/fake-clock.ts';
import { AccessRig, ann, bob } from './harness.ts';

const mute = { user: ann, feature: 'tts', effect: 'deny', until: null, note: 'spam', by: 'mod' } as const;

describe('an override', () => {
  it('beats the lists, and a sync does not touch it', async () => {
    const rig = new AccessRig();
    rig.hold('vips', ann);
    await rig.overrides.set(mute);
    expect(rig.check({ user: 'ann' }).reason).toBe('override_deny');
    rig.drop('vips', ann);
    rig.hold('vips', ann);
    expect(rig.check({ user: 'ann' }).reason).toBe('override_deny');
    expect(rig.check({ user: 'ann', feature: 'premium-voice' }).reason).toBe('vip');
    await rig.overrides.clear('tts', ann.userId, 'mod');
    expect(rig.check({ user: 'ann' }).reason).toBe('vip');
  });

  it('until a time ends exact to the millisecond and says so', async () => {
    const rig = new AccessRig();
    const until = rig.clock.now() + 90_000;
    await rig.overrides.set({ ...mute, effect: 'allow', until });
    await rig.clock.advance(89_999);
    expect(rig.check({ user: 'ann' })).toMatchObject({ reason: 'override_allow', expiresAt: until });
    await rig.clock.advance(1);
    expect(rig.check({ user: 'ann' }).allowed).toBe(false);
    expect(rig.overrideChanges.map(({ change }) => change)).toEqual(['set', 'expired']);
  });

  it('takes the place of the one before; both stay in history', async () => {
    const rig = new AccessRig();
    await rig.overrides.set(mute);
    await rig.overrides.set({ ...mute, effect: 'allow', by: 'streamer' });
    expect(rig.check({ user: 'ann' }).reason).toBe('override_allow');
    expect(rig.overrides.records.of(ann.userId)).toMatchObject([
      { effect: 'deny', by: 'mod', note: 'spam', endReason: 'replaced', endedBy: 'streamer' },
      { effect: 'allow', by: 'streamer', endedAt: null },
    ]);
    const next = rig.restart();
    expect(next.check({ user: 'ann' }).reason).toBe('override_allow');
    expect(next.overrides.records.of(ann.userId)).toHaveLength(2);
  });

  it('that could not be saved is none', async () => {
    const rig = new AccessRig();
    rig.store.isFull = true;
    await expect(rig.overrides.set(mute)).rejects.toThrow('full');
    expect([rig.check({ user: 'ann' }).reason, rig.overrideChanges]).toEqual(['no_matching_rule', []]);
  });

  it('until the stream ends is over then, all of them in one write, and only those', async () => {
    const rig = new AccessRig();
    await rig.overrides.set({ ...mute, until: 'stream_end' });
    await rig.overrides.set({ ...mute, user: bob, until: 'stream_end' });
    await rig.overrides.set({ ...mute, user: bob, feature: 'premium-voice' });
    const { writes } = rig.store;
    await Promise.all([rig.overrides.endStream(), rig.overrides.endStream()]);
    expect(rig.store.writes).toBe(writes + 1);
    expect(rig.overrideChanges.filter(({ change }) => change === 'stream_end')).toHaveLength(2);
    expect(rig.check({ user: 'ann' }).reason).toBe('no_matching_rule');
    expect(rig.check({ user: 'bob', feature: 'premium-voice' }).reason).toBe('override_deny');
  });

  it('of an earlier run is over when the stream is found to be off; one of this run is not', async () => {
    const before = new AccessRig();
    await before.overrides.set({ ...mute, until: 'stream_end' });
    const rig = before.restart();
    await rig.overrides.set({ ...mute, user: bob, until: 'stream_end' });
    await rig.overrides.endStream(true);
    expect(rig.check({ user: 'ann' }).reason).toBe('no_matching_rule');
    expect(rig.check({ user: 'bob' }).reason).toBe('override_deny');
  });

  it('comes after the broadcaster, the switch and a ban', async () => {
    const rig = new AccessRig();
    await rig.overrides.set({ ...mute, effect: 'allow' });
    rig.banned.add(ann.userId);
    expect(rig.check({ user: 'ann' }).reason).toBe('banned');
    rig.banned.clear();
    expect(rig.check({ user: 'ann' }).reason).toBe('override_allow');
    expect(rig.check({ user: 'streamer' }).reason).toBe('broadcaster');
  });
});

describe('who is meant', () => {
  it('is found by id and by any name, though never on a list', async () => {
    const rig = new AccessRig();
    await rig.overrides.set(mute);
    for (const who of [{ user: 'ann' }, { user: '@ANN ' }, { userId: '11' }]) {
      expect(rig.check(who)).toMatchObject({
        reason: 'override_deny',
        user: { userId: '11', userLogin: 'ann', userDisplayName: 'Ann' },
      });
    }
    expect(rig.check({ userId: '11', platform: 'youtube' })).toMatchObject({
      reason: 'other_platform',
      roles: [],
    });
  });

  it('is the newest holder of a login that changed hands', async () => {
    const rig = new AccessRig();
    rig.hold('vips', { ...bob, userLogin: 'ann' });
    rig.drop('vips', { ...bob, userLogin: 'ann' });
    await rig.overrides.set(mute);
    // Bob holds no role any more: nobody has heard for long what he is called.
    expect(rig.check({ user: 'ann' }).user.userId).toBe(ann.userId);
    rig.hold('vips', { ...bob, userLogin: 'ann' });
    expect(rig.check({ user: 'ann' })).toMatchObject({ reason: 'vip', user: { userId: bob.userId } });
  });

  it('keeps an override under a new name', async () => {
    const rig = new AccessRig();
    await rig.overrides.set(mute);
    const renamed = { ...ann, userLogin: 'annabel', userDisplayName: 'Annabel' };
    rig.hold('vips', renamed);
    expect(rig.check({ user: 'annabel' }).reason).toBe('override_deny');
    expect(rig.check({ user: 'ann' })).toMatchObject({ reason: 'no_matching_rule', user: { userId: null } });
    expect(rig.names.current(ann)).toMatchObject({ userLogin: 'annabel' });
  });

  it('may have a name that every object has', async () => {
    const rig = new AccessRig();
    for (const user of ['constructor', '__proto__', 'toString']) {
      expect(rig.check({ user })).toMatchObject({ allowed: false, user: { userId: null } });
    }
    expect(
      rig.access.check({ user: 'a', platform: 'twitch', feature: '__proto__', consume: false }),
    ).toBeNull();
  });
});

describe('deleting everything', () => {
  const forget = (rig: AccessRig): Promise<void> =>
    rig.overrides.alone(async () => {
      await flush(); // a disk takes its time
      await rig.store.clear();
      rig.overrides.forget();
    });

  it('leaves nothing of an override that was being replaced, cleared or ended by then', async () => {
    for (const how of ['set', 'clear', 'end'] as const) {
      const rig = new AccessRig();
      await rig.overrides.set({ ...mute, until: 'stream_end', note: 'old' });
      let open = (): void => undefined;
      rig.store.gate = new Promise((resolve) => (open = resolve));
      const change = {
        set: () => rig.overrides.set(mute),
        clear: () => rig.overrides.clear('tts', ann.userId, 'mod'),
        end: () => rig.overrides.endStream(),
      }[how]();
      const deleting = forget(rig);
      open();
      await Promise.all([change, deleting]);
      expect([...rig.store.overrides()], how).toEqual([]);
      expect([...rig.overrides.records.all()], how).toEqual([]);
    }
  });

  it('lets what comes later begin afresh', async () => {
    const rig = new AccessRig();
    await rig.overrides.set({ ...mute, note: 'old' });
    await Promise.all([forget(rig), rig.overrides.set({ ...mute, user: ann, note: 'new' })]);
    expect([...rig.store.overrides()].map(({ note }) => note)).toEqual(['new']);
  });
});
