import { describe, expect, it } from 'vitest';
import { presets } from '../../server/demo/fault-presets.ts';
import type { ListKind } from '../../server/demo/fault-presets.ts';
import type { LagFault } from '../../server/demo/fault-types.ts';
import type { Simulator, StartOptions } from '../../server/demo/simulator.ts';
import {
  BROADCASTER,
  ManualClock,
  apiOf,
  connect,
  idsOf,
  readList,
  simulator,
  subscribe,
} from './support.ts';
import type { Api, Answer } from './support.ts';

const VIPS = '/channels/vips';
const SUBS = '/subscriptions';
const MODS = '/moderation/moderators';

interface Lagging {
  sim: Simulator;
  api: Api;
  clock: ManualClock;
}

async function lagging(
  kind: ListKind,
  lag: Omit<LagFault, 'kind'>,
  options: StartOptions = {},
): Promise<Lagging> {
  const clock = new ManualClock();
  const sim = await simulator({ clock, listBroadcaster: false, ...options });
  sim.faults.add(presets.lag(kind, lag));
  return { sim, api: apiOf(sim), clock };
}

const list = (api: Api, path: string, query = ''): Promise<Answer> =>
  api(`/mock${path}?broadcaster_id=${BROADCASTER}&first=100${query}`);
const lookUp = (api: Api, path: string, ...ids: string[]): Promise<Answer> =>
  api(`/mock${path}?broadcaster_id=${BROADCASTER}${ids.map((id) => `&user_id=${id}`).join('')}`);

