import { describe, expect, it } from 'vitest';
import {
  FOLLOWING_KEPT_MS,
  Followers,
  MAX_LOOK_UPS_PER_MINUTE,
  NOT_FOLLOWING_KEPT_MS,
  PATIENCE_MS,
} from '../../server/access/followers.ts';
import { silentLog } from '../../server/core/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { EVERYONE, followersOf, NOBODY, Rig, twitch, until, VIEWER, without } from './rewards-harness.ts';
import { livedMs } from '../support/fast-clock.ts';

const PATH = '/channels/followers';
const DAY_MS = 86_400_000;

describe('a rule about followers', () => {
  it('lets in who has followed for long enough, asked by id or by a name that nobody knew', async () => {
    const simulator = await twitch();
    simulator.world.follow(VIEWER, { followedAt: Date.now() - 10 * DAY_MS });
    simulator.world.follow('777', { followedAt: Date.now() - DAY_MS });
    const rig = await Rig.start({ simulator });
    await rig.settled();
    await rig.rules(followersOf(7));
    expect(await rig.reason({ userId: VIEWER })).toBe('follower');
    expect(await rig.reason({ user: `@Viewer${VIEWER}` })).toBe('follower');
    expect(await rig.reason({ userId: '777' })).toBe('no_matching_rule');
    expect(await rig.reason({ userId: '888' })).toBe('no_matching_rule');
    expect(await rig.reason({ user: 'nobody_of_that_name' })).toBe('no_matching_rule');
    const asked = simulator.requests.countOf(PATH);
    for (const who of [{ userId: VIEWER }, { user: `viewer${VIEWER}` }, { userId: '888' }])
      await rig.reason(who);
    await rig.reason({ user: 'nobody_of_that_name' });
    expect(simulator.requests.countOf(PATH)).toBe(asked);
  });

  it('asks nobody where something else decides', async () => {
    const simulator = await twitch();
    const rig = await Rig.start({ simulator });
    await rig.settled();
    await rig.rules({ ...followersOf(0), allow: { ...EVERYONE.allow, followers: { minDays: 0 } } });
    expect(await rig.reason({ userId: VIEWER })).toBe('everyone');
    await rig.rules(followersOf(0));
    await rig.call('overrides.set', { userId: VIEWER, feature: 'tts', effect: 'deny' });
    expect(await rig.reason({ userId: VIEWER })).toBe('override_deny');
    expect(await rig.reason({ userId: '12345678' })).toBe('broadcaster');
    expect(await rig.reason({ userId: VIEWER, platform: 'youtube' })).toBe('other_platform');
    await rig.rules({ ...followersOf(0), enabled: false });
    expect(await rig.reason({ userId: '999' })).toBe('feature_off');
    expect(simulator.requests.countOf(PATH)).toBe(0);
  });

  it('waits half a second at most; the late answer is there for the next check', async () => {
    const simulator = await twitch();
    simulator.world.follow(VIEWER, { followedAt: Date.now() - DAY_MS });
    const rig = await Rig.start({ simulator });
    await rig.settled();
    await rig.rules(followersOf(0));
    simulator.faults.add({ match: { path: PATH }, do: { kind: 'latency', ms: 1_200 } });
    const [begunAt, bornAt] = [performance.now(), livedMs()];
    const reasons = await Promise.all([1, 2, 3].map(() => rig.reason({ userId: VIEWER })));
    expect(reasons).toEqual(Array(3).fill('follower_unknown'));
    expect(performance.now() - begunAt).toBeGreaterThan(480);
    expect(livedMs() - bornAt).toBeLessThan(1_150);
    await until('the late answer', async () => (await rig.reason({ userId: VIEWER })) === 'follower');
    expect(simulator.requests.countOf(PATH)).toBe(1);
    const list = await rig.call('decisions.list', { feature: 'tts' });
    expect((list['items'] as unknown[]).length).toBeGreaterThanOrEqual(4);
  });

  it('needs its permission only while it is switched on, and says so', async () => {
    const simulator = await twitch();
    const rig = await Rig.start({ simulator, scopes: without('moderator:read:followers') });
    await rig.settled();
    const missing = async () => (await rig.call('twitch.status'))['missing'];
    expect(await missing()).toEqual([]);
    await rig.rules(followersOf(0));
    expect(await missing()).toEqual([
      { scope: 'moderator:read:followers', neededFor: 'the rule about followers' },
    ]);
    expect(await rig.reason({ userId: VIEWER })).toBe('follower_unknown');
    expect(simulator.requests.countOf(PATH)).toBe(0);
    await rig.rules({ ...followersOf(0), enabled: false });
    expect(await missing()).toEqual([]);
    await rig.rules(NOBODY);
    expect(await missing()).toEqual([]);
  });

  it('denies when Twitch has trouble, and asks again the next time', async () => {
    const simulator = await twitch();
    simulator.world.follow(VIEWER);
    const rig = await Rig.start({ simulator });
    await rig.settled();
    await rig.rules(followersOf(0));
    const heal = simulator.faults.add({ match: { path: PATH }, do: { kind: 'status', status: 503 } });
    expect(await rig.reason({ userId: VIEWER })).toBe('follower_unknown');
    heal();
    await until('an answer', async () => (await rig.reason({ userId: VIEWER })) === 'follower');
  });
});

