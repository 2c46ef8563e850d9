import { describe, expect, it } from 'vitest';
import { DEFAULT_CLIENT_ID } from '../../server/demo/auth.ts';
import { BROADCASTER, ManualClock, answerOf, apiOf, postForm, simulator } from './support.ts';
import type { Answer } from './support.ts';
import type { Simulator } from '../../server/demo/simulator.ts';

const SCOPES = 'channel:read:subscriptions channel:read:vips';
const client = { client_id: DEFAULT_CLIENT_ID };

const start = (sim: Simulator, inQuery = false): Promise<Answer> =>
  postForm(sim, '/auth/device', { ...client, scopes: SCOPES }, inQuery);
const poll = (
  sim: Simulator,
  code: unknown,
  extra: Record<string, string> = { scopes: SCOPES },
): Promise<Answer> =>
  postForm(sim, '/auth/token', {
    ...client,
    ...extra,
    device_code: String(code),
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
  });
const refresh = (sim: Simulator, token: unknown, inQuery = false): Promise<Answer> =>
  postForm(
    sim,
    '/auth/token',
    { ...client, grant_type: 'refresh_token', refresh_token: String(token) },
    inQuery,
  );
const validate = async (sim: Simulator, token: unknown): Promise<Answer> =>
  answerOf(await fetch(`${sim.url}/auth/validate`, { headers: { Authorization: `OAuth ${String(token)}` } }));

describe('the device flow', () => {
  it.each([false, true])(
    'waits for the user, then gives a working token once (in the query: %s)',
    async (inQuery) => {
      const sim = await simulator();
      const { body } = await start(sim, inQuery);
      expect(body).toMatchObject({ expires_in: 1800, interval: 5 });
      expect(body['user_code']).toMatch(/^[A-Z]{8}$/);
      expect(body['verification_uri']).toContain(String(body['user_code']));
      expect(await poll(sim, body['device_code'])).toMatchObject({
        status: 400,
        body: { status: 400, message: 'authorization_pending' },
      });
      expect(sim.approveDevice(String(body['user_code']))).toBe(1);
      const granted = await poll(sim, body['device_code']);
      expect(granted.body).toMatchObject({
        scope: SCOPES.split(' '),
        token_type: 'bearer',
        expires_in: 14_400,
      });
      const api = apiOf(sim, String(granted.body['access_token']));
      expect((await api(`/mock/channels/vips?broadcaster_id=${BROADCASTER}`)).status).toBe(200);
      expect((await poll(sim, body['device_code'])).body.message).toBe('invalid device code');
    },
  );

  it('gives a token without scopes when the poll leaves them out', async () => {
    const sim = await simulator();
    const { body } = await start(sim);
    sim.approveDevice();
    expect((await poll(sim, body['device_code'], {})).body['scope']).toEqual([]);
  });

  it('says invalid device code for unknown, denied and expired codes, and invalid client for a strange app', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock });
    expect((await poll(sim, 'nonsense')).body.message).toBe('invalid device code');
    const denied = await start(sim);
    sim.auth.devices.deny();
    expect((await poll(sim, denied.body['device_code'])).body.message).toBe('invalid device code');
    const expired = await start(sim);
    clock.advance(1_800_001);
    expect((await poll(sim, expired.body['device_code'])).body.message).toBe('invalid device code');
    expect(await postForm(sim, '/auth/device', { client_id: 'x' })).toMatchObject({
      status: 400,
      body: { message: 'invalid client' },
    });
  });

  it('can be approved by a human on the page that verification_uri names', async () => {
    const sim = await simulator();
    const { body } = await start(sim);
    const uri = String(body['verification_uri']);
    expect((await (await fetch(uri)).text()).includes('Approve')).toBe(true);
    expect((await fetch(uri, { method: 'POST' })).status).toBe(200);
    expect((await poll(sim, body['device_code'])).status).toBe(200);
    expect((await fetch(uri)).status).toBe(404);
  });
});

describe('tokens', () => {
  it.each([false, true])('a refresh token works once (in the query: %s)', async (inQuery) => {
    const sim = await simulator();
    const first = sim.issueToken();
    const second = await refresh(sim, first.refreshToken, inQuery);
    expect(second.status).toBe(200);
    expect(second.body['refresh_token']).not.toBe(first.refreshToken);
    expect(await refresh(sim, first.refreshToken)).toMatchObject({
      status: 400,
      body: { error: 'Bad Request', status: 400, message: 'Invalid refresh token' },
    });
    expect((await refresh(sim, second.body['refresh_token'])).status).toBe(200);
  });

  it('expire after their time; refreshing still works for 30 days', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock, accessLifetimeS: 60 });
    const { accessToken, refreshToken } = sim.issueToken();
    expect((await validate(sim, accessToken)).body).toMatchObject({ expires_in: 60 });
    clock.advance(61_000);
    expect((await apiOf(sim, accessToken)('/mock/users')).body.message).toBe('Invalid OAuth token');
    const next = await refresh(sim, refreshToken);
    expect(next.status).toBe(200);
    clock.advance(30 * 24 * 3_600_000);
    expect((await refresh(sim, next.body['refresh_token'])).body.message).toBe('Invalid refresh token');
  });

  it('validate tells whose token it is, and 401 in its own words', async () => {
    const sim = await simulator();
    const { accessToken } = sim.issueToken({ scopes: ['user:read:chat'] });
    expect((await validate(sim, accessToken)).body).toMatchObject({
      client_id: DEFAULT_CLIENT_ID,
      login: 'maplekettle',
      scopes: ['user:read:chat'],
      user_id: BROADCASTER,
    });
    const refused = await validate(sim, 'nonsense');
    expect([refused.status, refused.body]).toEqual([401, { status: 401, message: 'invalid access token' }]);
  });

  it('revoke ends the token and its refresh token', async () => {
    const sim = await simulator();
    const { accessToken, refreshToken } = sim.issueToken();
    expect((await postForm(sim, '/auth/revoke', { ...client, token: accessToken })).status).toBe(200);
    expect((await validate(sim, accessToken)).status).toBe(401);
    expect((await refresh(sim, refreshToken)).status).toBe(400);
    expect((await postForm(sim, '/auth/revoke', { ...client, token: accessToken })).status).toBe(400);
  });

  it('a confidential app cannot refresh without its secret', async () => {
    const sim = await simulator({ confidentialClientIds: ['closed'] });
    const { refreshToken } = sim.issueToken({ clientId: 'closed' });
    const fields = { client_id: 'closed', grant_type: 'refresh_token', refresh_token: refreshToken };
    expect((await postForm(sim, '/auth/token', fields)).body.message).toBe('missing client secret');
  });

  it('fixed tokens work from the start', async () => {
    const sim = await simulator({ accessTokens: ['by-hand'] });
    expect((await apiOf(sim, 'by-hand')(`/mock/subscriptions?broadcaster_id=${BROADCASTER}`)).status).toBe(
      200,
    );
  });
});