describe('Helix that lags', () => {
  it('shows what was so: lists and look-ups each by their own time, other kinds and events not', async () => {
    const { sim, api, clock } = await lagging('vips', { list: 3000, lookUp: 50 });
    const listener = connect(sim);
    await subscribe(api, await listener.welcome(), 'channel.vip.add');
    sim.world.addVip('7');
    sim.world.addModerator('8');
    expect((await listener.next()).payload.event?.['user_id']).toBe('7');
    expect(idsOf(await lookUp(api, VIPS, '7'))).toEqual([]);
    expect(idsOf(await list(api, MODS))).toEqual(['8']);
    clock.advance(49);
    expect(idsOf(await lookUp(api, VIPS, '7'))).toEqual([]);
    clock.advance(1);
    expect(idsOf(await lookUp(api, VIPS, '7'))).toEqual(['7']);
    expect(idsOf(await list(api, VIPS))).toEqual([]);
    clock.advance(2949);
    expect(idsOf(await list(api, VIPS))).toEqual([]);
    clock.advance(1);
    expect(idsOf(await list(api, VIPS))).toEqual(['7']);
  });

  it('shows those who are gone until then, in their old place, and what was there before the start', async () => {
    const { sim, api, clock } = await lagging('vips', { list: 90_000, lookUp: 90_000 }, { vips: 5 });
    const before = idsOf(await list(api, VIPS));
    expect(before).toHaveLength(5);
    const leaver = String(before[2]);
    sim.world.removeVip(leaver);
    clock.advance(10_000);
    sim.world.addVip(leaver);
    clock.advance(10_000);
    sim.world.removeVip(leaver);
    expect(idsOf(await list(api, VIPS))).toEqual(before);
    clock.advance(70_000);
    expect(idsOf(await lookUp(api, VIPS, leaver))).toEqual([]);
    clock.advance(10_000);
    expect(idsOf(await list(api, VIPS)).at(-1)).toBe(leaver);
    clock.advance(10_000);
    expect(idsOf(await list(api, VIPS))).toEqual(before.filter((id) => id !== leaver));
  });

  it('shows the tier, the gift, the total and the points of then, and the names of now', async () => {
    const { sim, api, clock } = await lagging('subscribers', { list: 1000, lookUp: 1000 });
    sim.world.gift(null, ['7'], { tier: '1000' });
    clock.advance(1000);
    sim.world.subscribe('7', { tier: '3000' });
    sim.world.subscribe('8', { tier: '2000' });
    sim.world.rename('7', 'brand_new');
    const old = { user_id: '7', tier: '1000', is_gift: true, user_login: 'brand_new' };
    expect((await list(api, SUBS)).body).toMatchObject({ total: 1, points: 1, data: [old] });
    expect((await lookUp(api, SUBS, '7', '8')).body.data).toMatchObject([old]);
    clock.advance(1000);
    expect((await list(api, SUBS)).body).toMatchObject({ total: 2, points: 8 });
    sim.world.endSubscription('7');
    expect((await lookUp(api, SUBS, '7')).body.data).toMatchObject([{ tier: '3000', is_gift: false }]);
  });

  it('shows generated subscribers with their own tier after they have left', async () => {
    const { sim, api, clock } = await lagging('subscribers', { list: 1000 }, { subscribers: 30 });
    const before = (await list(api, SUBS)).body;
    for (const row of before.data) sim.world.endSubscription(String(row['user_id']));
    for (const row of before.data) sim.world.subscribe(String(row['user_id']), { tier: '3000' });
    expect((await list(api, SUBS)).body).toEqual(before);
    clock.advance(1000);
    expect((await list(api, SUBS)).body).toMatchObject({ total: 30, points: 180 });
  });

  it('page by page: each shows its own moment, or with `snapshot` all show the first', async () => {
    for (const snapshot of [false, true]) {
      const { sim, api, clock } = await lagging('vips', { list: 5000, snapshot }, { vips: 150 });
      const [first] = await readList(api, VIPS, 100, 1);
      const cursor = encodeURIComponent(first?.body.pagination.cursor ?? '');
      sim.world.addVip('7');
      clock.advance(5000);
      const second = idsOf(await list(api, VIPS, `&after=${cursor}`));
      expect(second).toHaveLength(snapshot ? 50 : 51);
      expect(idsOf(await list(api, VIPS)).length + 51).toBe(151);
    }
  });

  it('runs on the clock that never jumps, and the last rule that speaks counts', async () => {
    const { sim, api, clock } = await lagging('vips', { list: 5000, lookUp: 5000 });
    const remove = sim.faults.add(presets.lag('vips', { list: 0 }));
    sim.world.addVip('7');
    clock.setBack(3_600_000);
    expect(idsOf(await list(api, VIPS))).toEqual(['7']);
    expect(idsOf(await lookUp(api, VIPS, '7'))).toEqual([]);
    remove();
    expect(idsOf(await list(api, VIPS))).toEqual([]);
    clock.advance(5000);
    expect(idsOf(await list(api, VIPS))).toEqual(['7']);
  });

  it('may draw each call its own lag from a range', async () => {
    const { sim, api, clock } = await lagging('vips', { lookUp: [0, 10_000] });
    sim.world.addVip('7');
    clock.advance(5000);
    const seen = new Set<number>();
    for (let i = 0; i < 40; i++) seen.add(idsOf(await lookUp(api, VIPS, '7')).length);
    expect(seen).toEqual(new Set([0, 1]));
  });

  it('concerns bans, followers, the stream and redemptions too, where the rule names no path', async () => {
    const { sim, api, clock } = await lagging('vips', {});
    sim.faults.add({ do: { kind: 'lag', list: 1000, lookUp: 1000 } });
    const { id: rewardId } = sim.world.createReward({ title: 'TTS', clientId: 'simulator-client' });
    const redemptions = `/mock/channel_points/custom_rewards/redemptions?broadcaster_id=${BROADCASTER}&reward_id=${rewardId}&status=UNFULFILLED`;
    const counts = async (): Promise<number[]> =>
      (
        await Promise.all([
          list(api, '/moderation/banned'),
          lookUp(api, '/channels/followers', '7'),
          api(`/mock/streams?user_id=${BROADCASTER}`),
          api(redemptions),
        ])
      ).map(({ body }) => body.data.length);
    sim.world.ban('7');
    sim.world.follow('7');
    sim.world.startStream();
    const { id } = sim.world.redeem('7', rewardId);
    expect(await counts()).toEqual([0, 0, 0, 0]);
    clock.advance(1000);
    expect(await counts()).toEqual([1, 1, 1, 1]);
    sim.world.unban('7');
    sim.world.unfollow('7');
    sim.world.endStream();
    sim.world.settleRedemption(id, 'CANCELED');
    expect(await counts()).toEqual([1, 1, 1, 1]);
    clock.advance(1000);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  it('is refused when it is no number or range of milliseconds', async () => {
    const { sim } = await lagging('vips', {});
    for (const list of [-1, 'soon', [2, 1], [1], NaN]) {
      expect(() => sim.faults.add({ do: { kind: 'lag', list } as LagFault })).toThrow(/"list"/);
    }
  });
});
