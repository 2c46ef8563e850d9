import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../server/demo/simulator.ts';
import {
  EVERYONE,
  folder,
  NOBODY,
  patches,
  REDEMPTIONS,
  Rig,
  twitch,
  until,
  VIEWER,
  without,
} from './rewards-harness.ts';

const EVENT = 'channel.channel_points_custom_reward_redemption.add';
const REWARD = { title: 'TTS for 10 minutes', cost: 500, feature: 'tts', minutes: 10 };

const statusOf = (simulator: Simulator, id: string) =>
  simulator.world.truth.rewards.redemptions.get(id)?.status;
const isSettled = (simulator: Simulator, id: string, status: string) =>
  until(status, () => statusOf(simulator, id) === status);

/** A Rolecall that listens, with a reward of its own for who may not use TTS otherwise. */
async function withReward(simulator: Simulator, more: object = {}): Promise<{ rig: Rig; rewardId: string }> {
  const rig = await Rig.start({ simulator, ...more });
  await rig.settled();
  await rig.rules(NOBODY);
  await rig.live();
  const { rewardId } = await rig.call('rewards.create', REWARD);
  await rig.live(EVENT);
  return { rig, rewardId: String(rewardId) };
}

const grantsOf = async (rig: Rig, userId = VIEWER) =>
  (await rig.call('grants.list', { userId, all: true }))['items'] as Record<string, unknown>[];

describe('a reward of our own', () => {
  it('grants, stored before it is announced, and announced before it is fulfilled', async () => {
    const simulator = await twitch();
    const { rig, rewardId } = await withReward(simulator);
    await rig.call('events.subscribe', { events: ['grants.changed'] });
    simulator.faults.add({ match: { path: REDEMPTIONS, method: 'PATCH' }, do: { kind: 'latency', ms: 150 } });
    expect(await rig.reason({ userId: VIEWER })).toBe('no_matching_rule');
    const { id } = simulator.world.redeem(VIEWER, rewardId);
    const { data } = await rig.client.event('grants.changed');
    expect(statusOf(simulator, id)).toBe('UNFULFILLED');
    expect(data).toMatchObject({
      changes: [
        {
          change: 'added',
          grant: {
            userId: VIEWER,
            userLogin: `viewer${VIEWER}`,
            feature: 'tts',
            minutes: 10,
            source: 'redemption',
            redemptionId: id,
            note: 'Reward “TTS for 10 minutes”',
          },
        },
      ],
    });
    expect([...rig.app.app.stores.access.grants()].map(({ redemptionId }) => redemptionId)).toEqual([id]);
    expect(await rig.reason({ userId: VIEWER })).toBe('grant');
    await isSettled(simulator, id, 'FULFILLED');
    const again = simulator.world.redeem(VIEWER, rewardId);
    await isSettled(simulator, again.id, 'FULFILLED');
    expect(await grantsOf(rig)).toMatchObject([{ active: true }, { active: false, endReason: 'extended' }]);
  });

  it('counts once, however often Twitch tells of it', async () => {
    const simulator = await twitch();
    const { rig, rewardId } = await withReward(simulator);
    simulator.faults.add({ match: { type: EVENT }, do: { kind: 'duplicate', newId: true } });
    const ids = Array.from({ length: 5 }, () => simulator.world.redeem(VIEWER, rewardId).id);
    for (const id of ids) await isSettled(simulator, id, 'FULFILLED');
    simulator.eventsub.dropAll();
    await rig.live(EVENT);
    expect(await grantsOf(rig)).toHaveLength(5);
    expect(patches(simulator)).toBe(5);
  });

  it('gives the points back to who has access for ever, if so set, and to whom time would not help', async () => {
    const simulator = await twitch();
    const { rig, rewardId } = await withReward(simulator);
    const redeemed = async (userId: string, status: string) => {
      const { id } = simulator.world.redeem(userId, rewardId);
      await isSettled(simulator, id, status);
    };
    await rig.rules(EVERYONE);
    await redeemed('61', 'CANCELED');
    await rig.call('settings.set', { refundIfNeedless: false });
    await redeemed('61', 'FULFILLED');
    await rig.call('settings.set', { refundIfNeedless: true });
    await rig.rules(NOBODY);
    await redeemed('62', 'FULFILLED');
    await rig.call('overrides.set', { userId: '63', feature: 'tts', effect: 'deny' });
    await redeemed('63', 'CANCELED');
    await rig.call('overrides.set', { userId: '64', feature: 'tts', effect: 'allow' });
    await redeemed('64', 'CANCELED');
    await rig.call('overrides.set', { userId: '65', feature: 'tts', effect: 'allow', until: 'stream_end' });
    await rig.rules({ ...NOBODY, enabled: false });
    await redeemed('62', 'CANCELED');
    await rig.rules({ ...NOBODY, grants: false });
    await redeemed('62', 'CANCELED');
    expect(await grantsOf(rig, '63')).toEqual([]);
    expect(rig.app.lines.join('\n')).toContain(
      'Viewer64 redeemed “TTS for 10 minutes” and gets the points back',
    );
  });

  it('is fulfilled sooner or later when Twitch has trouble, and never granted twice', async () => {
    const simulator = await twitch();
    const { rig, rewardId } = await withReward(simulator);
    const match = { path: REDEMPTIONS, method: 'PATCH' };
    // All tries of the first call; of the second one Twitch loses nothing but the answer.
    simulator.faults.add({ match, times: 3, do: { kind: 'status', status: 503 } });
    simulator.faults.add({ match, skip: 3, times: 1, do: { kind: 'reset', when: 'after' } });
    const { id } = simulator.world.redeem(VIEWER, rewardId);
    await until('the grant', async () => (await rig.reason({ userId: VIEWER })) === 'grant');
    await isSettled(simulator, id, 'FULFILLED');
    await until('the last try', () => patches(simulator) === 5);
    expect(await grantsOf(rig)).toHaveLength(1);
  });

  it('is made once even if Twitch loses the answer, and a second one counts from the moment it is there', async () => {
    const simulator = await twitch();
    const { rig } = await withReward(simulator);
    const match = { path: '/channel_points/custom_rewards', method: 'POST' };
    simulator.faults.add({ match, times: 1, do: { kind: 'reset', when: 'after' } });
    const more = { ...REWARD, title: 'TTS for an hour', minutes: 60 };
    const { rewardId } = await rig.call('rewards.create', more);
    expect(simulator.world.truth.rewards.all.size).toBe(2);
    const { id } = simulator.world.redeem(VIEWER, String(rewardId));
    await isSettled(simulator, id, 'FULFILLED');
    expect(await grantsOf(rig)).toMatchObject([{ minutes: 60 }]);
    expect((await rig.refused('rewards.create', more)).message).toContain('with this title already');
  });

  it('that is gone from Twitch is listed, and can be unlinked', async () => {
    const simulator = await twitch();
    const { rig, rewardId } = await withReward(simulator);
    simulator.world.truth.rewards.delete(rewardId);
    const link = { feature: 'tts', minutes: 10 };
    const gone = { rewardId, title: REWARD.title, own: true, link, twitch: null };
    expect(await rig.call('rewards.list')).toEqual({ items: [gone] });
    expect(await rig.call('rewards.link', { rewardId, minutes: null })).toEqual({ ...gone, link: null });
    expect(await rig.call('rewards.list')).toEqual({ items: [] });
    expect((await rig.refused('rewards.link', { rewardId, minutes: null })).code).toBe('not_found');
  });
});

