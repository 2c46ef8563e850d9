import { describe, expect, it } from 'vitest';
import { pause, twitch, until } from './harness.ts';
import { isLive, supervised } from './supervised.ts';

describe('twurple under supervision', () => {
  it('hears everything, and closes for good', async () => {
    const it = await supervised(await twitch());
    await isLive(it);
    const { world } = it.simulator;
    world.addVip('501');
    world.removeVip('501');
    world.subscribe('502', { tier: '3000' });
    world.resub('502');
    world.endSubscription('502');
    world.addModerator('503');
    world.removeModerator('503');
    world.startStream();
    world.endStream();
    await until('nine events', () => it.heard.length === 9);
    expect(it.heard).toEqual([
      ...['+vips 501', '-vips 501', '+subscribers 502', 'resub 502', '-subscribers 502'],
      ...['+moderators 503', '-moderators 503', 'online', 'offline'],
    ]);
    it.supervisor.stop();
    await until('the end of the socket', () => it.simulator.eventsub.socketCount === 0);
    expect(it.told).toEqual({ lost: 1, live: 1, revoked: 0 });
  });

  it('comes back after the connection is cut, once', async () => {
    const it = await supervised(await twitch());
    await isLive(it);
    it.simulator.eventsub.dropAll();
    await until('the loss', () => it.told.lost === 1);
    await isLive(it);
    expect(it.told).toEqual({ lost: 1, live: 2, revoked: 0 });
    expect(it.connects()).toBe(2);
    expect(it.simulator.eventsub.socketCount).toBe(1);
  });

  it('follows a graceful move without a gap', async () => {
    const it = await supervised(await twitch({ eventsub: { reconnectMs: 300 } }));
    await isLive(it);
    it.simulator.eventsub.reconnectAll();
    await until('the move', () => it.connects() === 2 && it.simulator.eventsub.socketCount === 1);
    it.simulator.world.addVip('501');
    await until('an event', () => it.heard.includes('+vips 501'));
    await pause(400);
    expect(it.told).toEqual({ lost: 0, live: 1, revoked: 0 });
    expect(it.supervisor.state).toBe('live');
  });

  it('does not run in circles at a reconnect address that is no good', async () => {
    const it = await supervised(await twitch({ eventsub: { reconnectMs: 2_000 } }));
    await isLive(it);
    it.simulator.eventsub.reconnectAll({ stale: true });
    await until('the loss', () => it.told.lost === 1);
    await isLive(it);
    await pause(2_200);
    expect(it.told).toEqual({ lost: 1, live: 2, revoked: 0 });
    expect(it.connects()).toBeLessThanOrEqual(4);
    expect(it.simulator.eventsub.socketCount).toBe(1);
  });

  it('leaves nothing behind when stopped in the middle of a move', async () => {
    const simulator = await twitch({ eventsub: { reconnectMs: 400 } });
    const it = await supervised(simulator);
    await isLive(it);
    simulator.faults.add({ match: { path: '/ws' }, do: { kind: 'no-welcome' } });
    simulator.eventsub.reconnectAll();
    await until('the second socket', () => simulator.eventsub.socketCount === 2);
    it.supervisor.stop();
    await pause(600);
    expect(simulator.eventsub.socketCount).toBe(0);
    expect(it.connects()).toBe(2);
  });

  it('is live without what the login may not see, and says so', async () => {
    const it = await supervised(await twitch(), { scopes: ['channel:read:vips'] });
    await isLive(it);
    expect(it.lines.join()).toContain('Connect Twitch again and allow “moderation:read”');
    it.simulator.world.addVip('501');
    await until('an event', () => it.heard.includes('+vips 501'));
  });

  it('finds the subscription whose answer got lost, on the same connection', async () => {
    const simulator = await twitch();
    simulator.faults.add({
      match: { path: '/eventsub/subscriptions', type: 'channel.vip.add' },
      do: { kind: 'reset', when: 'after' },
      times: 1,
    });
    const it = await supervised(simulator);
    await isLive(it);
    simulator.world.addVip('501');
    await until('its event', () => it.heard.includes('+vips 501'));
    expect(it.connects()).toBe(1);
    expect(it.supervisor.hears('vips')).toBe(true);
  });

  it('is not hurt by an answer without the subscription that was made', async () => {
    const simulator = await twitch();
    simulator.faults.add({
      match: { path: '/eventsub/subscriptions', type: 'channel.vip.add' },
      do: { kind: 'garbage', body: { text: '{"data":[]}' } },
      times: 1,
    });
    const it = await supervised(simulator);
    await isLive(it);
  });

  it('has the login checked when it is revoked, and begins anew', async () => {
    const it = await supervised(await twitch());
    await isLive(it);
    it.simulator.eventsub.revoke();
    await until('the word', () => it.told.revoked === 1);
    await until('the new one', () => it.told.live === 2);
    expect(it.connects()).toBe(2);
  });

  it.each([
    ['half a message', '{"metadata":{"message_type":"notif'],
    ['null', 'null'],
    ['a list', '[]'],
    ['nothing', ''],
    ['bytes', Buffer.from([0, 255, 1, 254])],
    ['a welcome without a session', '{"metadata":{"message_type":"session_welcome"},"payload":{}}'],
    [
      'a move to nowhere',
      '{"metadata":{"message_type":"session_reconnect"},"payload":{"session":{"reconnect_url":"no url"}}}',
    ],
    [
      'a notification of nothing',
      '{"metadata":{"message_type":"notification"},"payload":{"subscription":null}}',
    ],
  ])('survives garbage: %s', async (_what, frame) => {
    const it = await supervised(await twitch());
    await isLive(it);
    it.simulator.eventsub.sendRaw(frame);
    await until('the new connection', () => it.told.live === 2);
    it.simulator.world.addVip('501');
    await until('an event', () => it.heard.includes('+vips 501'));
    expect(it.connects()).toBeLessThanOrEqual(3);
  });

  it.each([
    ['a kind of message that is new', '{"metadata":{"message_type":"session_party"},"payload":{}}'],
    [
      'an event about a subscription that is not ours',
      '{"metadata":{"message_type":"notification","message_id":"1"},"payload":{"subscription":{"id":"x"},"event":{}}}',
    ],
  ])('takes no notice of %s', async (_what, frame) => {
    const it = await supervised(await twitch());
    await isLive(it);
    it.simulator.eventsub.sendRaw(frame);
    await pause(50);
    expect(it.told).toEqual({ lost: 0, live: 1, revoked: 0 });
  });
});
