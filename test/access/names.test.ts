import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Names } from '../../server/access/names.ts';
import { People } from '../../server/access/people.ts';
import type { UnlistedViewers } from '../../server/access/ports.ts';
import { PRESETS } from '../../server/core/policy.ts';
import type { User } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import { whoIsMeant } from '../../server/core/who.ts';
import { spellings } from '../support/spellings.ts';
import { AccessRig, ann, bob, byHand } from './harness.ts';

const mute = { user: ann, feature: 'tts', effect: 'deny', until: null, ...byHand } as const;
const subscriber: User = { userId: '21', userLogin: 'anmei_k', userDisplayName: '安美' };
const stranger: User = { userId: '22', userLogin: 'other_an', userDisplayName: '安美' };

function everyone(): AccessRig {
  const rig = new AccessRig();
  rig.policy = PRESETS.everyone;
  return rig;
}

describe('a display name that several share', () => {
  it('gets the strictest answer of those who share it, with their logins', () => {
    const rig = new AccessRig();
    rig.hold('subscribers', subscriber);
    expect(rig.check({ user: '安美' })).toMatchObject({ allowed: true, reason: 'subscriber' });
    rig.hold('vips', stranger);
    rig.drop('vips', stranger);
    for (const user of ['安美', '@安美', '安美\u200b']) {
      const answer = rig.check({ user });
      expect(answer).toMatchObject({ allowed: false, reason: 'no_matching_rule', user: { userId: '22' } });
      expect(answer.message).toContain('2 viewers are called "安美" (anmei_k, other_an)');
    }
    expect(rig.check({ user: 'anmei_k' })).toMatchObject({ allowed: true });
    expect(rig.check({ user: '安美 (anmei_k)' })).toMatchObject({ allowed: true });
    expect(rig.check({ user: '安美 (other_an)' })).toMatchObject({ allowed: false });
  });

  it('lets nobody past a mute, a ban or a cooldown', async () => {
    const rig = everyone();
    for (const user of [subscriber, stranger]) rig.hold('subscribers', user);
    const name = { user: '安美' };
    expect(rig.check(name).allowed).toBe(true);
    await rig.overrides.set({ ...mute, user: stranger });
    expect(rig.check(name).reason).toBe('override_deny');
    await rig.overrides.clear('tts', stranger.userId, 'test');
    rig.banned.add(subscriber.userId);
    expect(rig.check(name).reason).toBe('banned');
    rig.banned.clear();
    const tts = { ...rig.policy['tts']!, cooldown: { globalMs: 0, userMs: 60_000, roleMs: {} } };
    rig.policy = { ...rig.policy, tts };
    expect(rig.check({ ...name, consume: true }).allowed).toBe(true);
    expect(rig.check({ ...name, consume: true }).reason).toBe('cooldown');
  });

  it('counts who has an override though never on a list, and the broadcaster', async () => {
    const rig = everyone();
    rig.hold('subscribers', subscriber);
    await rig.overrides.set({ ...mute, user: stranger });
    expect(rig.check({ user: '安美' }).reason).toBe('override_deny');
    const again = everyone();
    again.hold('subscribers', { ...subscriber, userLogin: 'x', userDisplayName: 'ストリーマー' });
    again.reads.broadcaster = () => ({ userId: '1', userLogin: 'streamer', userDisplayName: 'ストリーマー' });
    await again.overrides.set({ ...mute, user: subscriber });
    expect(again.check({ user: 'ストリーマー' }).reason).toBe('override_deny');
    expect(again.check({ user: 'streamer' }).reason).toBe('broadcaster');
  });

  it('is the same name in another width or form', () => {
    const roster = new Roster();
    const hold = (user: User): void =>
      roster.apply({
        change: 'granted',
        kind: 'vips',
        user,
        detail: { tier: null, isGift: false, gifterId: null, gifterLogin: null },
        at: 1,
        source: 'startup',
      });
    hold({ ...subscriber, userDisplayName: 'ﾒｲ' });
    hold({ ...stranger, userDisplayName: 'メイ' });
    expect(
      new Names(roster)
        .byShownName('メイ')
        .map(({ userId }) => userId)
        .sort(),
    ).toEqual(['21', '22']);
    hold({ ...stranger, userDisplayName: 'メイコ' });
    expect(new Names(roster).byShownName('メイ').map(({ userId }) => userId)).toEqual(['21']);
  });
});

