import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../server/demo/simulator.ts';
import { EVERYONE, NOBODY, patches, REDEMPTIONS, Rig, twitch, until, VIEWER } from './rewards-harness.ts';

const EVENT = 'channel.channel_points_custom_reward_redemption.update';
const NO_WAIT = { syncWindowMs: 0, syncMinGapMs: 0 };

async function started(simulator: Simulator): Promise<Rig> {
  const rig = await Rig.start({ simulator, config: NO_WAIT });
  await rig.settled();
  await rig.rules(NOBODY);
  await rig.live();
  return rig;
}

const reward = async (rig: Rig, title: string): Promise<string> => {
  const { rewardId } = await rig.call('rewards.create', { title, cost: 5, feature: 'tts', minutes: 10 });
  await rig.live(EVENT);
  return String(rewardId);
};
const hasGrant = (rig: Rig, userId: string) =>
  until(`the grant of ${userId}`, async () => (await rig.reason({ userId })) === 'grant');
const minutesLeft = async (rig: Rig, userId = VIEWER): Promise<number> => {
  const { items } = (await rig.call('grants.list', { userId })) as { items: { remainingMs: number }[] };
  return Math.round((items[0]?.remainingMs ?? 0) / 60_000);
};

describe('points that are given back by hand', () => {
  /** A reward of the dashboard: its redemptions stay open until the streamer settles them. */
  async function redeemed(): Promise<{ simulator: Simulator; rig: Rig; rewardId: string; id: string }> {
    const simulator = await twitch();
    const { id: rewardId } = simulator.world.createReward({ title: 'From the dashboard' });
    const rig = await started(simulator);
    await rig.call('rewards.link', { rewardId, feature: 'tts', minutes: 10 });
    await rig.live(EVENT);
    const { id } = simulator.world.redeem(VIEWER, rewardId);
    await hasGrant(rig, VIEWER);
    return { simulator, rig, rewardId, id };
  }

  it('end the time that they paid for', async () => {
    const { simulator, rig, id } = await redeemed();
    simulator.world.settleRedemption(id, 'CANCELED');
    await until('its end', async () => (await rig.reason({ userId: VIEWER })) === 'no_matching_rule');
    const { items } = await rig.call('grants.list', { userId: VIEWER, all: true });
    expect(items).toMatchObject([{ redemptionId: id, endReason: 'revoked', endedBy: 'channel points' }]);
  });

  it('leave what was given otherwise, before and after', async () => {
    const { simulator, rig, id } = await redeemed();
    await rig.call('grants.add', { userId: VIEWER, feature: 'tts', minutes: 30 });
    expect(await minutesLeft(rig)).toBe(40);
    simulator.world.settleRedemption(id, 'CANCELED');
    await until('the cut', async () => (await minutesLeft(rig)) === 30);
    expect(await rig.reason({ userId: VIEWER })).toBe('grant');
  });

  it('change nothing where they are kept', async () => {
    const { simulator, rig, rewardId, id } = await redeemed();
    simulator.world.settleRedemption(id, 'FULFILLED');
    simulator.world.redeem('71', rewardId);
    await hasGrant(rig, '71');
    expect(await rig.reason({ userId: VIEWER })).toBe('grant');
  });
});

describe('a redemption that no event told of', () => {
  it('is found with the next sync, also while another reward is in trouble', async () => {
    const simulator = await twitch();
    const rig = await started(simulator);
    const broken = await reward(rig, 'Broken');
    const good = await reward(rig, 'Good');
    simulator.faults.add({
      match: { path: REDEMPTIONS, params: { reward_id: broken } },
      do: { kind: 'status', status: 500 },
    });
    simulator.world.redeem(VIEWER, good, { announce: false });
    await rig.call('sync.run');
    await hasGrant(rig, VIEWER);
  });
});

describe('a reward that another client id made', () => {
  it('gives time though it cannot refund, and says so', async () => {
    const simulator = await twitch();
    const rig = await started(simulator);
    const rewardId = await reward(rig, 'Of the old login');
    simulator.world.updateReward(rewardId, { clientId: 'another-app' });
    await rig.rules(EVERYONE); // the points would be given back, if they could
    const { id } = simulator.world.redeem(VIEWER, rewardId);
    const grants = () => rig.call('grants.list', { userId: VIEWER, all: true });
    await until('the grant', async () => ((await grants())['items'] as object[]).length === 1);
    expect((await grants())['items']).toMatchObject([{ redemptionId: id, active: true }]);
    const { warnings } = rig.app.app.stores;
    await until('the warning', () => warnings.has('rewards_not_ours'));
    expect(
      warnings
        .list()
        .map(({ message }) => message)
        .join(),
    ).toContain('“Of the old login”');
    const before = patches(simulator);
    simulator.world.redeem('71', rewardId);
    await until('the next', async () => (await rig.call('grants.list', { userId: '71' }))['items']);
    expect(patches(simulator)).toBe(before);
  });
});
