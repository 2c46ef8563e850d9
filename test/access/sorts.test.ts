import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BOTS } from '../../server/core/bots.ts';
import { EVERYONE, type FeaturePolicy, LIMITED } from '../../server/core/policy.ts';
import { client, folder, http, rolecall, TOKEN, untilSettled } from '../api/support.ts';
import type { TestApp } from '../support/start-app.ts';
import { call, type Json, OFFLINE, refusal } from './calls.ts';

/** Guests, newcomers and bots; how somebody may; grants that pay once. */

async function rules(app: TestApp, policy: object): Promise<FeaturePolicy> {
  const { features } = await call(app, 'policy.set', { feature: 'tts', policy });
  return (features as Record<string, FeaturePolicy>)['tts']!;
}

const reason = async (app: TestApp, params: object): Promise<unknown> =>
  (await call(app, 'access.check', params))['reason'];
const word = async (app: TestApp, query: string): Promise<string> =>
  (await http(app.port, `/api/check?${query}&format=text`)).text;

/** Rules as somebody sends them who knows nothing of the newer ones. */
function older({ enabled, allow, grants, cooldown, whenStale }: FeaturePolicy) {
  return { enabled, allow, grants, cooldown, whenStale };
}

describe('guests and newcomers', () => {
  it.each([
    ['guests', 'fromSharedChat', 'guest'],
    ['firstTimers', 'firstMessage', 'first_message'],
  ] as const)(
    '%s: never, is a no where the caller says so, over both doors',
    async (rule, param, expected) => {
      const app = await rolecall(OFFLINE);
      const ws = await client(app);
      const ask = async (more: object) =>
        (await ws.call('access.check', { userId: '5', ...more })).result as {
          reason: string;
          evidence: Json;
        };
      await rules(app, EVERYONE);
      expect((await ask({ [param]: true })).reason).toBe('everyone');
      await rules(app, { ...EVERYONE, [rule]: 'never' });
      expect(await ask({ [param]: true })).toMatchObject({
        reason: expected,
        evidence: { source: 'caller' },
      });
      for (const value of [false, null, 'False', '', '%fromSharedChat%', 0])
        expect((await ask({ [param]: value })).reason).toBe('everyone');
      for (const value of ['True', 'true', '1', 1])
        expect((await ask({ [param]: value })).reason).toBe(expected);
      expect(await word(app, `userId=5&${param}=True`)).toBe('deny');
      expect(await word(app, `userId=5&${param}=False`)).toBe('allow');
      expect(await word(app, `userId=5&${param}=%25${param}%25`)).toBe('allow');
      expect(await word(app, `userId=5&${param}=perhaps`)).toBe('error');
      await call(app, 'overrides.set', { userId: '5', feature: 'tts', effect: 'allow' });
      expect((await ask({ [param]: true })).reason).toBe('override_allow');
      expect(await refusal(app, 'access.check', { userId: '5', [param]: 'perhaps' })).toMatch(
        /^invalid_params/,
      );
    },
  );
});