describe('a mute', () => {
  it('holds under every spelling of the name', async () => {
    const rig = everyone();
    await rig.overrides.set({
      ...mute,
      user: { ...ann, userLogin: 'some_name', userDisplayName: 'Some_Name' },
    });
    fc.assert(
      fc.property(spellings('some_name'), (user) => {
        expect(rig.check({ user }).reason).toBe('override_deny');
      }),
      { numRuns: 3_000 },
    );
  });

  it('of somebody with a localised name holds under every spelling of either', async () => {
    const rig = everyone();
    await rig.overrides.set({ ...mute, user: subscriber });
    for (const name of ['anmei_k', '安美']) {
      fc.assert(
        fc.property(spellings(name), (user) => {
          expect(rig.check({ user }).reason).toBe('override_deny');
        }),
      );
    }
  });
});

describe('a new name', () => {
  const renamed: User = { ...ann, userLogin: 'annabel', userDisplayName: 'Annabel' };

  it('that Twitch has said is believed before an older list', () => {
    const rig = new AccessRig();
    rig.hold('vips', ann);
    rig.names.learn(renamed);
    expect(rig.check({ user: 'annabel' })).toMatchObject({
      reason: 'vip',
      user: { userId: '11', userDisplayName: 'Annabel' },
    });
    expect(rig.check({ user: 'ann' })).toMatchObject({ allowed: false, user: { userId: null } });
    expect(rig.check({ userId: '11' }).user).toMatchObject({ userLogin: 'annabel' });
    expect(rig.names.current(ann)).toMatchObject({ userLogin: 'annabel' });
  });

  it('of a list is believed before an older word of Twitch', () => {
    const rig = new AccessRig();
    rig.hold('vips', ann);
    rig.names.learn(renamed);
    rig.hold('vips', { ...ann, userLogin: 'anna_b', userDisplayName: 'Anna_B' });
    expect(rig.check({ user: 'anna_b' }).user.userId).toBe('11');
    expect(rig.check({ user: 'annabel' }).user.userId).toBeNull();
    expect(rig.check({ userId: '11' }).user.userLogin).toBe('anna_b');
  });

  it('belongs to its newest holder', () => {
    const rig = new AccessRig();
    rig.hold('vips', ann);
    rig.hold('moderators', bob);
    rig.names.learn({ ...bob, userLogin: 'ann', userDisplayName: 'Ann' });
    expect(rig.check({ user: 'ann' })).toMatchObject({ reason: 'moderator', user: { userId: bob.userId } });
    rig.hold('vips', { userId: '13', userLogin: 'ann', userDisplayName: 'Ann' });
    expect(rig.check({ user: 'ann' })).toMatchObject({ reason: 'vip', user: { userId: '13' } });
  });

  it('of two exceptions belongs to the later one, whichever is read first', () => {
    const names = new Names(new Roster());
    names.recall({ ...bob, userLogin: 'ann' }, 2_000);
    names.recall(ann, 1_000);
    expect(names.byLogin('ann')?.userId).toBe(bob.userId);
    names.recall(ann, 3_000);
    expect(names.byLogin('ann')?.userId).toBe(ann.userId);
    expect(names.current(ann)).toEqual(ann);
  });

  it('of people who are not here is not kept', () => {
    const names = new Names(new Roster());
    names.learn(renamed);
    expect(names.byLogin('annabel')).toBeUndefined();
  });

  it('mutes who is found by it, and the old one is free', async () => {
    const rig = everyone();
    rig.hold('subscribers', ann);
    rig.names.learn(renamed);
    await rig.overrides.set({ ...mute, user: renamed });
    expect(rig.check({ user: 'annabel' }).reason).toBe('override_deny');
    expect(rig.check({ user: 'ann' }).reason).toBe('everyone');
  });
});

