import { describe, expect, it } from 'vitest';
import { BROADCASTER, ManualClock, apiOf, connect, simulator, subscribe, Listener } from './support.ts';

const TYPES: [string, string, Record<string, string>?][] = [
  ['channel.subscribe', '1'],
  ['channel.subscription.end', '1'],
  ['channel.subscription.gift', '1'],
  ['channel.subscription.message', '1'],
  ['channel.vip.add', '1'],
  ['channel.vip.remove', '1'],
  ['channel.moderator.add', '1'],
  ['channel.moderator.remove', '1'],
  ['stream.online', '1'],
  ['stream.offline', '1'],
  ['channel.channel_points_custom_reward_redemption.add', '1'],
  ['channel.channel_points_custom_reward_redemption.update', '1'],
  ['channel.ban', '1'],
  ['channel.unban', '1'],
  ['channel.follow', '2', { moderator_user_id: BROADCASTER }],
  ['channel.chat.message', '1', { user_id: BROADCASTER }],
  ['user.update', '1', { user_id: BROADCASTER }],
];

describe('a session', () => {
  it('is welcomed, gets every type of event with its metadata, and costs nothing', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const listener = connect(sim, '?keepalive_timeout_seconds=30');
    const welcome = await listener.next();
    expect(welcome.metadata['message_type']).toBe('session_welcome');
    expect(welcome.payload.session).toMatchObject({
      status: 'connected',
      keepalive_timeout_seconds: 30,
      reconnect_url: null,
    });
    const sessionId = welcome.payload.session?.id ?? '';
    for (const [type, version, extra] of TYPES) {
      const answer = await subscribe(api, sessionId, type, version, extra);
      expect([type, answer.status]).toEqual([type, 202]);
      expect(answer.body).toMatchObject({ total_cost: 0, data: [{ status: 'enabled', type, cost: 0 }] });
    }
    const { world } = sim;
    const reward = world.createReward({ title: 'TTS', cost: 500 });
    world.subscribe('21', { tier: '2000' });
    world.endSubscription('21');
    world.gift(null, ['22'], { tier: '1000' });
    world.resub('22', { months: 7 });
    world.addVip('23');
    world.removeVip('23');
    world.addModerator('24');
    world.removeModerator('24');
    world.startStream();
    world.endStream();
    world.settleRedemption(world.redeem('25', reward.id, { userInput: 'hi' }).id, 'CANCELED');
    world.ban('26', { seconds: 60 });
    world.unban('26');
    world.follow('27');
    world.chat('22', 'hello');
    world.rename(BROADCASTER, 'newname');
    const seen: unknown[] = [];
    for (let i = 0; i < TYPES.length + 1; i++) {
      const { metadata, payload } = await listener.next();
      expect(metadata['message_type']).toBe('notification');
      expect(payload.subscription?.['type']).toBe(metadata['subscription_type']);
      const { user_id: user, tier, is_gift: isGift, status } = payload.event ?? {};
      seen.push([metadata['subscription_type'], user, tier ?? status, isGift]);
    }
    expect(seen.slice(0, 5)).toEqual([
      ['channel.subscribe', '21', '2000', false],
      ['channel.subscription.end', '21', '2000', false],
      ['channel.subscription.gift', null, '1000', undefined],
      ['channel.subscribe', '22', '1000', true],
      ['channel.subscription.message', '22', '1000', undefined],
    ]);
    expect(seen).toContainEqual([
      'channel.channel_points_custom_reward_redemption.add',
      '25',
      'unfulfilled',
      undefined,
    ]);
    expect(seen).toContainEqual([
      'channel.channel_points_custom_reward_redemption.update',
      '25',
      'canceled',
      undefined,
    ]);
    expect(new Set(seen.map((row) => (row as unknown[])[0])).size).toBe(TYPES.length);
    expect(listener.waiting).toBe(0);
  });

  it('hears nothing of a silent change, and of vip.remove on modding only when asked to send it', async () => {
    for (const announceVipRemovalOnMod of [false, true]) {
      const sim = await simulator({ announceVipRemovalOnMod });
      const api = apiOf(sim);
      const listener = connect(sim);
      const id = await listener.welcome();
      for (const type of ['channel.vip.remove', 'channel.moderator.add']) await subscribe(api, id, type);
      sim.world.addVip('5');
      sim.world.addModerator('6', { announce: false });
      sim.world.addModerator('5');
      const first = await listener.next();
      expect(first.metadata['subscription_type']).toBe(
        announceVipRemovalOnMod ? 'channel.vip.remove' : 'channel.moderator.add',
      );
    }
  });

  it('gets keepalives only when nothing else was sent', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock });
    const listener = connect(sim);
    await subscribe(apiOf(sim), await listener.welcome(), 'channel.vip.add');
    clock.advance(9000);
    sim.world.addVip('1');
    clock.advance(9000);
    sim.world.addVip('2');
    clock.advance(10_000);
    const types = [];
    for (let i = 0; i < 3; i++) types.push((await listener.next()).metadata['message_type']);
    expect(types).toEqual(['notification', 'notification', 'session_keepalive']);
  });

  it('is closed with 4003 when it has no subscription within 10 s, and with 4001 when the client talks', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock });
    const idle = connect(sim);
    const busy = connect(sim);
    await idle.welcome();
    await subscribe(apiOf(sim), await busy.welcome(), 'channel.vip.add');
    clock.advance(10_000);
    expect(await idle.closed).toBe(4003);
    busy.socket.send('hello');
    expect(await busy.closed).toBe(4001);
    const pinger = connect(sim);
    await pinger.welcome();
    pinger.socket.ping();
    expect(await pinger.closed).toBe(4001);
  });

  it('is closed with 4002 when pings go unanswered', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock, eventsub: { pingMs: 30_000, unusedMs: 1e9 } });
    const listener = connect(sim);
    await listener.welcome();
    const ponged = new Promise((resolve) => sim.eventsub.sessions[0]?.socket.once('pong', resolve));
    clock.advance(30_000);
    await ponged;
    clock.advance(60_000);
    expect(await listener.closed).toBe(4002);
  });

  it('refuses a keepalive outside 10 to 600', async () => {
    const sim = await simulator();
    for (const seconds of ['9', '601', 'x']) {
      const listener = connect(sim, `?keepalive_timeout_seconds=${seconds}`);
      expect(await listener.closed).toBe(1006);
    }
    expect(sim.requests.where({ path: '/ws', status: 400 })).toHaveLength(3);
  });
});