describe('what is remembered of followers', () => {
  const refused = () => Promise.reject(new Error('Nobody was asked'));
  const made = () => {
    const clock = new FakeClock();
    const follows = new Map<string, number>();
    const asked: string[] = [];
    const source = {
      isReady: () => true,
      followedAt: (userId: string) => (asked.push(userId), Promise.resolve(follows.get(userId) ?? null)),
      userOf: (login: string) => (asked.push(`@${login}`), Promise.resolve(null)),
    };
    const followers = new Followers({ source, clock, log: silentLog });
    return { clock, follows, asked, followers };
  };

  it('lasts hours for who follows, a minute for who does not', async () => {
    const { clock, follows, followers } = made();
    follows.set('1', 1_000);
    await followers.lookUp({ userId: '1' });
    await followers.lookUp({ userId: '2' });
    expect([followers.followedAt('1'), followers.followedAt('2')]).toEqual([1_000, null]);
    await clock.advance(NOT_FOLLOWING_KEPT_MS);
    expect([followers.followedAt('1'), followers.followedAt('2')]).toEqual([1_000, 'unknown']);
    await clock.advance(FOLLOWING_KEPT_MS);
    expect(followers.followedAt('1')).toBe('unknown');
  });

  it('does not grow by a raid, which is asked about only so often a minute', async () => {
    const { clock, asked, followers } = made();
    const crowd = Array.from({ length: 3_000 }, (_, i) => String(i + 1));
    const asking = crowd.map((userId) => followers.lookUp({ userId }));
    await Promise.all(asking.filter((one) => one !== null));
    expect(asked).toHaveLength(MAX_LOOK_UPS_PER_MINUTE);
    expect(asking.filter((one) => one === null)).toHaveLength(3_000 - MAX_LOOK_UPS_PER_MINUTE);
    await clock.advance(60_000);
    expect(followers.lookUp({ userId: '3000' })).not.toBeNull();
  });

  it('asks about one viewer once at a time, and about nothing that is no account', async () => {
    const { asked, followers } = made();
    await Promise.all([1, 2, 3].map(() => followers.lookUp({ userId: '5' }) ?? refused()));
    await Promise.all([1, 2].map(() => followers.lookUp({ login: 'somebody' }) ?? refused()));
    expect(asked).toEqual(['5', '@somebody']);
    expect(followers.byLogin('somebody')).toBeNull();
    for (const who of [{ userId: 'x' }, { login: 'naïve' }, { login: '' }])
      expect(followers.lookUp(who)).toBeNull();
  });

  it('lets nobody wait longer than its patience for an answer that never comes', async () => {
    const clock = new FakeClock();
    const never = (): Promise<never> => new Promise(() => undefined);
    const source = { isReady: () => true, followedAt: never, userOf: never };
    const followers = new Followers({ source, clock, log: silentLog });
    let isOver = false;
    const waiting = followers.lookUp({ userId: '1' })?.then(() => (isOver = true));
    await clock.advance(PATIENCE_MS - 1);
    await Promise.resolve();
    expect(isOver).toBe(false);
    await clock.advance(1);
    await waiting;
    expect(followers.followedAt('1')).toBe('unknown');
  });
});
