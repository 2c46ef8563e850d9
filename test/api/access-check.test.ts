import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { http, post, rolecall, synced, untilSettled } from './support.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ channel: { viewers: 20 } });
  const { world } = app.simulator;
  const add = (userId: string, userLogin: string, userDisplayName = userLogin) =>
    world.addUser({ userId, userLogin, userDisplayName });
  add('1', 'sub_one', 'Sub_One');
  add('2', 'localised', 'メープル');
  add('3', 'vip_one');
  add('4', 'mod_one');
  add('5', '600', '600');
  add('600', 'six_hundred');
  add('7', 'ended');
  add('8', 'both_ways');
  world.subscribe('1', { tier: '2000' });
  world.subscribe('2', { tier: '3000', isGift: true, gifterId: '1' });
  world.addVip('3');
  world.addModerator('4');
  world.addVip('5');
  world.subscribe('7');
  world.subscribe('8');
  world.addVip('8');
  await untilSettled(app);
  await app.app.sync.run({ source: 'api:test' });
  world.endSubscription('7');
  await app.app.sync.run({ source: 'api:test' });
});
afterAll(() => app.close());

const check = async (params: object) => (await post(app.port, 'access.check', params)).json;

describe('access.check', () => {
  it.each<[object, object]>([
    [{ user: 'sub_one' }, { allowed: true, reason: 'subscriber', roles: ['subscriber'], tier: '2000' }],
    [{ user: 'SUB_ONE' }, { allowed: true }],
    [{ user: '@Sub_One' }, { allowed: true }],
    [{ user: '  @sub_one ' }, { allowed: true }],
    [{ user: 'メープル' }, { allowed: true, reason: 'subscriber', tier: '3000' }],
    [
      { user: 'localised' },
      { allowed: true, user: { userId: '2', userLogin: 'localised', userDisplayName: 'メープル' } },
    ],
    [{ user: 'vip_one' }, { allowed: true, reason: 'vip', roles: ['vip'], tier: null }],
    [{ user: 'mod_one' }, { allowed: true, reason: 'moderator', roles: ['moderator'] }],
    [{ user: 'both_ways' }, { allowed: true, reason: 'subscriber', roles: ['subscriber', 'vip'] }],
    [{ userId: '1' }, { allowed: true, reason: 'subscriber' }],
    [{ userId: 1 }, { allowed: true, reason: 'subscriber' }],
    [{ user: 'maplekettle' }, { allowed: true, reason: 'broadcaster', roles: ['broadcaster'] }],
    [{ user: '@MapleKettle' }, { allowed: true, reason: 'broadcaster' }],
    [{ userId: '12345678' }, { allowed: true, reason: 'broadcaster', user: { userLogin: 'maplekettle' } }],
    [{ user: 'ended' }, { allowed: false, reason: 'no_matching_rule', roles: [] }],
    [
      { user: 'nobody_at_all' },
      { allowed: false, reason: 'no_matching_rule', user: { userId: null, userLogin: 'nobody_at_all' } },
    ],
    [{ userId: '999' }, { allowed: false, user: { userId: '999', userLogin: null } }],
    // A login may be all digits: a login and an id never mix.
    [{ user: '600' }, { allowed: true, reason: 'vip', user: { userId: '5' } }],
    [{ userId: '600' }, { allowed: false }],
    [{ userId: '5' }, { allowed: true, user: { userLogin: '600' } }],
    [{ user: '5' }, { allowed: false }],
    [{ user: '12345678' }, { allowed: false }],
    // The id of another platform may be that of somebody here.
    [
      { userId: '1', platform: 'youtube' },
      { allowed: false, reason: 'other_platform', roles: [], tier: null },
    ],
    [
      { user: 'sub_one', platform: 'Kick' },
      { allowed: false, reason: 'other_platform' },
    ],
    [
      { userId: '12345678', platform: 'youtube' },
      { allowed: false, reason: 'other_platform', roles: [] },
    ],
    [{ userId: '1', platform: 'Twitch' }, { allowed: true }],
    [{ userId: '1', platform: ' twitch ' }, { allowed: true }],
    [
      { user: 'sub_one', platform: '' },
      { allowed: false, reason: 'other_platform' },
    ],
    [
      { user: 'sub_one', feature: 'premium-voice' },
      { allowed: true, feature: 'premium-voice' },
    ],
    [{ user: 'sub_one', consume: true }, { allowed: true }],
  ])('%j', async (params, expected) => {
    expect(await check(params)).toMatchObject({ ok: true, result: expected });
  });

  it.each<[object, string, RegExp]>([
    [{ user: 'a', feature: 'song-request' }, 'not_found', /no feature "song-request".*tts, premium-voice/],
    [{ user: 'a', feature: 'constructor' }, 'not_found', /no feature/],
    [{ user: 'a', feature: '' }, 'invalid_params', /^feature: /],
    [{ user: '' }, 'invalid_params', /^user: /],
    [{ user: ' ' }, 'invalid_params', /^user: /],
    [{ user: '@' }, 'invalid_params', /^user: .*not filled in/],
    [{ userId: 'sub_one' }, 'invalid_params', /^userId: "sub_one" is no id of Twitch/],
    [{ user: 'x'.repeat(101) }, 'invalid_params', /^user: /],
    [{ userId: '%userId%' }, 'invalid_params', /not filled in/],
    [{ userId: '1', platform: '%userType%' }, 'invalid_params', /not filled in/],
    [{ userId: -1 }, 'invalid_params', /^userId: /],
    [{ user: null }, 'invalid_params', /^user: /],
    [{}, 'invalid_params', /either "user"/],
  ])('%j is an error, never a yes or a no', async (params, code, words) => {
    expect(await check(params)).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(words) },
    });
  });

  it('says in a sentence why, and what it rests on', async () => {
    const { result } = await check({ user: 'VIP_one' });
    expect(result).toMatchObject({
      message: 'vip_one is a VIP.',
      expiresAt: null,
      retryAfterMs: null,
      evidence: { syncedAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/), stale: false },
    });
    expect((await check({ user: 'Somebody' })).result!['message']).toMatch(/^somebody /i);
  });

  it('calls whom nobody knows by the name that the tool gave, and nobody else', async () => {
    const ask = async (params: object) => (await check(params)).result!;
    expect(await ask({ userId: '98765', name: ' Some Öne\u202e ' })).toMatchObject({
      allowed: false,
      message: 'Some Öne may not use TTS.',
      user: { userId: '98765', userLogin: null, userDisplayName: 'Some Öne' },
    });
    for (const name of ['%userName%', '', ' \u0000 ']) {
      expect(await ask({ userId: '98765', name })).toMatchObject({
        message: 'This viewer may not use TTS.',
        user: { userDisplayName: null },
      });
    }
    const known = await ask({ userId: '3', name: 'Somebody else' });
    expect(JSON.stringify(known)).not.toContain('Somebody else');
    const elsewhere = await ask({ userId: '3', name: 'Tuber', platform: 'youtube' });
    expect(elsewhere).toMatchObject({ allowed: false, user: { userDisplayName: 'Tuber' } });
    const long = await ask({ userId: '98765', name: 'x'.repeat(5_000) });
    expect((long['user'] as { userDisplayName: string }).userDisplayName).toHaveLength(100);
  });

  it('before anything was read is a no that says so', async () => {
    const off = await rolecall({ isConnected: false });
    const { json } = await post(off.port, 'access.check', { user: 'sub_one' });
    expect(json.result).toMatchObject({
      allowed: false,
      reason: 'roles_unknown',
      evidence: { syncedAt: null, stale: true, live: false },
    });
  });

  it('goes on from what was known when Twitch is away, and says that it may be old', async () => {
    const first = await synced({ channel: { subscribers: 3 } });
    const [someone] = [...first.simulator.world.truth.subscriberIds()];
    await first.app.close();
    const again = await rolecall({ isConnected: false, dataFolder: first.dataFolder });
    const { json } = await post(again.port, 'access.check', { userId: someone });
    expect(json.result).toMatchObject({ allowed: true, reason: 'subscriber', evidence: { stale: true } });
    const owner = await post(again.port, 'access.check', { user: 'maplekettle' });
    expect(owner.json.result).toMatchObject({ allowed: true, reason: 'broadcaster' });
    await again.app.close();
  });

  it('knows a name however it is spelled, and takes no other for it', async () => {
    for (const user of ['ｓｕｂ_ｏｎｅ', 'sub_one\u200b', '@@sub_one', '"Sub_One",', 'メープル (sub_one)']) {
      expect((await check({ user })).result, user).toMatchObject({ allowed: true, user: { userId: '1' } });
    }
    for (const user of ['sub one', 'sub-one', 'sub_onе', 'sub_one thanks']) {
      expect((await check({ user })).error, user).toMatchObject({ code: 'invalid_params' });
    }
  });

  it('takes a feature in any case', async () => {
    expect(await check({ userId: '1', feature: ' Premium-VOICE ' })).toMatchObject({
      result: { allowed: true, feature: 'premium-voice' },
    });
  });
});