describe('deleting a reward', () => {
  it('ends it at Twitch and here; time that was given stays', async () => {
    const simulator = await twitch();
    const { rig, rewardId } = await withReward(simulator);
    const { id } = simulator.world.redeem(VIEWER, rewardId);
    await isSettled(simulator, id, 'FULFILLED');
    expect(await rig.call('rewards.delete', { rewardId })).toEqual({ rewardId });
    expect(simulator.world.truth.rewards.all.size).toBe(0);
    expect(await rig.call('rewards.list')).toEqual({ items: [] });
    expect(await rig.reason({ userId: VIEWER })).toBe('grant');
    expect((await rig.refused('rewards.delete', { rewardId })).code).toBe('not_found');
  });

  it('leaves one that another program made', async () => {
    const simulator = await twitch();
    const { id: rewardId } = simulator.world.createReward({ title: 'From the dashboard', cost: 50 });
    const rig = await Rig.start({ simulator });
    await rig.settled();
    expect(await rig.refused('rewards.delete', { rewardId })).toMatchObject({ code: 'forbidden' });
    expect(simulator.world.truth.rewards.all.size).toBe(1);
  });

  it('keeps what it gives when Twitch cannot be reached', async () => {
    const simulator = await twitch();
    const { rig, rewardId } = await withReward(simulator);
    simulator.faults.add({ match: { method: 'DELETE' }, do: { kind: 'status', status: 403 } });
    await rig.refused('rewards.delete', { rewardId });
    expect((await rig.call('rewards.list'))['items']).toMatchObject([{ rewardId, link: { minutes: 10 } }]);
  });
});

