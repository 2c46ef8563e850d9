import { describe, expect, it } from 'vitest';
import { BROADCASTER, ManualClock, apiOf, simulator } from './support.ts';
import type { Simulator } from '../../server/demo/simulator.ts';

const PATH = `/mock/channel_points/custom_rewards?broadcaster_id=${BROADCASTER}`;
const REDEMPTIONS = `/mock/channel_points/custom_rewards/redemptions?broadcaster_id=${BROADCASTER}`;

/** A second app with its own token. */
const otherApp = (
  sim: Simulator,
): ((path: string, options?: { method?: string }) => ReturnType<ReturnType<typeof apiOf>>) => {
  const api = apiOf(sim, sim.issueToken({ clientId: 'other' }).accessToken);
  return (path, options) => api(path, { ...options, clientId: 'other' });
};

describe('custom rewards', () => {
  it('are created, changed, listed and deleted', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const made = await api(PATH, {
      method: 'POST',
      body: { title: 'TTS 10 min', cost: 500, is_global_cooldown_enabled: true, global_cooldown_seconds: 60 },
    });
    expect(made.body.data[0]).toMatchObject({
      title: 'TTS 10 min',
      cost: 500,
      is_enabled: true,
      global_cooldown_setting: { is_enabled: true, global_cooldown_seconds: 60 },
      max_per_stream_setting: { is_enabled: false },
    });
    const id = String(made.body.data[0]?.['id']);
    const changed = await api(`${PATH}&id=${id}`, { method: 'PATCH', body: { cost: 700, is_paused: true } });
    expect(changed.body.data[0]).toMatchObject({ title: 'TTS 10 min', cost: 700, is_paused: true });
    expect((await api(PATH)).body.data).toHaveLength(1);
    expect((await api(`${PATH}&id=${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await api(PATH)).body.data).toEqual([]);
    expect((await api(`${PATH}&id=${id}`)).status).toBe(404);
  });

  it('are refused: duplicate title, no title, bad cost, more than 50, no body', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const create = (body?: unknown) => api(PATH, { method: 'POST', ...(body === undefined ? {} : { body }) });
    expect((await create({ title: 'A', cost: 1 })).status).toBe(200);
    expect((await create({ title: 'A', cost: 1 })).body.message).toBe(
      'CREATE_CUSTOM_REWARD_DUPLICATE_REWARD',
    );
    for (const body of [
      { cost: 1 },
      { title: 'B' },
      { title: 'B', cost: 0 },
      { title: 'x'.repeat(46), cost: 1 },
    ]) {
      expect((await create(body)).status).toBe(400);
    }
    expect((await create()).status).toBe(400);
    for (let i = 1; i < 50; i++) sim.world.createReward({ title: `R${i}` });
    expect((await create({ title: 'B', cost: 1 })).body.message).toBe(
      'CREATE_CUSTOM_REWARD_TOO_MANY_REWARDS',
    );
  });

  it('of another app are listed, and nothing else', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const made = await api(PATH, { method: 'POST', body: { title: 'Mine', cost: 1 } });
    const id = String(made.body.data[0]?.['id']);
    sim.world.createReward({ title: 'Dashboard' });
    const other = otherApp(sim);
    expect((await other(PATH)).body.data).toHaveLength(2);
    expect((await api(`${PATH}&only_manageable_rewards=true`)).body.data).toHaveLength(1);
    expect((await other(`${PATH}&only_manageable_rewards=true`)).body.data).toEqual([]);
    expect((await other(`${PATH}&id=${id}`, { method: 'DELETE' })).status).toBe(403);
    expect((await other(`${REDEMPTIONS}&reward_id=${id}&status=UNFULFILLED`)).status).toBe(403);
  });

  it('do not exist for a channel that is no affiliate: 403; and need their scope', async () => {
    const plain = await simulator({ broadcasterType: '' });
    expect((await apiOf(plain)(PATH)).status).toBe(403);
    const reader = apiOf(plain, plain.issueToken({ scopes: ['channel:read:redemptions'] }).accessToken);
    expect((await reader(PATH, { method: 'POST', body: { title: 'A', cost: 1 } })).status).toBe(401);
  });
});

describe('redemptions', () => {
  it('go from UNFULFILLED to FULFILLED or CANCELED, once', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    const made = await api(PATH, { method: 'POST', body: { title: 'TTS', cost: 5 } });
    const rewardId = String(made.body.data[0]?.['id']);
    const redemption = sim.world.redeem('70', rewardId, { userInput: 'please' });
    const list = `${REDEMPTIONS}&reward_id=${rewardId}`;
    expect((await api(`${list}&status=UNFULFILLED`)).body.data).toMatchObject([
      {
        id: redemption.id,
        user_id: '70',
        user_input: 'please',
        reward: { id: rewardId, title: 'TTS', cost: 5 },
      },
    ]);
    expect((await api(list)).status).toBe(400);
    const settle = (status: string) =>
      api(`${list}&id=${redemption.id}`, { method: 'PATCH', body: { status } });
    expect((await settle('UNFULFILLED')).status).toBe(400);
    expect((await settle('CANCELED')).body.data).toMatchObject([{ status: 'CANCELED' }]);
    expect((await settle('FULFILLED')).status).toBe(404);
    expect((await api(`${list}&status=UNFULFILLED`)).body.data).toEqual([]);
  });

  it('are paged without a hole while those already read are settled, and forgotten some days after', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock });
    const api = apiOf(sim);
    const made = await api(PATH, { method: 'POST', body: { title: 'TTS', cost: 5 } });
    const rewardId = String(made.body.data[0]?.['id']);
    for (let i = 0; i < 45; i++) sim.world.redeem(String(1000 + i), rewardId);
    const list = `${REDEMPTIONS}&reward_id=${rewardId}`;
    const seen: unknown[] = [];
    let after = '';
    do {
      const { body } = await api(`${list}&status=UNFULFILLED&after=${encodeURIComponent(after)}`);
      seen.push(...body.data.map((row) => row['user_id']));
      for (const row of body.data) sim.world.settleRedemption(String(row['id']), 'FULFILLED');
      after = body.pagination.cursor ?? '';
    } while (after !== '');
    expect(new Set(seen).size).toBe(45);
    const newest = await api(`${list}&status=FULFILLED&sort=NEWEST&first=50`);
    expect(newest.body.data[0]?.['user_id']).toBe('1044');
    clock.advance(4 * 24 * 3_600_000);
    const token = apiOf(sim);
    expect((await token(`${list}&status=FULFILLED`)).body.data).toEqual([]);
  });
});