describe('GET /api/check', () => {
  const get = (query: string) => http(app.port, `/api/check?${query}`);

  it('answers flat JSON: no lists, nothing nested', async () => {
    for (const query of ['user=sub_one', 'user=nobody', 'userId=12345678', 'userId=1&platform=youtube']) {
      const { status, json, headers } = await get(query);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      for (const value of Object.values(json))
        expect(typeof value === 'object' && value !== null).toBe(false);
    }
    expect((await get('user=sub_one')).json).toEqual({
      allowed: true,
      decision: 'allow',
      feature: 'tts',
      reason: 'subscriber',
      message: 'Sub_One is a subscriber.',
      userId: '1',
      userLogin: 'sub_one',
      userDisplayName: 'Sub_One',
      isBroadcaster: false,
      isSubscriber: true,
      isVip: false,
      isModerator: false,
      tier: '2000',
      expiresAt: null,
      retryAfterMs: null,
      voice: null,
      maxChars: null,
      maxSeconds: null,
      volume: null,
      syncedAt: expect.any(String),
      stale: false,
      live: expect.any(Boolean),
      source: 'roster',
    });
  });

  it.each([
    ['user=sub_one', 'allow'],
    ['user=%40Sub_One', 'allow'],
    ['user=%E3%83%A1%E3%83%BC%E3%83%97%E3%83%AB', 'allow'],
    ['userId=1&feature=premium-voice&platform=twitch&consume=1', 'allow'],
    ['user=nobody', 'deny'],
    ['userId=1&platform=youtube', 'deny'],
    ['userId=%25userId%25', 'error'],
    ['userId=%userId%', 'error'],
    ['user=%userName%', 'error'],
    ['user=', 'error'],
    ['', 'error'],
    ['user=a&userId=1', 'error'],
    ['user=a&user=b', 'error'],
    ['user=a&feature=nonsense', 'error'],
    ['user=a&consume=perhaps', 'error'],
    ['user=a&nonsense=1', 'error'],
    ['user=a&__proto__=1', 'error'],
    ['user=a&token=wrong', 'error'],
  ])('?%s&format=text says %s', async (query, word) => {
    const { status, text, headers } = await get(`${query}&format=text`);
    expect({ status, text }).toEqual({ status: 200, text: word });
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it.each([
    ['userId=%25userId%25', 400, 'invalid_params'],
    ['user=a&feature=nonsense', 404, 'not_found'],
    ['user=sub_one&format=xml', 400, 'invalid_params'],
    ['user=a&token=wrong', 401, 'unauthorized'],
  ])('?%s is %i with the envelope of errors', async (query, status, code) => {
    expect(await get(query)).toMatchObject({ status, json: { ok: false, error: { code } } });
  });

  it('says error in one word even where it lets nobody in', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await http(app.port, '/api/check?user=sub_one&format=text', { headers });
    expect(answer).toMatchObject({ status: 200, text: 'error' });
  });
});