describe('bots', () => {
  it('are found by their login as Twitch says, or as they are asked for, and by nothing else', async () => {
    const app = await rolecall({ channel: { viewers: 3 }, config: { apiToken: TOKEN } });
    const { world } = app.simulator;
    for (const [userId, userLogin] of [
      ['500', 'nightbot'],
      ['501', 'our_helper'],
      ['502', 'plain_mod'],
    ] as const) {
      world.addUser({ userId, userLogin, userDisplayName: userLogin });
      world.addModerator(userId);
    }
    await untilSettled(app);
    await app.app.sync.run({ source: 'api:test' });
    await rules(app, EVERYONE);
    expect(await reason(app, { userId: '500' })).toBe('bot');
    expect(await reason(app, { user: '@NightBot' })).toBe('bot');
    expect(await reason(app, { user: 'streamelements' })).toBe('bot');
    expect(await reason(app, { userId: '9999', name: 'Nightbot' })).toBe('everyone');
    expect(await reason(app, { userId: '501' })).toBe('everyone');
    const { bots } = await call(app, 'settings.set', { bots: [' @Our_Helper ', 'our_helper'] });
    expect(bots).toEqual(['our_helper']);
    expect([await reason(app, { userId: '501' }), await reason(app, { userId: '500' })]).toEqual([
      'bot',
      'everyone',
    ]);
    await call(app, 'overrides.set', { userId: '501', feature: 'tts', effect: 'allow' });
    expect(await reason(app, { userId: '501' })).toBe('override_allow');
    await rules(app, { ...LIMITED, bots: 'as_others' });
    await call(app, 'overrides.clear', { userId: '501', feature: 'tts' });
    expect(await reason(app, { userId: '501' })).toBe('moderator');
    expect(await reason(app, { user: 'maplekettle' })).toBe('broadcaster');
    await call(app, 'settings.set', { bots: ['maplekettle'] });
    await rules(app, LIMITED);
    expect(await reason(app, { user: 'maplekettle' })).toBe('broadcaster');
    // The id of a bot on another platform is that of somebody else.
    await rules(app, { ...LIMITED, others: 'everyone' });
    await call(app, 'settings.set', { bots: ['nightbot'] });
    expect(await reason(app, { userId: '500', platform: 'kick' })).toBe('everyone');
    expect(await refusal(app, 'settings.set', { bots: ['no login'] })).toMatch(/^invalid_params .*bots/);
  });

  it('are kept out of a new folder, for good, and of none that was in use before', async () => {
    const dataFolder = await folder();
    for (let start = 0; start < 2; start++) {
      const app = await rolecall({ ...OFFLINE, dataFolder });
      expect((await call(app, 'policy.get'))['features']).toEqual({ tts: LIMITED, 'premium-voice': LIMITED });
      expect((await call(app, 'settings.get'))['bots']).toEqual(DEFAULT_BOTS);
      await app.close();
    }
    const before = await folder();
    await cp('test/fixtures/unnumbered/closed', before, { recursive: true });
    let app = await rolecall({ ...OFFLINE, dataFolder: before });
    const features = async () =>
      Object.values((await call(app, 'policy.get'))['features'] as Record<string, FeaturePolicy>);
    for (const { bots, others, guests, firstTimers, perks } of await features())
      expect([bots, others, guests, firstTimers, perks]).toEqual([
        'as_others',
        'never',
        'as_others',
        'as_others',
        [],
      ]);
    await app.close();
    // Nothing was ever chosen there, so that there is no file.
    for (const name of [
      'settings.json',
      'settings.copy.json',
      'settings.json.bak',
      'manifest.ndjson',
      'manifest.copy.ndjson',
    ])
      await rm(join(before, name), { force: true });
    const unset = await folder();
    await cp(join(before, 'runs.json'), join(unset, 'runs.json'));
    app = await rolecall({ ...OFFLINE, dataFolder: unset });
    for (const { bots } of await features()) expect(bots).toBe('as_others');
    await app.close();
    app = await rolecall({ ...OFFLINE, dataFolder: unset });
    for (const { bots } of await features()) expect(bots).toBe('as_others');
    expect(await readFile(join(unset, 'manifest.ndjson'), 'utf8')).not.toContain('born');
  });
});

describe('a backup of before', () => {
  it('changes nothing for who has set up: bots speak as they did', async () => {
    const app = await rolecall(OFFLINE);
    const about = { export: 1, version: '0.1.0', exportedAt: '2026-01-01T00:00:00.000Z', channel: null };
    const policy = { tts: older(EVERYONE), 'premium-voice': older(LIMITED) };
    const data = { rolecall: about, settings: {}, policy, rewards: [], overrides: [], grants: [] };
    await call(app, 'data.import', { data });
    const { features } = await call(app, 'policy.get');
    expect(features).toEqual({
      tts: { ...EVERYONE, bots: 'as_others' },
      'premium-voice': { ...LIMITED, bots: 'as_others' },
    });
    expect((await call(app, 'settings.get'))['bots']).toEqual(DEFAULT_BOTS);
    expect(await reason(app, { user: 'nightbot' })).toBe('everyone');
  });
});

