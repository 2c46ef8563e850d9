import { describe, expect, it } from 'vitest';
import { type Ban, Bans } from '../../server/access/bans.ts';
import { silentLog } from '../../server/core/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { EVERYONE, Rig, twitch, until, VIEWER, without } from './rewards-harness.ts';

const LIST = '/moderation/banned';

describe('bans', () => {
  it('are nobody’s business unless they are watched', async () => {
    const simulator = await twitch();
    simulator.world.ban(VIEWER);
    const rig = await Rig.start({ simulator });
    await rig.rules(EVERYONE);
    await rig.live();
    expect(await rig.reason({ userId: VIEWER })).toBe('everyone');
    expect(simulator.requests.countOf(LIST)).toBe(0);
    expect(rig.subscriptions()).not.toContain('channel.ban');
  });

  it('are read when watching begins, by pages; then events count at once, by id and by name', async () => {
    const simulator = await twitch();
    for (let i = 0; i < 230; i++) simulator.world.ban(String(9_000 + i));
    const rig = await Rig.start({ simulator });
    await rig.rules(EVERYONE);
    await rig.call('settings.set', { watchBans: true });
    const isDenied = (who: object) => async () => (await rig.reason(who)) === 'banned';
    await until('the list', isDenied({ userId: '9229' }));
    expect(await rig.reason({ user: 'viewer9000' })).toBe('banned');
    simulator.world.ban(VIEWER);
    await until('the ban', isDenied({ userId: VIEWER }));
    simulator.world.unban(VIEWER);
    await until('its end', async () => (await rig.reason({ userId: VIEWER })) === 'everyone');
    simulator.world.ban(VIEWER, { seconds: 1 });
    await until('the timeout', isDenied({ userId: VIEWER }));
    await until('its end by itself', async () => (await rig.reason({ userId: VIEWER })) === 'everyone');
    await rig.call('settings.set', { watchBans: false });
    expect(await rig.reason({ userId: '9000' })).toBe('everyone');
  });

  it('stay while Twitch is away; what happened meanwhile is made good', async () => {
    const simulator = await twitch();
    simulator.world.ban('51');
    simulator.world.ban('52');
    const rig = await Rig.start({ simulator });
    await rig.rules(EVERYONE);
    await rig.call('settings.set', { watchBans: true });
    await until('the list', async () => (await rig.reason({ userId: '51' })) === 'banned');
    await simulator.goDark();
    simulator.world.unban('51');
    simulator.world.ban('53');
    await until('the loss', () => rig.app.app.live.supervisor.state !== 'live');
    expect(await rig.reason({ userId: '51' })).toBe('banned');
    await simulator.comeBack();
    await until('the news', async () => (await rig.reason({ userId: '53' })) === 'banned');
    expect(await rig.reason({ userId: '51' })).toBe('everyone');
    expect(await rig.reason({ userId: '52' })).toBe('banned');
  });

  it('that no event told of come and go with the next sync, and with a look at the viewer', async () => {
    const simulator = await twitch();
    const rig = await Rig.start({ simulator, config: { syncWindowMs: 0, syncMinGapMs: 0 } });
    await rig.rules(EVERYONE);
    for (const id of ['51', '52']) simulator.world.ban(id, { seconds: 3600, announce: false });
    await rig.call('settings.set', { watchBans: true });
    const reasonIs = (userId: string, reason: string) =>
      until(`${userId} ${reason}`, async () => (await rig.reason({ userId })) === reason);
    await reasonIs('51', 'banned');
    for (const id of ['51', '52']) simulator.world.unban(id, { announce: false });
    simulator.world.ban('53', { announce: false });
    await rig.call('viewers.refresh', { userId: '51' });
    expect(await rig.reason({ userId: '51' })).toBe('everyone');
    expect(await rig.reason({ userId: '52' })).toBe('banned');
    await rig.call('sync.run');
    await reasonIs('52', 'everyone');
    await reasonIs('53', 'banned');
  });

  it('say which permission they lack, and nobody is half watched', async () => {
    const simulator = await twitch();
    simulator.world.ban(VIEWER);
    const rig = await Rig.start({ simulator, scopes: without('channel:moderate') });
    await rig.rules(EVERYONE);
    await rig.call('settings.set', { watchBans: true });
    await rig.live();
    expect((await rig.call('twitch.status'))['missing']).toEqual([
      { scope: 'channel:moderate', neededFor: 'denying who is banned' },
    ]);
    expect(await rig.reason({ userId: VIEWER })).toBe('everyone');
    expect(simulator.requests.countOf(LIST)).toBe(0);
  });
});

