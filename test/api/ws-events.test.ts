import { describe, expect, it } from 'vitest';
import type { RawData } from 'ws';
import { EVENTS, type EventName } from '../../server/protocol/events.ts';
import type { Frame } from '../support/ws-client.ts';
import { client, post, rolecall, synced, until, wait } from './support.ts';

type Status = { kinds: Record<string, { count: number }>; running: unknown };

describe('events', () => {
  it('come only after they were subscribed to, and only those', async () => {
    const app = await synced({ channel: { subscribers: 5 } });
    const [listener, other] = [await client(app), await client(app)];
    await listener.call('events.subscribe', { events: ['sync.finished'] });
    await other.call('sync.run', {});
    await listener.event('sync.finished');
    expect(listener.rest.map(({ event }) => event)).toEqual(['hello']);
    expect(other.rest.map(({ event }) => event)).toEqual(['hello']);
  });

  it('fit their schema, hello included', async () => {
    const app = await rolecall({ channel: { subscribers: 250, vips: 3, moderators: 2, latencyMs: 20 } });
    const listener = await client(app);
    const seen = new Set<EventName>();
    listener.socket.on('message', (data: RawData) => {
      const { event, data: body } = JSON.parse((data as Buffer).toString()) as {
        event?: EventName;
        data: unknown;
      };
      if (!event) return;
      seen.add(event);
      expect(EVENTS[event].data.safeParse(body).error).toBeUndefined();
    });
    const wanted = ['sync.status', 'sync.progress', 'sync.finished', 'roles.changed'] as const;
    await listener.call('events.subscribe', { events: wanted });
    await listener.event('sync.finished');
    await until(() => wanted.every((event) => seen.has(event)), 'every event');
  });

  it('are stored before they are announced', async () => {
    const app = await synced({ channel: { viewers: 50 } });
    const listener = await client(app);
    await listener.call('events.subscribe', { events: ['roles.changed'] });
    app.simulator.world.addUser({ userId: '77', userLogin: 'newcomer', userDisplayName: 'Newcomer' });
    app.simulator.world.addVip('77', { announce: false });
    void listener.call('sync.run', { kinds: ['vips'] });
    const { data } = await listener.event('roles.changed');
    expect(data).toMatchObject({ total: 1, changes: [{ userId: '77', role: 'vip', change: 'granted' }] });
    expect(await listener.call('access.check', { userId: '77' })).toMatchObject({
      result: { allowed: true },
    });
    expect(await listener.call('viewers.history', { userId: '77' })).toMatchObject({
      result: { items: [{ role: 'vip', revokedAt: null }] },
    });
  });

  it('of a huge change name 500 and tell how many there were', async () => {
    const app = await rolecall({ channel: { subscribers: 1_200, latencyMs: 20 } });
    const listener = await client(app);
    await listener.call('events.subscribe', { events: ['roles.changed'] });
    const { data } = await listener.event(
      'roles.changed',
      ({ changes }) => (changes as unknown[]).length > 0,
    );
    expect(data!['total']).toBe(1_200);
    expect(data!['changes']).toHaveLength(500);
  });

  it('stop with events.unsubscribe, for the named ones only', async () => {
    const app = await synced({ channel: { subscribers: 5 } });
    const listener = await client(app);
    await listener.call('events.subscribe', { events: ['sync.finished', 'sync.progress', 'sync.finished'] });
    const reply = await listener.call('events.unsubscribe', { events: ['sync.finished', 'roles.changed'] });
    expect(reply.result).toMatchObject({
      events: ['sync.finished', 'roles.changed'],
      status: { state: 'fresh' },
    });
    await listener.call('sync.run', {});
    await wait(30);
    const names = new Set(listener.rest.map(({ event }) => event));
    expect(names).toEqual(new Set(['hello', 'sync.progress']));
  });

  it('come once however often they were subscribed to', async () => {
    const app = await synced();
    const listener = await client(app);
    for (let i = 0; i < 3; i++)
      await listener.call('events.subscribe', { events: ['sync.finished', 'sync.finished'] });
    await listener.call('sync.run', {});
    await listener.event('sync.finished');
    await wait(30);
    expect(listener.rest.filter(({ event }) => event === 'sync.finished')).toEqual([]);
  });

  it('are not to be had over HTTP, by names that do not exist, or without a name', async () => {
    const app = await rolecall({ isConnected: false });
    const overHttp = await post(app.port, 'events.subscribe', { events: ['sync.status'] });
    expect(overHttp).toMatchObject({ status: 400, json: { error: { code: 'invalid_params' } } });
    const listener = await client(app);
    for (const events of [
      [],
      ['hello'],
      ['__proto__'],
      ['sync'],
      'sync.status',
      Array(51).fill('sync.status'),
    ]) {
      expect(await listener.call('events.subscribe', { events })).toMatchObject({
        error: { code: 'invalid_params' },
      });
    }
  });

  it('that only the owner may see are refused to others', async () => {
    const app = await rolecall({ isConnected: false });
    const listener = await client(app);
    expect(
      await listener.call('events.subscribe', { events: ['sync.status', 'twitch.status'] }),
    ).toMatchObject({
      error: { code: 'forbidden' },
    });
  });
});

