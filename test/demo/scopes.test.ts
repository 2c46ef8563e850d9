import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../server/demo/simulator.ts';
import { BROADCASTER, apiOf, connect, control, postForm, simulator, subscribe } from './support.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** What a token with one scope may do: the status of each list, and of each pair of events. */
async function statusesWith(scope: string): Promise<Record<string, number>> {
  const sim = await simulator();
  const api = apiOf(sim, sim.issueToken({ scopes: [scope] }).accessToken);
  const session = await connect(sim).welcome();
  const list = async (path: string): Promise<number> =>
    (await api(`/mock${path}?broadcaster_id=${BROADCASTER}`)).status;
  const events = async (type: string): Promise<number> => (await subscribe(api, session, type)).status;
  return {
    subscribers: await list('/subscriptions'),
    vips: await list('/channels/vips'),
    moderators: await list('/moderation/moderators'),
    'vip.add': await events('channel.vip.add'),
    'vip.remove': await events('channel.vip.remove'),
    'moderator.add': await events('channel.moderator.add'),
    'moderator.remove': await events('channel.moderator.remove'),
  };
}

const NOTHING = {
  ...{ subscribers: 401, vips: 401, moderators: 401 },
  ...{ 'vip.add': 403, 'vip.remove': 403, 'moderator.add': 403, 'moderator.remove': 403 },
};

describe('one scope alone', () => {
  it.each([
    ['channel:read:subscriptions', { subscribers: 200 }],
    ['channel:read:vips', { vips: 200, 'vip.add': 202, 'vip.remove': 202 }],
    ['channel:manage:vips', { vips: 200, 'vip.add': 202, 'vip.remove': 202 }],
    ['moderation:read', { moderators: 200, 'moderator.add': 202, 'moderator.remove': 202 }],
    ['channel:manage:moderators', { moderators: 200 }],
  ])('%s opens what Twitch says, and nothing else', async (scope, opened) => {
    expect(await statusesWith(scope)).toEqual({ ...NOTHING, ...opened });
  });
});

describe('a login', () => {
  const login = async (sim: Simulator, approval: object): Promise<ReturnType<typeof apiOf>> => {
    const scopes = 'channel:read:vips moderation:read';
    const fields = { client_id: 'simulator-client', scopes };
    const { body } = await postForm(sim, '/auth/device', fields);
    const waiting = await control(sim, 'GET', 'devices');
    expect(waiting.body['pending']).toMatchObject([{ userCode: body['user_code'] }]);
    expect((await control(sim, 'POST', 'devices/approve', approval)).body).toEqual({ approved: 1 });
    const token = { ...fields, grant_type: GRANT, device_code: String(body['device_code']) };
    const issued = await postForm(sim, '/auth/token', token);
    return apiOf(sim, String(issued.body['access_token']));
  };
  const vips = (of: string): string => `/mock/channels/vips?broadcaster_id=${of}`;

  it('may get other scopes than it asked for', async () => {
    const sim = await simulator({ control: true, vips: 2 });
    const api = await login(sim, { scopes: ['channel:manage:vips'] });
    expect((await api(vips(BROADCASTER))).body.data).toHaveLength(2);
    const moderators = await api(`/mock/moderation/moderators?broadcaster_id=${BROADCASTER}`);
    expect(moderators.body.message).toBe('Missing scope: moderation:read or channel:manage:moderators');
  });

  it('may be denied', async () => {
    const sim = await simulator({ control: true });
    await postForm(sim, '/auth/device', { client_id: 'simulator-client' });
    expect((await control(sim, 'POST', 'devices/deny')).body).toEqual({ denied: 1 });
    expect((await control(sim, 'GET', 'devices')).body['pending']).toEqual([]);
  });

  it('may be that of a bot account, whose own channel has nobody', async () => {
    const sim = await simulator({ control: true, subscribers: 5, vips: 2, moderators: 2, followers: 3 });
    await control(sim, 'POST', 'world/addUser', {
      userId: '9',
      userLogin: 'my_bot',
      userDisplayName: 'My_Bot',
    });
    const api = await login(sim, { userId: '9' });
    expect((await api('/mock/users')).body.data).toMatchObject([{ id: '9', login: 'my_bot' }]);
    expect((await api(vips('9'))).body).toEqual({ data: [], pagination: {} });
    expect((await api(vips(BROADCASTER))).status).toBe(401);
    const full = apiOf(sim, sim.issueToken({ userId: '9' }).accessToken);
    const subscriptions = await full('/mock/subscriptions?broadcaster_id=9');
    expect(subscriptions.body).toEqual({ data: [], pagination: {}, total: 0, points: 0 });
    expect((await full('/mock/channel_points/custom_rewards?broadcaster_id=9')).status).toBe(403);
    const session = await connect(sim).welcome();
    const own = { broadcaster_user_id: '9' };
    expect((await subscribe(full, session, 'channel.vip.add', '1', own)).status).toBe(202);
    expect((await subscribe(full, session, 'channel.vip.add')).status).toBe(403);
  });
});