describe('the memory of bans', () => {
  const user = (userId: string) => ({ userId, userLogin: `v${userId}`, userDisplayName: `V${userId}` });
  const made = (answers: (() => Promise<Ban[]>)[], stillBanned: Ban[] = []) => {
    const clock = new FakeClock();
    const source = {
      fetchAll: () => (answers.shift() ?? (() => Promise.resolve([])))(),
      lookUp: (ids: readonly string[]) =>
        Promise.resolve(stillBanned.filter(({ user }) => ids.includes(user.userId))),
    };
    return { clock, bans: new Bans({ source, clock, log: silentLog, random: () => 0.5 }) };
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('ends a timeout to the millisecond', () => {
    const { bans } = made([]);
    bans.onBan({ user: user('1'), endsAt: 5_000 }, 0);
    expect([4_999, 5_000].map((now) => bans.isBanned('1', now))).toEqual([true, false]);
  });

  it('is found by any name, as long as it lasts', () => {
    const { bans } = made([]);
    const sharing = (userId: string) => ({ userId, userLogin: `an_${userId}`, userDisplayName: '安美' });
    for (const id of ['1', '2']) bans.onBan({ user: sharing(id), endsAt: null }, 0);
    bans.onBan({ user: sharing('2'), endsAt: null }, 0);
    const found = () => bans.byShownName('安美').map(({ userId }) => userId);
    expect([found(), bans.byLogin('an_2')?.userId]).toEqual([['1', '2'], '2']);
    bans.onUnban(sharing('1'), 0);
    expect(found()).toEqual(['2']);
    bans.forget();
    expect(found()).toEqual([]);
  });

  it('believes an event more than what Twitch was asked within two minutes of it', async () => {
    let answer: (bans: Ban[]) => void = () => undefined;
    const late = (): Promise<Ban[]> => new Promise((resolve) => (answer = resolve));
    const ban = (id: string): Ban => ({ user: user(id), endsAt: null });
    const { bans, clock } = made([late, late, late]);
    const isBanned = () => ['1', '2', '3', '9'].map((id) => bans.isBanned(id, 0));
    bans.onBan(ban('9'), 0);
    bans.read();
    bans.onUnban(user('1'), 0);
    bans.onBan(ban('2'), 0);
    answer([ban('1'), ban('3')]);
    await settle();
    expect(isBanned()).toEqual([false, true, true, true]);
    expect([bans.byLogin('v1'), bans.byLogin('v3')?.userId]).toEqual([undefined, '3']);
    await clock.advance(119_000);
    bans.read();
    await clock.advance(5_000);
    answer([ban('1'), ban('3')]);
    await settle();
    expect(isBanned()).toEqual([false, true, true, true]);
    bans.read();
    answer([ban('1'), ban('3')]);
    await settle();
    expect(isBanned()).toEqual([true, false, true, false]);
  });

  it.each<[string, number, number, boolean]>([
    ['in their order', 1, 2, false],
    ['the ban overtaken by its end', 2, 1, false],
    ['both at once, as they come', 1, 1, false],
  ])('believes the newest of two events: %s', (_what, first, second, isBanned) => {
    const { bans } = made([]);
    const isFirst = first <= second;
    const ban = (): void => bans.onBan({ user: user('1'), endsAt: null }, 1);
    const end = (): void => bans.onUnban(user('1'), first === second ? 1 : 2);
    for (const event of isFirst ? [ban, end] : [end, ban]) event();
    expect(bans.isBanned('1', 0)).toBe(isBanned);
    bans.onBan({ user: user('1'), endsAt: 100 }, 3);
    bans.onBan({ user: user('1'), endsAt: null }, 1); // Twitch repeats itself
    expect([bans.isBanned('1', 99), bans.isBanned('1', 100)]).toEqual([true, false]);
  });

  it('asked about one viewer takes an answer about another for none', async () => {
    const { bans } = made([], [{ user: user('2'), endsAt: null }]);
    bans.onBan({ user: user('1'), endsAt: null }, 0);
    await bans.refresh('3');
    expect(['1', '2', '3'].map((id) => bans.isBanned(id, 0))).toEqual([true, false, false]);
  });

  it('un-bans nobody whom a list leaves out and a look-up does not', async () => {
    const ban = (id: string): Ban => ({ user: user(id), endsAt: null });
    const { bans } = made([() => Promise.resolve([ban('1'), ban('2')])], [ban('1')]);
    bans.read();
    await settle();
    bans.read();
    await settle();
    expect(['1', '2'].map((id) => bans.isBanned(id, 0))).toEqual([true, false]);
  });

  it('un-bans nobody while the list cannot be read, and tries again', async () => {
    const fails = (): Promise<Ban[]> => Promise.reject(new Error('no network'));
    const { clock, bans } = made([fails, fails, () => Promise.resolve([{ user: user('2'), endsAt: null }])]);
    bans.onBan({ user: user('1'), endsAt: null }, 0);
    await clock.advance(120_000);
    bans.read();
    for (const waitMs of [5_000, 10_000]) {
      await settle();
      expect(bans.isBanned('1', 0)).toBe(true);
      await clock.advance(waitMs);
    }
    await settle();
    expect(['1', '2'].map((id) => bans.isBanned(id, 0))).toEqual([false, true]);
  });
});
