import { describe, expect, it } from 'vitest';
import { BROADCASTER, ManualClock, apiOf, idsOf, simulator } from './support.ts';

describe('users, streams, followers, bans', () => {
  it('users: by id and login together, unknown ones absent, without parameters the token’s user', async () => {
    const sim = await simulator();
    sim.world.addUser({ userId: '5', userLogin: 'five', userDisplayName: '五' });
    const api = apiOf(sim);
    const { body } = await api('/mock/users?id=5&login=FIVE&login=nobody_here&login=maplekettle');
    expect(body.data.map((user) => [user['id'], user['login'], user['display_name']])).toEqual([
      ['5', 'five', '五'],
      [BROADCASTER, 'maplekettle', 'MapleKettle'],
    ]);
    expect((await api('/mock/users')).body.data[0]).toMatchObject({
      id: BROADCASTER,
      broadcaster_type: 'affiliate',
    });
    expect((await api(`/mock/users?${'id=1&'.repeat(101)}`)).status).toBe(400);
  });

  it('streams: only who is live', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    expect((await api(`/mock/streams?user_id=${BROADCASTER}`)).body.data).toEqual([]);
    sim.world.startStream({ title: 'hello' });
    expect((await api(`/mock/streams?user_id=${BROADCASTER}`)).body.data).toMatchObject([
      { type: 'live', title: 'hello' },
    ]);
    expect((await api('/mock/streams?user_login=MapleKettle')).body.data).toHaveLength(1);
    expect((await api('/mock/streams?user_id=1')).body.data).toEqual([]);
  });

  it('followers: newest first with followed_at; without the scope only total, and 401 for one user', async () => {
    const sim = await simulator({ followers: 30 });
    sim.world.follow('900', { followedAt: Date.UTC(2026, 0, 1) });
    const api = apiOf(sim);
    const page = await api(`/mock/channels/followers?broadcaster_id=${BROADCASTER}`);
    expect(page.body.data[0]).toMatchObject({ user_id: '900', followed_at: '2026-01-01T00:00:00.000Z' });
    expect(page.body['total']).toBe(31);
    const one = await api(`/mock/channels/followers?broadcaster_id=${BROADCASTER}&user_id=900`);
    expect(idsOf(one)).toEqual(['900']);
    const blind = apiOf(sim, sim.issueToken({ scopes: [] }).accessToken);
    expect((await blind(`/mock/channels/followers?broadcaster_id=${BROADCASTER}`)).body).toMatchObject({
      total: 31,
      data: [],
    });
    expect((await blind(`/mock/channels/followers?broadcaster_id=${BROADCASTER}&user_id=900`)).status).toBe(
      401,
    );
  });

  it('bans: a timeout runs out by itself', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock });
    const api = apiOf(sim);
    sim.world.ban('31');
    sim.world.ban('32', { seconds: 60, reason: 'caps' });
    const path = `/mock/moderation/banned?broadcaster_id=${BROADCASTER}`;
    expect((await api(path)).body.data).toMatchObject([
      { user_id: '31', expires_at: '' },
      { user_id: '32', reason: 'caps', moderator_id: BROADCASTER },
    ]);
    clock.advance(61_000);
    expect(idsOf(await api(path))).toEqual(['31']);
  });
});

describe('accounts that change', () => {
  it('a deleted account stays in the list with empty names and is not found as a user', async () => {
    const sim = await simulator();
    sim.world.subscribe('44');
    sim.world.eraseUser('44');
    const api = apiOf(sim);
    expect(
      (await api(`/mock/subscriptions?broadcaster_id=${BROADCASTER}&user_id=44`)).body.data[0],
    ).toMatchObject({
      user_id: '44',
      user_login: '',
      user_name: '',
    });
    expect((await api('/mock/users?id=44')).body.data).toEqual([]);
  });

  it('modding a VIP takes VIP away, and a moderator cannot be a VIP', async () => {
    const sim = await simulator();
    sim.world.addVip('8');
    sim.world.addModerator('8');
    expect(sim.world.truth.vips.has('8')).toBe(false);
    expect(() => sim.world.addVip('8')).toThrow('is a moderator');
  });
});
