import { describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import type { Clock } from '../../server/core/clock.ts';
import { app, client, synced } from '../channel/app-harness.ts';
import { folder, twitch } from '../channel/harness.ts';
import type { TestApp } from '../support/start-app.ts';
import { AccessRig, ann, bob, byHand } from './harness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const paid = { ...byHand, user: ann, feature: 'tts', minutes: 6_000 };
const mute = { user: bob, feature: 'tts', effect: 'deny', note: null, by: 'mod' } as const;

const changesOf = (rig: AccessRig): string[] => [
  ...rig.grantChanges.map(({ change }) => `grant ${change}`),
  ...rig.overrideChanges.map(({ change }) => `override ${change}`),
];
const forgetChanges = (rig: AccessRig): void => {
  rig.grantChanges.length = 0;
  rig.overrideChanges.length = 0;
};

describe('what a clock that was wrong has ended', () => {
  it('while running, is in force again at once when it is put right, and that is said', async () => {
    const rig = new AccessRig();
    await rig.grants.add(paid);
    await rig.overrides.set({ ...mute, until: rig.clock.now() + DAY });
    forgetChanges(rig);
    rig.clock.setBack(-YEAR);
    await rig.clock.advance(MINUTE);
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
    expect(changesOf(rig)).toEqual(['grant expired', 'override expired']);
    rig.clock.setBack(YEAR);
    expect(rig.check({ userId: ann.userId }).reason).toBe('grant');
    expect(rig.check({ userId: bob.userId }).reason).toBe('override_deny');
    forgetChanges(rig);
    await rig.clock.advance(MINUTE);
    expect(changesOf(rig)).toEqual(['grant added', 'override set']);
    forgetChanges(rig);
    await rig.clock.advance(6_000 * MINUTE);
    expect(changesOf(rig)).toEqual(['grant expired', 'override expired']);
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
  });

  it('at the start, is in force again when it is put right', async () => {
    const before = new AccessRig();
    await before.grants.add(paid);
    await before.overrides.set({ ...mute, until: before.clock.now() + DAY });
    before.clock.setBack(-YEAR);
    const rig = before.restart();
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
    expect([...rig.grants.inForceFor('tts'), ...rig.overrides.inForceFor('tts')]).toEqual([]);
    rig.clock.setBack(YEAR);
    await rig.clock.advance(MINUTE);
    expect(rig.check({ userId: ann.userId }).reason).toBe('grant');
    expect(rig.check({ userId: bob.userId }).reason).toBe('override_deny');
    expect(changesOf(rig)).toEqual(['grant added', 'override set']);
    await rig.clock.advance(6_000 * MINUTE);
    expect(changesOf(rig)).toEqual(['grant added', 'grant expired', 'override set', 'override expired']);
  });

  it('and somebody has replaced or ended since, stays ended', async () => {
    const rig = new AccessRig();
    await rig.overrides.set({ ...mute, until: rig.clock.now() + DAY });
    await rig.grants.add(paid);
    await rig.grants.revoke('tts', ann.userId, 'mod');
    rig.clock.setBack(-YEAR);
    await rig.clock.advance(MINUTE);
    await rig.overrides.set({ ...mute, effect: 'allow', until: null });
    forgetChanges(rig);
    rig.clock.setBack(YEAR);
    await rig.clock.advance(MINUTE);
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
    expect(rig.check({ userId: bob.userId }).reason).toBe('override_allow');
    expect(changesOf(rig)).toEqual([]);
    expect(await rig.overrides.clear('tts', bob.userId, 'mod')).toMatchObject({ effect: 'allow' });
  });

  it('is not ended a second time, and not extended: what is over is over', async () => {
    const rig = new AccessRig();
    await rig.overrides.set({ ...mute, until: rig.clock.now() + DAY });
    await rig.clock.advance(2 * DAY);
    expect(await rig.overrides.clear('tts', bob.userId, 'mod')).toBeNull();
    await rig.overrides.set({ ...mute, until: null });
    expect(rig.overrides.records.of(bob.userId)).toMatchObject([{ endReason: null }, { endReason: null }]);
  });

  it('goes on for long: a clock that is now ahead, now right, says each change once', async () => {
    const rig = new AccessRig();
    for (let i = 0; i < 5; i++)
      await rig.grants.add({ ...paid, user: { ...ann, userId: `9${i}` }, minutes: 60 + i });
    forgetChanges(rig);
    for (let round = 0; round < 3; round++) {
      rig.clock.setBack(-YEAR);
      await rig.clock.advance(MINUTE);
      rig.clock.setBack(YEAR);
      await rig.clock.advance(MINUTE);
    }
    expect(changesOf(rig)).toHaveLength(3 * 2 * 5);
    forgetChanges(rig);
    await rig.clock.advance(2 * HOUR);
    expect(rig.grantChanges.map(({ change, grant }) => `${change} ${grant.userId}`)).toEqual(
      [0, 1, 2, 3, 4].map((i) => `expired 9${i}`),
    );
  });
});

describe('time that was given', () => {
  it('by a clock a year ahead lasts as long as it was to last, once the clock is right', async () => {
    const rig = new AccessRig();
    rig.clock.setBack(-YEAR);
    await rig.grants.add({ ...paid, minutes: 10 });
    rig.clock.setBack(YEAR);
    await rig.grants.beginAhead();
    expect(rig.check({ userId: ann.userId }).expiresAt).toBe(rig.clock.now() + 10 * MINUTE);
    await rig.clock.advance(10 * MINUTE);
    expect(rig.check({ userId: ann.userId }).allowed).toBe(false);
    expect(rig.restart().check({ userId: ann.userId }).allowed).toBe(false);
    expect(changesOf(rig)).toEqual(['grant added', 'grant added', 'grant expired']);
  });

  it('is left alone where the clock was but a little ahead', async () => {
    const rig = new AccessRig();
    const { grant } = await rig.grants.add(paid);
    rig.clock.setBack(HOUR);
    await rig.grants.beginAhead();
    expect(rig.grants.records.current('tts', ann.userId)?.expiresAt).toBe(grant.expiresAt);
  });
});

describe('a cooldown', () => {
  const use = (rig: AccessRig) => rig.check({ userId: ann.userId, consume: true }).reason;
  const limited = (rig: AccessRig): AccessRig => {
    const tts = rig.policy['tts']!;
    rig.policy = {
      ...rig.policy,
      tts: {
        ...tts,
        allow: { ...tts.allow, everyone: true },
        cooldown: { globalMs: 0, userMs: HOUR, roleMs: {} },
      },
    };
    return rig;
  };

  it.each([
    ['ahead', -YEAR],
    ['behind', YEAR],
  ])('runs on after a clock was %s for a moment', async (_, back) => {
    const rig = limited(new AccessRig());
    expect(use(rig)).toBe('everyone');
    rig.clock.setBack(back);
    rig.isClockRight = false;
    await rig.clock.advance(MINUTE);
    const isAhead = back < 0;
    expect(rig.check({ userId: ann.userId }).allowed).toBe(isAhead);
    rig.cooldowns.tidy();
    rig.clock.setBack(-back);
    rig.isClockRight = true;
    expect(use(rig)).toBe('cooldown');
    await rig.clock.advance(HOUR - MINUTE);
    expect(use(rig)).toBe('everyone');
  });

  it('that began while the clock was ahead begins when it is right, at the latest', async () => {
    const rig = limited(new AccessRig());
    rig.clock.setBack(-YEAR);
    expect(use(rig)).toBe('everyone');
    rig.clock.setBack(YEAR);
    expect(use(rig)).toBe('cooldown');
    await rig.clock.advance(HOUR);
    expect(use(rig)).toBe('everyone');
  });
});

/** The system's clock, wrong by `shift`; what is done every five minutes is done when a test says so. */
function wrongClock(): { clock: Clock; shift: number; sweep(): void } {
  const sweeps: (() => void)[] = [];
  const wrong = {
    shift: 0,
    sweep: () => sweeps.splice(0).forEach((sweep) => sweep()),
    clock: {
      ...systemClock,
      now: () => Date.now() + wrong.shift,
      after(ms: number, action: () => void) {
        if (ms === 5 * MINUTE) sweeps.push(action);
        return ms === 5 * MINUTE ? { cancel: () => undefined } : systemClock.after(ms, action);
      },
    },
  };
  return wrong;
}

describe('a running Rolecall deletes nothing by a clock that is not Twitch’s', () => {
  const grantsOf = (of: TestApp): number => [...of.app.stores.access.grants()].length;

  it('that is a year ahead when it starts, and put right while it runs', async () => {
    const simulator = await twitch({ subscribers: 2, vips: 1, moderators: 1 });
    const dataFolder = await folder();
    const give = { userId: '98', feature: 'tts', minutes: 6_000 };
    const first = await app({ simulator, dataFolder });
    const owner = await client(first);
    expect((await owner.call('grants.add', give)).ok).toBe(true);
    await synced(first);
    await first.close();
    const wrong = wrongClock();
    wrong.shift = YEAR;
    const second = await app({ simulator, dataFolder, app: { clock: wrong.clock } });
    await synced(second);
    const asker = await client(second);
    const allowed = async () => (await asker.call('access.check', { userId: '98' })).result?.['reason'];
    expect(await allowed()).toBe('no_matching_rule');
    wrong.sweep();
    expect(grantsOf(second)).toBe(1);
    wrong.shift = 0;
    expect(await allowed()).toBe('grant');
    wrong.sweep();
    expect(grantsOf(second)).toBe(1);
    wrong.shift = YEAR;
    wrong.sweep();
    wrong.shift = 0;
    expect([await allowed(), grantsOf(second)]).toEqual(['grant', 1]);
    await second.close();
    const third = await app({ simulator, dataFolder });
    expect((await (await client(third)).call('access.check', { userId: '98' })).result).toMatchObject({
      reason: 'grant',
    });
  });

  it('not how the counts went either', async () => {
    const simulator = await twitch({ subscribers: 2, vips: 1, moderators: 1 });
    const wrong = wrongClock();
    const rolecall = await app({ simulator, app: { clock: wrong.clock } });
    const { counts } = rolecall.app.stores;
    await synced(rolecall);
    const owner = await client(rolecall);
    const sync = async (): Promise<readonly number[]> => {
      simulator.world.addVip(simulator.world.addUser(newUser()).userId, { announce: false });
      expect((await owner.call('sync.run', { force: true, source: 'api:test' })).ok).toBe(true);
      return counts.history().map(({ vips }) => vips ?? 0);
    };
    const before = await sync();
    const past = counts
      .history()
      .map((point, i, { length }) => ({ ...point, at: point.at - (length - i) * HOUR }));
    await counts.save([{ ...past[0]!, at: Date.now() - 700 * DAY, vips: 90 }, ...past]);
    wrong.shift = 3 * YEAR;
    const ahead = await sync();
    expect(ahead).toEqual([90, ...before, before.at(-1)! + 1]);
    wrong.shift = -3 * YEAR;
    const behind = await sync();
    expect(behind).toEqual([...ahead, ahead.at(-1)! + 1]);
    // What was noted in a year to come goes, so that time can go on.
    wrong.shift = 0;
    const right = await sync();
    expect(right.slice(0, before.length + 1)).toEqual([90, ...before]);
    expect(right.at(-1)).toBe(behind.at(-1)! + 1);
    expect(counts.history().at(-1)!.at).toBeLessThanOrEqual(Date.now());
  });

  let lastId = 500;
  function newUser() {
    const userId = String(++lastId);
    return { userId, userLogin: `late_${userId}`, userDisplayName: `Late_${userId}` };
  }
});