describe('policy.set', () => {
  it('keeps of the newer rules what it was not given', async () => {
    const app = await rolecall(OFFLINE);
    const perks = [{ for: 'vip', voice: 'Amy', maxChars: 300 }];
    const set = { others: 'members', guests: 'never', firstTimers: 'never', bots: 'as_others', perks };
    await rules(app, { ...LIMITED, ...set });
    expect(await rules(app, older(EVERYONE))).toEqual({ ...EVERYONE, ...set });
    expect(await rules(app, { ...older(EVERYONE), bots: 'never' })).toEqual({
      ...EVERYONE,
      ...set,
      bots: 'never',
    });
    const preview = { feature: 'tts', policy: older(LIMITED) };
    expect(await call(app, 'access.preview', preview)).toMatchObject({ lost: 0 });
    const added = await call(app, 'policy.set', { feature: 'song-request', policy: older(LIMITED) });
    expect((added['features'] as Json)['song-request']).toEqual(LIMITED);
    await call(app, 'policy.set', { preset: 'everyone' });
    expect((await call(app, 'policy.get', { feature: 'tts' }))['features']).toMatchObject({
      tts: { others: 'members', perks },
    });
  });

  it.each([
    [{ for: 'anybody' }, /perks/],
    [{ for: 'vip', minTier: '2000' }, /subscribers only/],
    [{ for: 'vip', maxChars: 0 }, /maxChars/],
    [{ for: 'vip', volume: 101 }, /volume/],
    [{ for: 'vip', voice: '' }, /voice/],
    [{ for: 'vip', voice: 'a\nb' }, /voice/],
    [{ for: 'vip', pitch: 3 }, /pitch/],
  ])('refuses the row %j', async (row, words) => {
    const app = await rolecall(OFFLINE);
    const policy = { ...LIMITED, perks: [row] };
    expect(await refusal(app, 'policy.set', { feature: 'tts', policy })).toMatch(words);
  });
});

describe('how somebody may', () => {
  it('is in every answer, flat over GET, and null where nothing is set', async () => {
    const dataFolder = await folder();
    let app = await rolecall({ ...OFFLINE, dataFolder });
    const none = { voice: null, maxChars: null, maxSeconds: null, volume: null };
    expect((await call(app, 'access.check', { userId: '5' }))['perks']).toEqual(none);
    const perks = [
      { for: 'everyone', voice: 'Brian', maxChars: 100, volume: 70 },
      { for: 'grant', maxChars: 300, maxSeconds: 20 },
      { for: 'member', voice: 'Amy' },
    ];
    await rules(app, { ...EVERYONE, others: 'members', perks });
    await app.close();
    app = await rolecall({ ...OFFLINE, dataFolder });
    const plain = { ...none, voice: 'Brian', maxChars: 100, volume: 70 };
    expect((await call(app, 'access.check', { userId: '5' }))['perks']).toEqual(plain);
    expect((await http(app.port, '/api/check?userId=5')).json).toMatchObject(plain);
    await call(app, 'grants.add', { userId: '5', feature: 'tts', minutes: 1 });
    const flat = await http(app.port, '/api/check?userId=5');
    expect(flat.json).toMatchObject({ voice: 'Brian', maxChars: 300, maxSeconds: 20, volume: 70 });
    const member = { userId: 'UC1', platform: 'youtube', claims: { member: true } };
    expect((await call(app, 'access.check', member))['perks']).toMatchObject({ voice: 'Amy', maxChars: 100 });
    expect(await word(app, 'userId=5')).toBe('allow');
  });
});

describe('a grant with a key', () => {
  it('pays once, whoever asks and however often, after a restart too', async () => {
    const dataFolder = await folder();
    let app = await rolecall({ ...OFFLINE, dataFolder });
    const gift = { userId: '5', feature: 'tts', minutes: 10, key: 'cheer-1' };
    const same = await Promise.all(Array.from({ length: 5 }, () => call(app, 'grants.add', gift)));
    const [first = {}] = same;
    expect(first).toMatchObject({ key: 'cheer-1', minutes: 10, active: true });
    expect(new Set(same.map(({ grantId }) => grantId)).size).toBe(1);
    const other = { userId: '6', feature: 'premium-voice', minutes: 99, key: 'cheer-1', platform: 'kick' };
    expect(await call(app, 'grants.add', other)).toMatchObject({
      grantId: first['grantId'],
      userId: '5',
      minutes: 10,
    });
    await app.close();
    app = await rolecall({ ...OFFLINE, dataFolder });
    expect(await call(app, 'grants.add', gift)).toMatchObject({
      grantId: first['grantId'],
      expiresAt: first['expiresAt'],
    });
    await call(app, 'grants.revoke', { userId: '5', feature: 'tts' });
    expect(await call(app, 'grants.add', gift)).toMatchObject({ grantId: first['grantId'], active: false });
    expect(await call(app, 'grants.add', { ...gift, key: 'cheer-2' })).toMatchObject({
      key: 'cheer-2',
      active: true,
    });
    expect(await call(app, 'grants.add', { ...gift, key: undefined })).toMatchObject({
      key: null,
      active: true,
    });
    expect((await call(app, 'grants.list', { all: true }))['items']).toHaveLength(3);
    for (const key of ['', '%msgId%', 'x'.repeat(201)])
      expect(await refusal(app, 'grants.add', { ...gift, key })).toMatch(/^invalid_params .*key/);
  });
});
