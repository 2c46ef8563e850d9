import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../server/demo/fault-types.ts';
import type { Simulator } from '../../server/demo/simulator.ts';
import type { Answer, Api, Listener, Message } from './support.ts';
import { BROADCASTER, ManualClock, apiOf, connect, control, idsOf, simulator, subscribe } from './support.ts';

const REDEMPTION = 'channel.channel_points_custom_reward_redemption';

interface Hearing {
  sim: Simulator;
  api: Api;
  listener: Listener;
  clock: ManualClock;
}

/** Somebody who hears of some types, on a Twitch with control. */
async function hearing(...types: string[]): Promise<Hearing> {
  const clock = new ManualClock();
  const sim = await simulator({ control: true, clock, listBroadcaster: false });
  const api = apiOf(sim);
  const listener = connect(sim);
  const id = await listener.welcome();
  for (const type of types) expect((await subscribe(api, id, type)).status).toBe(202);
  return { sim, api, listener, clock };
}

const happens = async (sim: Simulator, change: string, body: object = {}): Promise<Answer> => {
  const answer = await control(sim, 'POST', `world/${change}`, body);
  expect([change, answer.status, answer.text]).toEqual([change, 200, answer.text]);
  return answer;
};
const typeOf = ({ metadata }: Message): unknown => metadata['subscription_type'];
const subscription = async (api: Api, userId: string): Promise<unknown> =>
  (await api(`/mock/subscriptions?broadcaster_id=${BROADCASTER}&user_id=${userId}`)).body.data[0] ?? null;

describe('a stream that flickers', () => {
  it('is off and, a while later, on again: the same, or with newId another', async () => {
    for (const newId of [false, true]) {
      const { sim, listener, clock } = await hearing('stream.online', 'stream.offline');
      await happens(sim, 'startStream', { id: '41' });
      expect((await listener.next()).payload.event?.['id']).toBe('41');
      clock.advance(5000);
      await happens(sim, 'flickerStream', { ms: 3000, newId });
      expect(typeOf(await listener.next())).toBe('stream.offline');
      clock.advance(2999);
      expect(sim.world.truth.stream).toBeNull();
      clock.advance(1);
      const { event } = (await listener.next()).payload;
      expect(event?.['id'] === '41').toBe(!newId);
      expect(sim.world.truth.stream?.id).toBe(event?.['id']);
    }
  });

  it('is refused where there is none', async () => {
    const { sim } = await hearing();
    expect((await control(sim, 'POST', 'world/flickerStream')).body.message).toMatch(/no stream/);
  });
});

describe('what happens without an event', () => {
  it('bans, timeouts lifted by hand, renames, streams, a gift that goes on as a paid subscription', async () => {
    const { sim, api, listener } = await hearing(
      ...['channel.ban', 'channel.unban', 'channel.subscribe', 'stream.online'],
    );
    const silently = { announce: false };
    await happens(sim, 'ban', { userId: '7', seconds: 3600, ...silently });
    await happens(sim, 'ban', { userId: '8', ...silently });
    await happens(sim, 'unban', { userId: '7', ...silently });
    await happens(sim, 'gift', { gifterId: null, recipientIds: ['9'], ...silently });
    await happens(sim, 'subscribe', { userId: '9', isGift: false, ...silently });
    await happens(sim, 'rename', { userId: '9', userLogin: 'brand_new', ...silently });
    await happens(sim, 'startStream', silently);
    expect(idsOf(await api(`/mock/moderation/banned?broadcaster_id=${BROADCASTER}`))).toEqual(['8']);
    expect(await subscription(api, '9')).toMatchObject({ is_gift: false, user_login: 'brand_new' });
    await happens(sim, 'ban', { userId: '10' });
    expect((await listener.next()).payload.event?.['user_id']).toBe('10');
  });
});

describe('redemptions settled in the queue by hand', () => {
  it.each(['FULFILLED', 'CANCELED'])('are told as %s, with the same scope as new ones', async (status) => {
    const { sim, listener } = await hearing(`${REDEMPTION}.update`);
    const reward = await happens(sim, 'createReward', { title: 'TTS', clientId: 'simulator-client' });
    const { body } = await happens(sim, 'redeem', { userId: '7', rewardId: reward.body['id'] });
    await happens(sim, 'settleRedemption', { redemptionId: body['id'], status });
    const message = await listener.next();
    expect([typeOf(message), message.metadata['subscription_version']]).toEqual([
      `${REDEMPTION}.update`,
      '1',
    ]);
    expect(message.payload.event).toMatchObject({
      id: body['id'],
      user_id: '7',
      status: status.toLowerCase(),
      reward: { id: reward.body['id'], title: 'TTS' },
    });
    const world = await control(sim, 'GET', 'world');
    expect(world.body['redemptions']).toMatchObject([{ id: body['id'], status }]);
  });

  it('are refused with another status', async () => {
    const { sim } = await hearing();
    const wrong = await control(sim, 'POST', 'world/settleRedemption', { redemptionId: 'x', status: 'DONE' });
    expect(wrong.body.message).toBe('"status" must be FULFILLED or CANCELED');
  });
});