describe('when Twitch asks to reconnect', () => {
  it('the session and its subscriptions move to the new socket, and the URL works once', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock });
    const api = apiOf(sim);
    const old = connect(sim);
    const id = await old.welcome();
    await subscribe(api, id, 'channel.vip.add');
    sim.eventsub.reconnectAll();
    const url = (await old.next()).payload.session?.reconnect_url ?? '';
    sim.world.addVip('1');
    expect((await old.next()).metadata['message_type']).toBe('notification');
    const fresh = new Listener(url);
    expect(await fresh.welcome()).toBe(id);
    sim.world.addVip('2');
    expect((await fresh.next()).payload.event?.['user_id']).toBe('2');
    expect((await subscribe(api, id, 'channel.vip.add')).status).toBe(409);
    expect(await new Listener(url).closed).toBe(4007);
    clock.advance(30_000);
    expect(await old.closed).toBe(4004);
    expect(sim.eventsub.sessions).toHaveLength(1);
  });

  it('who comes too late is closed with 4004, and a stale URL answers 4007', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock });
    const listener = connect(sim);
    await subscribe(apiOf(sim), await listener.welcome(), 'channel.vip.add');
    sim.eventsub.reconnectAll({ stale: true });
    const url = (await listener.next()).payload.session?.reconnect_url ?? '';
    expect(await new Listener(url).closed).toBe(4007);
    clock.advance(30_000);
    expect(await listener.closed).toBe(4004);
  });
});

describe('when access is revoked', () => {
  it('every subscription is told once, and the tokens are dead', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const listener = connect(sim);
    const id = await listener.welcome();
    await subscribe(api, id, 'channel.vip.add');
    sim.revokeAuthorization();
    const message = await listener.next();
    expect(message.metadata).toMatchObject({
      message_type: 'revocation',
      subscription_type: 'channel.vip.add',
    });
    expect(message.payload.subscription).toMatchObject({ status: 'authorization_revoked' });
    expect((await api('/mock/users')).status).toBe(401);
    sim.world.addVip('1');
    expect(sim.eventsub.registry.enabled()).toEqual([]);
  });

  it('one type can be revoked with another status', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const listener = connect(sim);
    const id = await listener.welcome();
    for (const type of ['channel.vip.add', 'stream.online']) await subscribe(api, id, type);
    expect(sim.eventsub.revoke({ type: 'stream.online', status: 'version_removed' })).toBe(1);
    expect((await listener.next()).payload.subscription?.['status']).toBe('version_removed');
  });
});
