import { describe, expect, it } from 'vitest';
import { EVERYONE, folder, followersOf, Rig, twitch, VIEWER } from '../access/rewards-harness.ts';
import { client, post, rolecall, synced } from './support.ts';

interface Change {
  readonly userId: string;
  readonly role: string;
  readonly change: string;
  readonly at: string;
  readonly source: string;
}

const VIP = '424242';

describe('a check that only looks', () => {
  it('is no decision: nobody is told, nothing is listed or counted', async () => {
    const app = await synced({ channel: { subscribers: 5 } });
    const ws = await client(app);
    await ws.call('events.subscribe', { events: ['access.decided'] });
    const seen = await ws.call('access.check', { userId: VIP, record: false });
    expect(seen.result).toMatchObject({ allowed: false, reason: 'no_matching_rule' });
    const counted = await ws.call('access.check', { userId: VIP });
    expect(counted.result).toEqual(seen.result);
    const list = await ws.call('decisions.list');
    expect(list.result).toMatchObject({ items: [{ decisionId: 1 }], counts: { no_matching_rule: 1 } });
    expect((await ws.event('access.decided')).data).toMatchObject({ decisionId: 1 });
    expect(ws.rest.filter((frame) => frame.event === 'access.decided')).toEqual([]);
  });

  it('asks Twitch neither about followers nor about who was denied', async () => {
    const simulator = await twitch();
    const rig = await Rig.start({ simulator });
    await rig.settled();
    await rig.call('settings.set', { lookUpDenied: true });
    await rig.rules(followersOf(7));
    const before = simulator.requests.where({}).length;
    expect(await rig.reason({ userId: VIEWER, record: false })).toBe('follower_unknown');
    await rig.rules({ ...EVERYONE, allow: { ...EVERYONE.allow, everyone: false } });
    expect(await rig.reason({ userId: VIEWER, record: false })).toBe('no_matching_rule');
    await new Promise((done) => setTimeout(done, 300));
    expect(simulator.requests.where({}).length).toBe(before);
  });

  it('cannot be a use', async () => {
    const { port } = await synced({ channel: { subscribers: 5 } });
    const { json } = await post(port, 'access.check', { user: 'x', consume: true, record: false });
    expect(json.error).toMatchObject({ code: 'invalid_params' });
    expect(json.error?.message).toContain('always recorded');
  });
});

describe('roles.recent', () => {
  it('tells the newest first, goes on with roles.changed, and knows them after a restart', async () => {
    const dataFolder = await folder();
    const app = await synced({ dataFolder, channel: { subscribers: 20, vips: 2, moderators: 1 } });
    const { world } = app.simulator;
    const ws = await client(app);
    await ws.call('events.subscribe', { events: ['roles.changed'] });
    const first = (await ws.call('roles.recent')).result!['items'] as Change[];
    expect(first).toHaveLength(23);
    expect(new Set(first.map(({ source }) => source))).toEqual(new Set(['startup']));
    world.addUser({ userId: VIP, userLogin: 'late_vip', userDisplayName: 'Late_VIP' });
    world.addVip(VIP, { announce: false });
    await app.app.sync.run({ source: 'api:test' });
    const told = (await ws.event('roles.changed')).data!['changes'] as Change[];
    const later = (await ws.call('roles.recent', { limit: 2 })).result!['items'] as Change[];
    expect(later[0]).toMatchObject({ userId: VIP, role: 'vip', change: 'granted', source: 'api:test' });
    expect(later).toEqual([told[0], first[0]]);
    expect((await ws.call('roles.recent', { limit: 501 })).error?.code).toBe('invalid_params');
    await app.app.close();
    const again = await client(await rolecall({ dataFolder, isConnected: false }));
    expect((await again.call('roles.recent', { limit: 2 })).result!['items']).toEqual(later);
  });
});

describe('viewers.list', () => {
  it('says how many there are on all pages', async () => {
    const { port } = await synced({ channel: { subscribers: 120, vips: 7 } });
    for (const [params, total] of [
      [{ role: 'subscriber', limit: 50 }, 120],
      [{ role: 'vip', limit: 3 }, 7],
      [{ role: 'moderator' }, 0],
    ] as const) {
      const { json } = await post(port, 'viewers.list', params);
      expect(json.result).toMatchObject({ total });
      const { json: next } = await post(port, 'viewers.list', { ...params, cursor: json.result!['cursor'] });
      expect(next.result).toMatchObject({ total });
    }
  });
});