describe('events that are not the plain truth', () => {
  const tell = (sim: Simulator, lie: object): Promise<Answer> => control(sim, 'POST', 'eventsub/tell', lie);

  it('tell of something that has not happened, to all who hear of the type', async () => {
    const { sim, listener, api } = await hearing('channel.subscribe', 'channel.subscription.end');
    await happens(sim, 'subscribe', { userId: '7', announce: false });
    const end = { type: 'channel.subscription.end', userId: '7', event: { is_gift: true } };
    expect((await tell(sim, end)).body).toEqual({ told: 1 });
    expect((await listener.next()).payload.event).toMatchObject({
      user_id: '7',
      tier: '1000',
      is_gift: true,
    });
    expect(await subscription(api, '7')).toMatchObject({ tier: '1000', is_gift: false });
    expect((await tell(sim, { type: 'channel.vip.add', userId: '7' })).body).toEqual({ told: 0 });
  });

  it('come from another channel, with tiers that do not exist, times far off and ids of before', async () => {
    const { sim, listener } = await hearing('channel.subscribe');
    const event = { broadcaster_user_id: '999', tier: 'x', user_name: 'N'.repeat(100_000) };
    const lie = { type: 'channel.subscribe', userId: '7', event, messageId: 'again' };
    for (const sentAt of ['2099-01-01T00:00:00Z', 0]) {
      expect((await tell(sim, { ...lie, sentAt })).body).toEqual({ told: 1 });
      const { metadata, payload } = await listener.next();
      expect(payload.event).toMatchObject({ ...event, user_id: '7' });
      expect(metadata['message_id']).toBe('again');
      expect(Date.parse(metadata['message_timestamp'] ?? '')).toBe(new Date(sentAt).getTime());
    }
  });

  it('are there for every type that can be heard, worded as the true ones', async () => {
    const { sim, listener, api } = await hearing();
    const id = sim.eventsub.sessions[0]?.id ?? '';
    const types: [string, string, object][] = [
      ['channel.subscribe', 'subscribe', { userId: '7' }],
      ['channel.subscription.end', 'endSubscription', { userId: '7' }],
      ['channel.subscription.gift', 'gift', { gifterId: '7', recipientIds: [] }],
      ['channel.subscription.message', 'resub', { userId: '7' }],
      ['channel.vip.add', 'addVip', { userId: '9' }],
      ['channel.vip.remove', 'removeVip', { userId: '9' }],
      ['channel.moderator.add', 'addModerator', { userId: '9' }],
      ['channel.moderator.remove', 'removeModerator', { userId: '9' }],
      ['stream.online', 'startStream', {}],
      ['stream.offline', 'endStream', {}],
      ['channel.ban', 'ban', { userId: '7' }],
      ['channel.unban', 'unban', { userId: '7' }],
    ];
    for (const [type, change, body] of types) {
      await subscribe(api, id, type);
      await happens(sim, change, body);
      const truth = (await listener.next()).payload.event ?? {};
      expect((await tell(sim, { type, userId: '7' })).body).toEqual({ told: 1 });
      const lie = (await listener.next()).payload.event ?? {};
      expect([type, Object.keys(lie).sort()]).toEqual([type, Object.keys(truth).sort()]);
    }
  });

  it('are a change told wrongly: another tier, another time, later, twice under one id', async () => {
    const { sim, listener, api, clock } = await hearing('channel.subscription.message', 'channel.vip.add');
    await happens(sim, 'resub', { userId: '7', tier: '3000', says: { tier: '1000' } });
    expect((await listener.next()).payload.event).toMatchObject({ user_id: '7', tier: '1000' });
    expect(await subscription(api, '7')).toMatchObject({ tier: '3000' });
    const at = clock.now();
    await happens(sim, 'addVip', { userId: '7', delayMs: 5000, messageId: 'one' });
    await happens(sim, 'addVip', { userId: '8', sentAt: at + 1000, messageId: 'one' });
    const second = await listener.next();
    clock.advance(5000);
    const first = await listener.next();
    const stamps = [first, second].map(
      ({ metadata }) => Date.parse(metadata['message_timestamp'] ?? '') - at,
    );
    expect([first, second].map(({ payload }) => payload.event?.['user_id'])).toEqual(['7', '8']);
    expect([first, second].map(({ metadata }) => metadata['message_id'])).toEqual(['one', 'one']);
    expect(stamps).toEqual([0, 1000]);
  });

  it('lie ahead of the clock by a rule too', async () => {
    const { sim, listener, clock } = await hearing('channel.vip.add');
    const rule: FaultRule = { do: { kind: 'late', ageMs: -3_600_000 } };
    await control(sim, 'POST', 'faults', rule);
    await happens(sim, 'addVip', { userId: '7' });
    const { metadata } = await listener.next();
    expect(Date.parse(metadata['message_timestamp'] ?? '') - clock.now()).toBe(3_600_000);
  });
});

describe('names', () => {
  it('may be shown by two accounts, be very long, and change with an event or without', async () => {
    const { sim, api, listener } = await hearing();
    const id = sim.eventsub.sessions[0]?.id ?? '';
    await subscribe(api, id, 'user.update', '1', { user_id: '7' });
    const shown = { userDisplayName: '安美' };
    await happens(sim, 'addUser', { userId: '7', userLogin: 'anmei_k', ...shown });
    await happens(sim, 'addUser', { userId: '8', userLogin: 'other_an', ...shown });
    const { body } = await api('/mock/users?login=anmei_k&login=other_an');
    expect(body.data.map((row) => [row['id'], row['display_name']])).toEqual([
      ['7', '安美'],
      ['8', '安美'],
    ]);
    const long = 'N'.repeat(100_000);
    await happens(sim, 'rename', {
      userId: '7',
      userLogin: 'anmei_l',
      userDisplayName: long,
      announce: false,
    });
    await happens(sim, 'rename', { userId: '7', userLogin: 'anmei_m', userDisplayName: long });
    expect((await listener.next()).payload.event).toMatchObject({ user_login: 'anmei_m', user_name: long });
    expect((await api('/mock/users?id=7')).body.data[0]?.['display_name']).toBe(long);
  });
});