describe('somebody on no list', () => {
  const banned: User = { userId: '31', userLogin: 'banned_an', userDisplayName: '安美' };
  const strangers: UnlistedViewers = {
    byLogin: (login) =>
      [banned, { ...banned, userLogin: 'ann' }].find(({ userLogin }) => userLogin === login),
    byShownName: (key) => (key === '安美' ? [banned] : []),
    lookUp: () => null,
  };
  const found = (rig: AccessRig, user: string): (string | null)[] => {
    const people = new People(rig.names, rig.reads.broadcaster, strangers);
    return whoIsMeant(user, people).people.map(({ userId }) => userId);
  };

  it('is found by any name too, and shares it', () => {
    const rig = new AccessRig();
    expect([found(rig, 'banned_an'), found(rig, '安美')]).toEqual([['31'], ['31']]);
    rig.hold('subscribers', subscriber);
    expect(found(rig, '安美')).toEqual(['21', '31']);
  });

  it('has the login of who held it once, but not of who holds a role by it', () => {
    const rig = new AccessRig();
    rig.hold('vips', ann);
    expect(found(rig, 'ann')).toEqual(['11']);
    rig.drop('vips', ann);
    expect(found(rig, 'ann')).toEqual(['31']);
  });
});

describe('a name that a caller says', () => {
  it('is shown instead of the one that we know, marked, and finds nobody', () => {
    const rig = new AccessRig();
    rig.hold('vips', ann);
    const said = rig.check({ userId: '11', name: 'Annabel' });
    expect(said).toMatchObject({ message: 'Annabel is a VIP.', said: true });
    expect(said.user).toEqual({ userId: '11', userLogin: 'ann', userDisplayName: 'Annabel' });
    expect(rig.check({ userId: '11' })).toMatchObject({ said: true, user: { userDisplayName: 'Annabel' } });
    expect(rig.check({ user: 'annabel' })).toMatchObject({ allowed: false, user: { userId: null } });
    expect(rig.check({ user: 'ann' }).user.userId).toBe('11');
  });

  it('is no news if it is the name that we know, or no name on Twitch', () => {
    const rig = new AccessRig();
    rig.hold('vips', subscriber);
    for (const name of ['anmei_k', 'ANMEI_K', '安美', 'The Boss', '@someone', undefined]) {
      expect(rig.check({ userId: '21', name })).toMatchObject({
        said: false,
        user: { userDisplayName: '安美' },
      });
    }
  });

  it('is forgotten when Twitch says another one, and taught by nobody who only looks', () => {
    const rig = new AccessRig();
    rig.hold('vips', ann);
    expect(rig.check({ userId: '11', name: 'Anni', record: false }).said).toBe(true);
    expect(rig.check({ userId: '11' }).said).toBe(false);
    rig.check({ userId: '11', name: 'Anni' });
    rig.hold('vips', { ...ann, userLogin: 'annabel', userDisplayName: 'Annabel' });
    expect(rig.check({ userId: '11' })).toMatchObject({ said: false, user: { userDisplayName: 'Annabel' } });
    rig.check({ userId: '11', name: 'Anni' });
    rig.access.forget();
    expect(rig.check({ userId: '11' }).said).toBe(false);
  });

  it('is all there is of somebody unknown', () => {
    const rig = new AccessRig();
    expect(rig.check({ userId: '99', name: 'Some One' })).toMatchObject({
      said: true,
      user: { userId: '99', userLogin: null, userDisplayName: 'Some One' },
    });
    expect(rig.check({ userId: '99' })).toMatchObject({ said: false, user: { userDisplayName: null } });
    expect(rig.check({ user: 'nobody_here' })).toMatchObject({
      said: true,
      user: { userId: null, userLogin: 'nobody_here', userDisplayName: null },
    });
    expect(rig.check({ user: '見知らぬ人' })).toMatchObject({
      said: true,
      user: { userId: null, userLogin: null, userDisplayName: '見知らぬ人' },
    });
    expect(rig.check({ userId: '1', platform: 'youtube', name: 'Tuber' })).toMatchObject({
      said: true,
      user: { userId: '1', userLogin: null, userDisplayName: 'Tuber' },
    });
    expect(rig.check({ user: 'streamer' }).said).toBe(false);
  });
});
