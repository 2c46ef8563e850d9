import { describe, expect, it } from 'vitest';
import { presets } from '../../server/demo/fault-presets.ts';
import type { Simulator } from '../../server/demo/simulator.ts';
import { apiOf, connect, simulator, subscribe } from './support.ts';

const enabledTypes = async (sim: Simulator): Promise<unknown> =>
  ((await (await fetch(`${sim.url}/control/eventsub`)).json()) as { types: unknown }).types;

describe('subscribing', () => {
  it('is refused with Twitch’s own status for each reason', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const id = await connect(sim).welcome();
    const status = async (...args: Parameters<typeof subscribe>): Promise<unknown> =>
      (await subscribe(...args)).status;
    expect(await status(api, id, 'channel.nonsense')).toBe(400);
    expect(await status(api, id, 'channel.follow', '1')).toBe(400);
    expect(await status(api, 'no-session', 'channel.vip.add')).toBe(400);
    expect(await status(api, id, 'channel.vip.add', '1', { broadcaster_user_id: '5' })).toBe(403);
    const weak = apiOf(sim, sim.issueToken({ scopes: ['channel:manage:moderators'] }).accessToken);
    expect(await status(weak, id, 'channel.moderator.add')).toBe(403);
    expect(await status(api, id, 'channel.vip.add')).toBe(202);
    const twice = await subscribe(api, id, 'channel.vip.add');
    expect([twice.status, twice.body.message]).toEqual([409, 'subscription already exists']);
    expect(twice.body['id']).toBe(sim.eventsub.registry.enabled()[0]?.id);
    const other = apiOf(sim, sim.issueToken({ userId: '9' }).accessToken);
    expect(await status(other, id, 'stream.online')).toBe(400);
    expect(await status(apiOf(sim, 'dead'), id, 'channel.vip.add')).toBe(401);
    expect(twice.headers.get('ratelimit-limit')).toBe('800');
  });

  it.each([400, 401, 403, 410, 429, 500])(
    'is refused by type with %i for as long as it is ordered',
    async (status) => {
      const sim = await simulator({ control: true });
      const api = apiOf(sim);
      const id = await connect(sim).welcome();
      const match = { method: 'POST', path: '/eventsub/subscriptions', type: 'channel.vip.add' };
      const remove = sim.faults.add({ match, do: { kind: 'status', status } });
      const refused = await subscribe(api, id, 'channel.vip.add');
      expect(refused).toMatchObject({ status, body: { status, message: expect.stringMatching(/\w{3}/) } });
      expect(Number(refused.headers.get('ratelimit-remaining'))).toBeGreaterThan(0);
      expect((await subscribe(api, id, 'channel.vip.remove')).status).toBe(202);
      expect(await enabledTypes(sim)).toEqual(['channel.vip.remove']);
      remove();
      expect((await subscribe(api, id, 'channel.vip.add')).status).toBe(202);
      expect(await enabledTypes(sim)).toEqual(['channel.vip.add', 'channel.vip.remove']);
    },
  );

  it('answered with 409 it exists: enabled, heard, and named by its id', async () => {
    const sim = await simulator({ control: true });
    const api = apiOf(sim);
    const listener = connect(sim);
    const id = await listener.welcome();
    sim.faults.add(presets.failingSubscription(409, 'channel.vip.add'));
    for (let i = 0; i < 2; i++) {
      const answer = await subscribe(api, id, 'channel.vip.add');
      const [existing] = sim.eventsub.registry.enabled();
      expect(answer).toMatchObject({ status: 409, body: { error: 'Conflict', id: existing?.id } });
    }
    expect(await enabledTypes(sim)).toEqual(['channel.vip.add']);
    sim.world.addVip('7');
    expect((await listener.next()).payload.event?.['user_id']).toBe('7');
    const weak = apiOf(sim, sim.issueToken({ scopes: [] }).accessToken);
    expect((await subscribe(weak, id, 'channel.vip.add')).status).toBe(403);
  });

  it('is limited to three sockets a user and app', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const listeners = [connect(sim), connect(sim), connect(sim), connect(sim)];
    const ids = await Promise.all(listeners.map((listener) => listener.welcome()));
    for (const id of ids.slice(0, 3)) expect((await subscribe(api, id, 'channel.vip.add')).status).toBe(202);
    const refused = await subscribe(api, ids[3] ?? '', 'channel.vip.remove');
    expect([refused.status, refused.body.message]).toEqual([
      429,
      'number of websocket transports limit exceeded',
    ]);
    expect(Number(refused.headers.get('ratelimit-remaining'))).toBeGreaterThan(0);
    listeners[0]?.socket.terminate();
    while (sim.eventsub.socketCount > 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await subscribe(api, ids[3] ?? '', 'channel.vip.remove')).status).toBe(202);
  });

  it('costs 1 for a stranger’s channel, up to 10', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const id = await connect(sim).welcome();
    for (let i = 1; i <= 10; i++) {
      const { body } = await subscribe(api, id, 'stream.online', '1', { broadcaster_user_id: String(i) });
      expect(body['total_cost']).toBe(i);
    }
    expect((await subscribe(api, id, 'stream.online', '1', { broadcaster_user_id: '11' })).status).toBe(429);
    expect((await subscribe(api, id, 'stream.online')).status).toBe(202);
  });

  it('can be listed and deleted, and ends with the socket', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const listener = connect(sim);
    const { body } = await subscribe(api, await listener.welcome(), 'channel.vip.add');
    await subscribe(
      api,
      String((body.data[0]?.['transport'] as { session_id: string }).session_id),
      'channel.vip.remove',
    );
    const id = String(body.data[0]?.['id']);
    expect((await api(`/eventsub/subscriptions?id=${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await api(`/eventsub/subscriptions?id=${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await api('/eventsub/subscriptions?status=enabled')).body['total']).toBe(1);
    sim.eventsub.dropAll();
    expect(await listener.closed).toBe(1006);
    while (sim.eventsub.sessions.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await api('/eventsub/subscriptions')).body.data).toMatchObject([
      { status: 'websocket_disconnected' },
    ]);
  });
});