describe('a redemption while Rolecall is off', () => {
  it('is taken up at the next start, one that was granted already is only fulfilled', async () => {
    const simulator = await twitch();
    const dataFolder = await folder();
    const first = await withReward(simulator, { dataFolder });
    const heal = simulator.faults.add({
      match: { path: REDEMPTIONS, method: 'PATCH' },
      do: { kind: 'silence' },
    });
    const granted = simulator.world.redeem(VIEWER, first.rewardId);
    await until('the grant', async () => (await first.rig.reason({ userId: VIEWER })) === 'grant');
    await first.rig.close();
    heal();
    expect(statusOf(simulator, granted.id)).toBe('UNFULFILLED');
    const missed = simulator.world.redeem('71', first.rewardId);
    const second = await Rig.start({ simulator, dataFolder });
    for (const { id } of [granted, missed]) await isSettled(simulator, id, 'FULFILLED');
    expect(await grantsOf(second)).toHaveLength(1);
    expect(await second.reason({ userId: '71' })).toBe('grant');
  });

  it('is taken up after a break of the connection, but none from before the reward was linked', async () => {
    const simulator = await twitch();
    const { rig, rewardId } = await withReward(simulator);
    const old = simulator.world.redeem('81', rewardId, { announce: false });
    old.redeemedAt -= 60_000;
    const missed = simulator.world.redeem('82', rewardId, { announce: false });
    simulator.eventsub.dropAll();
    await isSettled(simulator, missed.id, 'FULFILLED');
    expect(statusOf(simulator, old.id)).toBe('UNFULFILLED');
    expect(await rig.reason({ userId: '81' })).toBe('no_matching_rule');
  });
});

describe('a reward that somebody else made', () => {
  it('only grants once it is linked', async () => {
    const simulator = await twitch();
    const { id: rewardId } = simulator.world.createReward({ title: 'From the dashboard', cost: 50 });
    const rig = await Rig.start({ simulator });
    await rig.settled();
    await rig.rules(NOBODY);
    const listed = await rig.call('rewards.list');
    expect(listed['items']).toEqual([
      {
        rewardId,
        title: 'From the dashboard',
        own: false,
        link: null,
        twitch: { prompt: '', cost: 50, enabled: true, paused: false },
      },
    ]);
    await rig.live();
    expect(rig.subscriptions()).not.toContain(EVENT);
    await rig.call('rewards.link', { rewardId, feature: 'tts', minutes: 0.5 });
    await rig.live(EVENT);
    const { id } = simulator.world.redeem(VIEWER, rewardId);
    await until('the grant', async () => (await rig.reason({ userId: VIEWER })) === 'grant');
    expect(await grantsOf(rig)).toMatchObject([{ minutes: 0.5, redemptionId: id }]);
    expect(statusOf(simulator, id)).toBe('UNFULFILLED');
    expect(patches(simulator)).toBe(0);
    await rig.call('rewards.link', { rewardId, minutes: null });
    simulator.world.redeem('91', rewardId);
    await rig.live();
    expect(rig.subscriptions()).not.toContain(EVENT);
    expect(await rig.reason({ userId: '91' })).toBe('no_matching_rule');
  });
});

describe('rewards are refused', () => {
  it('without the permission, which the next login then asks for', async () => {
    const simulator = await twitch();
    const rig = await Rig.start({ simulator, scopes: without('channel:manage:redemptions') });
    await until('the login', async () => (await rig.call('twitch.status'))['state'] === 'connected');
    await rig.settled();
    for (const [action, params] of [
      ['rewards.list', {}],
      ['rewards.create', REWARD],
    ] as const) {
      expect(await rig.refused(action, params)).toEqual({
        code: 'unavailable',
        message:
          'The Twitch login lacks the permission “channel:manage:redemptions”. Connect Twitch again and allow “channel:manage:redemptions”.',
      });
    }
    expect((await rig.call('twitch.status'))['missing']).toEqual([]);
    const { userCode } = await rig.call('twitch.connect');
    expect(JSON.stringify([...simulator.auth.devices.pending()])).toContain('channel:manage:redemptions');
    expect(userCode).toBeTypeOf('string');
  });

  it('by a channel without channel points, in words', async () => {
    const rig = await Rig.start({ simulator: await twitch({ broadcasterType: '' }) });
    await rig.settled();
    expect(await rig.refused('rewards.create', REWARD)).toEqual({
      code: 'unavailable',
      message:
        'Twitch gives channel points to affiliates and partners only. They can be used here as soon as your channel has them.',
    });
  });

  it('with a title that is taken, for a feature that is not there, or that Twitch does not know', async () => {
    const simulator = await twitch();
    simulator.world.createReward({ title: REWARD.title });
    const rig = await Rig.start({ simulator });
    await rig.settled();
    const taken = await rig.refused('rewards.create', REWARD);
    expect(taken.message).toBe('There is a reward with this title already. Choose another title.');
    const unknown = { rewardId: 'nope', feature: 'tts', minutes: 1 };
    expect((await rig.refused('rewards.create', { ...REWARD, feature: 'song' })).code).toBe('not_found');
    expect((await rig.refused('rewards.link', unknown)).code).toBe('not_found');
    expect((await rig.refused('rewards.link', { rewardId: 'x', minutes: 5 })).message).toContain('feature');
  });

  it('without a login', async () => {
    const rig = await Rig.start({ simulator: await twitch(), isConnected: false });
    expect((await rig.refused('rewards.list')).code).toBe('not_connected');
  });

  it('to who is not the owner', async () => {
    const rig = await Rig.start({ simulator: await twitch() });
    const response = await fetch(`${rig.app.baseUrl}/api/actions/rewards.list`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(403);
  });
});
