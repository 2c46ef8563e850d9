import { describe, expect, it } from 'vitest';
import { presets } from '../../server/demo/fault-presets.ts';
import type { FaultRule } from '../../server/demo/fault-types.ts';
import { ManualClock, apiOf, connect, simulator, subscribe } from './support.ts';

/** A listener to channel.vip.add, with rules in force. */
async function listening(rules: FaultRule[] = [], clock = new ManualClock()) {
  const sim = await simulator({ clock });
  const listener = connect(sim);
  const id = await listener.welcome();
  const api = apiOf(sim);
  await subscribe(api, id, 'channel.vip.add');
  for (const rule of rules) sim.faults.add(rule);
  return { sim, listener, id, api, clock };
}

describe('notifications', () => {
  it('duplicate: the same message_id, or another', async () => {
    const { sim, listener } = await listening([{ times: 1, do: { kind: 'duplicate' } }]);
    sim.world.addVip('1');
    const [a, b] = [await listener.next(), await listener.next()];
    expect(b).toEqual(a);
    sim.faults.add({ match: { type: 'channel.vip.add' }, do: { kind: 'duplicate', newId: true } });
    sim.world.addVip('2');
    const [c, d] = [await listener.next(), await listener.next()];
    expect(d.payload).toEqual(c.payload);
    expect(d.metadata['message_id']).not.toBe(c.metadata['message_id']);
  });

  it('late: an old message_timestamp, held back if asked', async () => {
    const { sim, listener, clock } = await listening([
      { do: { kind: 'late', ageMs: 900_000, delayMs: 5000 }, times: 1 },
    ]);
    const sentAt = clock.now();
    sim.world.addVip('1');
    sim.world.addVip('2');
    expect((await listener.next()).payload.event?.['user_id']).toBe('2');
    clock.advance(5000);
    const late = await listener.next();
    expect(late.payload.event?.['user_id']).toBe('1');
    expect(Date.parse(late.metadata['message_timestamp'] ?? '')).toBe(sentAt - 900_000);
  });

  it('dropped, and out of order', async () => {
    const { sim, listener } = await listening([
      { do: { kind: 'drop' }, times: 1 },
      { do: { kind: 'hold' }, times: 1, skip: 1 },
    ]);
    for (const id of ['1', '2', '3']) sim.world.addVip(id);
    const order = [
      (await listener.next()).payload.event?.['user_id'],
      (await listener.next()).payload.event?.['user_id'],
    ];
    expect(order).toEqual(['3', '2']);
  });

  it('early: before the reply to the POST', async () => {
    const { sim, listener, id, api, clock } = await listening();
    sim.faults.add({ match: { type: 'stream.online' }, do: { kind: 'early-event', event: { early: true } } });
    sim.faults.add({ match: { type: 'stream.online' }, do: { kind: 'latency', ms: 1000, when: 'after' } });
    let replied = false;
    const reply = subscribe(api, id, 'stream.online').finally(() => (replied = true));
    expect((await listener.next()).payload.event).toEqual({ early: true });
    expect(replied).toBe(false);
    sim.world.startStream();
    expect((await listener.next()).metadata['subscription_type']).toBe('stream.online');
    expect(replied).toBe(false);
    clock.advance(1000);
    expect((await reply).status).toBe(202);
  });

  it('garbage frames', async () => {
    const { sim, listener } = await listening();
    sim.eventsub.sendRaw('{"metadata":');
    expect(await listener.nextText()).toBe('{"metadata":');
  });
});

describe('sockets', () => {
  it('no welcome, closed at once, refused, reset, never answered', async () => {
    const sim = await simulator();
    sim.faults.add({ times: 1, do: { kind: 'no-welcome' } });
    const mute = connect(sim);
    await new Promise((resolve) => mute.socket.on('open', resolve));
    sim.faults.add({ times: 1, do: { kind: 'close-on-connect', code: 4000 } });
    const closed = connect(sim);
    expect(await closed.closed).toBe(4000);
    expect([mute.waiting, closed.waiting]).toEqual([0, 0]);
    sim.faults.add({ match: { path: '/ws' }, times: 1, do: { kind: 'status', status: 503 } });
    expect(await connect(sim).closed).toBe(1006);
    sim.faults.add({ match: { path: '/ws' }, times: 1, do: { kind: 'reset' } });
    expect(await connect(sim).closed).toBe(1006);
    sim.faults.add({ match: { path: '/ws' }, times: 1, do: { kind: 'silence' } });
    const unanswered = connect(sim);
    const opened = new Promise((resolve) => unanswered.socket.on('open', () => resolve('open')));
    const waited = new Promise((resolve) => setTimeout(() => resolve('nothing'), 100));
    expect(await Promise.race([opened, waited])).toBe('nothing');
    expect(await connect(sim).welcome()).not.toBe('');
  });

  it('a socket without keepalives, and one that says nothing any more', async () => {
    for (const what of ['keepalives', 'everything'] as const) {
      const clock = new ManualClock();
      const sim = await simulator({ clock });
      sim.faults.add({ do: { kind: 'mute', what } });
      const listener = connect(sim);
      await subscribe(apiOf(sim), await listener.welcome(), 'channel.vip.add');
      clock.advance(60_000);
      sim.world.addVip('1');
      sim.faults.clear();
      if (what === 'keepalives')
        expect((await listener.next()).metadata['message_type']).toBe('notification');
      else {
        sim.eventsub.closeAll(4006);
        expect(await listener.closed).toBe(4006);
      }
      expect(listener.waiting).toBe(0);
    }
  });

  it('subscriptions that fail, by type', async () => {
    const { sim, id, api } = await listening();
    sim.faults.add(presets.failingSubscription(500, 'stream.online'));
    expect((await subscribe(api, id, 'stream.online')).status).toBe(500);
    expect((await subscribe(api, id, 'stream.offline')).status).toBe(202);
  });
});

describe('closing', () => {
  it('ends everything at once, silent calls and open sockets included', async () => {
    const sim = await simulator();
    sim.faults.add({ match: { path: '/users' }, do: { kind: 'silence' } });
    const waiting = apiOf(sim)('/mock/users').catch(() => 'gone');
    const listener = connect(sim);
    await listener.welcome();
    await sim.close();
    expect(await waiting).toBe('gone');
    expect(await listener.closed).toBe(1006);
    await expect(fetch(sim.url)).rejects.toThrow('fetch failed');
  });
});