describe('a snapshot', () => {
  it('is continued by its events without a gap, whenever a client subscribes', async () => {
    const app = await synced({ channel: { subscribers: 300, vips: 2, viewers: 2_000 } });
    const { world } = app.simulator;
    let isOver = false;
    // Syncs all the time, and each changes something.
    const worker = (async () => {
      for (let i = 0; !isOver; i++) {
        const userId = String(5_000 + i);
        world.addUser({ userId, userLogin: `late_${i}`, userDisplayName: `Late_${i}` });
        if (i % 3 === 0) world.addVip(userId, { announce: false });
        else world.subscribe(userId, { announce: false });
        await app.app.sync.run({ source: 'api:test' });
      }
    })();
    const follow = async (n: number): Promise<void> => {
      await wait(n * 17);
      const listener = await client(app);
      const frames: Frame[] = [];
      listener.socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
      await listener.call('events.subscribe', { events: ['sync.status', 'roles.changed'] });
      await wait(150 + (n % 7) * 20);
      await listener.call('sync.status');
      const [snapshot, now] = frames
        .filter(({ ok }) => ok)
        .map(({ result }) => (result!['status'] ?? result) as Status);
      const between = frames.slice(
        0,
        frames.findIndex(({ result }) => result === now),
      );
      // All that came between the two answers, in order, must lead from the one exactly to the other.
      const counts = countsOf(snapshot!);
      for (const { event, data } of between) {
        if (event !== 'roles.changed') continue;
        for (const { role, change } of data!['changes'] as { role: string; change: string }[]) {
          const kind = `${role}s`;
          counts[kind] = (counts[kind] ?? 0) + (change === 'granted' ? 1 : change === 'revoked' ? -1 : 0);
        }
      }
      expect(counts).toEqual(countsOf(now!));
    };
    try {
      await Promise.all(Array.from({ length: 25 }, (_, n) => follow(n)));
    } finally {
      isOver = true;
      await worker;
    }
  });

  it('is followed by a last status event that says what is so in the end', async () => {
    const app = await rolecall({ channel: { subscribers: 450, vips: 4, moderators: 3, latencyMs: 15 } });
    const listener = await client(app);
    let status = (await listener.call('events.subscribe', { events: ['sync.status'] })).result![
      'status'
    ] as Status;
    listener.socket.on('message', (data: RawData) => {
      const frame = JSON.parse((data as Buffer).toString()) as { event?: string; data: Status };
      if (frame.event === 'sync.status') status = frame.data;
    });
    await until(
      () => status.running === null && status.kinds['subscribers']!.count > 0,
      'the end of the first sync',
    );
    await wait(50);
    expect(status).toEqual((await listener.call('sync.status')).result);
    expect(countsOf(status)).toEqual({ subscribers: 450, vips: 4, moderators: 3 });
  });
});

function countsOf({ kinds }: Status): Record<string, number> {
  return Object.fromEntries(Object.entries(kinds).map(([kind, { count }]) => [kind, count]));
}
