import { describe, expect, it } from 'vitest';
import type { BurstChange } from '../../server/demo/burst.ts';
import { ManualClock, apiOf, connect, control, simulator, subscribe } from './support.ts';

describe('a burst', () => {
  it('of 20,000 subscriptions reaches whoever listens, whole and in order', async () => {
    const sim = await simulator({ control: true, listBroadcaster: false });
    const listener = connect(sim);
    await subscribe(apiOf(sim), await listener.welcome(), 'channel.subscribe');
    const order = { change: 'subscribe', count: 20_000, options: { tier: '2000' } };
    const { body } = await control(sim, 'POST', 'burst', order);
    const userIds = body['userIds'] as string[];
    expect(new Set(userIds).size).toBe(20_000);
    for (const userId of userIds) {
      const { event } = (await listener.next()).payload;
      if (event?.['user_id'] !== userId || event['tier'] !== '2000') expect(event).toEqual(userId);
    }
    expect(sim.world.truth.subscriberTotals(Infinity)).toEqual({ total: 20_000, points: 40_000 });
  });

  it.each<[BurstChange, string]>([
    ['endSubscription', 'subscribers'],
    ['removeVip', 'vips'],
    ['removeModerator', 'moderators'],
    ['unfollow', 'followers'],
  ])('of %s takes those who are there, and no more', async (change, list) => {
    const people = { subscribers: 30, vips: 30, moderators: 30, followers: 30 };
    const sim = await simulator({ ...people, control: true, listBroadcaster: false });
    const userIds = await sim.burst({ change, count: 20 });
    expect(new Set(userIds).size).toBe(20);
    const { body } = await control(sim, 'GET', 'world');
    expect(body[list]).toHaveLength(10);
    const more = await control(sim, 'POST', 'burst', { change, count: 20 });
    expect([more.status, more.body.message]).toEqual([400, `there are only 10 to ${change}`]);
  });

  it('takes whom it is told to, again and again, and strangers that are new each time', async () => {
    const sim = await simulator({ listBroadcaster: false });
    const first = await sim.burst({ change: 'addVip', count: 3 });
    const second = await sim.burst({ change: 'addVip', count: 3 });
    expect(new Set([...first, ...second]).size).toBe(6);
    await sim.burst({ change: 'ban', count: 2, userIds: first });
    expect([...sim.world.truth.bans.keys()]).toEqual(first.slice(0, 2));
  });

  it('may be spread over a while', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock, listBroadcaster: false });
    let isOver = false;
    const over = sim.burst({ change: 'subscribe', count: 1000, overMs: 1000 }).then(() => (isOver = true));
    const { truth } = sim.world;
    const counts: number[] = [];
    for (let step = 0; step < 4; step++) {
      await new Promise((resolve) => setImmediate(resolve));
      counts.push(truth.subscriberCount);
      clock.advance(250);
    }
    await over;
    expect([counts, isOver]).toEqual([[250, 500, 750, 1000], true]);
  });
});
