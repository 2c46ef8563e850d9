import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allowedNow } from '../../server/access/allowed.ts';
import { viewerKey } from '../../server/core/platform.ts';
import { EVERYONE, LIMITED } from '../../server/core/policy.ts';
import { client, folder, http, rolecall } from '../api/support.ts';
import type { TestApp } from '../support/start-app.ts';
import { call, type Json, OFFLINE, refusal } from './calls.ts';
import { AccessRig, ann } from './harness.ts';

/** Viewers of other platforms: what a caller says of them counts there, and nothing that we know of Twitch. */

const rules = (app: TestApp, changes: object): Promise<Json> =>
  call(app, 'policy.set', { feature: 'tts', policy: { ...LIMITED, ...changes } });

async function reasons(app: TestApp, ...checks: object[]): Promise<unknown[]> {
  const answers = [];
  for (const params of checks) answers.push((await call(app, 'access.check', params))['reason']);
  return answers;
}

const TUBER = { userId: 'UCabc-1', platform: 'youtube' };
const SAME_ID = { userId: '77' };

describe('a viewer of another platform', () => {
  it('gets in as the rule and the caller say, over both doors', async () => {
    const app = await rolecall(OFFLINE);
    const ws = await client(app);
    const ask = async (claims: object) =>
      (await ws.call('access.check', { ...TUBER, claims })).result as Json;
    const get = async (query: string) =>
      (await http(app.port, `/api/check?userId=UCabc-1&platform=YouTube&${query}&format=text`)).text;
    const member = { member: true };
    const moderator = { moderator: true };
    const table = [
      ['never', [false, false, false]],
      ['everyone', [true, true, true]],
      ['members', [false, true, true]],
      ['moderators', [false, false, true]],
    ] as const;
    for (const [others, [plain, asMember, asModerator]] of table) {
      await rules(app, { others });
      expect([
        (await ask({}))['allowed'],
        (await ask(member))['allowed'],
        (await ask(moderator))['allowed'],
      ]).toEqual([plain, asMember, asModerator]);
      const word = (yes: boolean) => (yes ? 'allow' : 'deny');
      expect(await get('member=False&moderator=false')).toBe(word(plain));
      expect(await get('member=True&moderator=False')).toBe(word(asMember));
      expect(await get('member=&moderator=1')).toBe(word(asModerator));
    }
    await rules(app, { others: 'members' });
    expect(await ask(member)).toMatchObject({
      reason: 'member',
      roles: [],
      tier: null,
      evidence: { source: 'caller' },
      user: { userId: 'UCabc-1' },
    });
    expect((await ask(moderator))['reason']).toBe('moderator');
    const flat = await http(app.port, '/api/check?userId=UCabc-1&platform=youtube&member=true');
    expect(flat.json).toMatchObject({
      allowed: true,
      reason: 'member',
      source: 'caller',
      isModerator: false,
    });
    const action = await http(
      app.port,
      '/api/actions/access.check?userId=UCabc-1&platform=youtube&member=TRUE',
    );
    expect(action.json.result).toMatchObject({ reason: 'member' });
  });

  it.each(['%25userIsSponsor%25', '%userIsSponsor%', '$member', '{member}', 'null', ''])(
    'is not told about where the tool had no value: member=%s',
    async (value) => {
      const app = await rolecall(OFFLINE);
      await rules(app, { others: 'members' });
      const get = (query: string) => http(app.port, `/api/check?${query}&format=text`);
      expect((await get(`userId=UC1&platform=youtube&member=${value}`)).text).toBe('deny');
      expect((await get(`userId=UC1&platform=youtube&member=${value}&moderator=1`)).text).toBe('allow');
    },
  );

  it('is an error where what is told is neither yes nor no, told twice, or stands behind the name', async () => {
    const app = await rolecall(OFFLINE);
    for (const query of [
      'member=perhaps',
      'member=1&member=0',
      'moderator=2',
      'name=Tom&moderator=1',
      'claims=1',
    ]) {
      const path = `/api/check?userId=UC1&platform=youtube&${query}&format=text`;
      expect((await http(app.port, path)).text, query).toBe('error');
    }
    expect(await refusal(app, 'access.check', { ...TUBER, claims: { vip: true } })).toMatch(
      /^invalid_params/,
    );
    expect(await refusal(app, 'access.check', { ...TUBER, claims: 'member' })).toMatch(/^invalid_params/);
  });

  it('is nobody of Twitch, and claims about those of Twitch count for nothing', async () => {
    const app = await rolecall(OFFLINE);
    await rules(app, { others: 'members' });
    const claims = { member: true, moderator: true };
    for (const platform of ['twitch', ' Twitch ', undefined]) {
      const answer = await call(app, 'access.check', { userId: '5', platform, claims });
      expect(answer).toMatchObject({ allowed: false, evidence: { source: 'roster' } });
    }
    await rules(app, { ...EVERYONE, others: 'never' });
    expect(await reasons(app, TUBER, { userId: '5' })).toEqual(['other_platform', 'everyone']);
  });

  it('from nowhere never gets in: it may be somebody of Twitch who is muted', async () => {
    const app = await rolecall(OFFLINE);
    await rules(app, { others: 'everyone' });
    expect(await reasons(app, { userId: '5', platform: '' })).toEqual(['other_platform']);
  });

  it('is another person than the one with the same id on Twitch or a third platform', async () => {
    const dataFolder = await folder();
    let app = await rolecall({ ...OFFLINE, dataFolder });
    await rules(app, { ...EVERYONE, others: 'everyone' });
    const there = { ...SAME_ID, platform: 'kick' };
    const elsewhere = { ...SAME_ID, platform: 'trovo' };
    const set = { feature: 'tts', effect: 'deny' };
    expect(await call(app, 'overrides.set', { ...there, name: 'Kicker', ...set })).toMatchObject({
      platform: 'kick',
      userId: '77',
      userLogin: null,
      userDisplayName: 'Kicker',
      active: true,
    });
    const all = [there, SAME_ID, elsewhere];
    const muted = ['override_deny', 'everyone', 'everyone'];
    expect(await reasons(app, ...all)).toEqual(muted);
    await app.close();
    app = await rolecall({ ...OFFLINE, dataFolder });
    expect(await reasons(app, ...all)).toEqual(muted);
    await call(app, 'overrides.set', { ...SAME_ID, ...set });
    expect(await call(app, 'overrides.clear', { ...there, feature: 'tts' })).toMatchObject({
      cleared: true,
      override: { platform: 'kick', userDisplayName: 'Kicker' },
    });
    expect(await reasons(app, ...all)).toEqual(['everyone', 'override_deny', 'everyone']);
    const items = async (params: object) =>
      ((await call(app, 'overrides.list', { all: true, ...params }))['items'] as Json[]).map(
        ({ platform, effect, active }) => [platform, effect, active],
      );
    const [here, kick] = [
      ['twitch', 'deny', true],
      ['kick', 'deny', false],
    ];
    expect(await items({})).toEqual([here, kick]);
    expect(await items({ platform: 'kick' })).toEqual([kick]);
    expect(await items(there)).toEqual([kick]);
    expect(await items(SAME_ID)).toEqual([here]);
    expect(await items(elsewhere)).toEqual([]);
  });

  it('is found by the name that it was muted under, and by no name of Twitch', async () => {
    const app = await rolecall(OFFLINE);
    await rules(app, { ...EVERYONE, others: 'everyone' });
    const mute = { feature: 'tts', effect: 'deny', platform: 'youtube' };
    await call(app, 'overrides.set', { userId: 'UC1', name: 'Loud One', ...mute });
    expect(await reasons(app, { user: ' loud one\u200b', platform: 'youtube' })).toEqual(['override_deny']);
    expect(await reasons(app, { user: 'Quiet One', platform: 'youtube' })).toEqual(['everyone']);
    expect(await reasons(app, { user: 'Loud One', platform: 'kick' })).toEqual(['everyone']);
    expect(await refusal(app, 'access.check', { user: 'Loud One' })).toMatch(/^invalid_params/);
    await call(app, 'overrides.clear', { user: 'Loud One', feature: 'tts', platform: 'youtube' });
    expect(await reasons(app, { userId: 'UC1', platform: 'youtube' })).toEqual(['everyone']);
    expect(await refusal(app, 'overrides.set', { user: 'Unheard Of', ...mute })).toMatch(
      /^not_found .*on youtube.*"userId"/,
    );
    expect(await refusal(app, 'overrides.set', { userId: '1', ...mute, platform: '' })).toMatch(
      /^invalid_params/,
    );
    expect(
      await refusal(app, 'grants.add', { userId: '%userId%', platform: 'kick', feature: 'tts', minutes: 1 }),
    ).toMatch(/not filled in/);
  });

  it('has time and cooldowns of its own', async () => {
    const app = await rolecall(OFFLINE);
    const cooldown = { globalMs: 0, userMs: 60_000, roleMs: {} };
    await rules(app, { others: 'members', cooldown });
    const grant = { feature: 'tts', minutes: 5, ...TUBER };
    expect(await call(app, 'grants.add', grant)).toMatchObject({ platform: 'youtube', userId: 'UCabc-1' });
    const twin = { userId: 'UCabc-1', platform: 'kick' };
    expect(await reasons(app, TUBER, twin)).toEqual(['grant', 'other_platform']);
    expect(await reasons(app, { ...TUBER, consume: true }, TUBER)).toEqual(['grant', 'cooldown']);
    expect(await reasons(app, { ...twin, claims: { member: true } })).toEqual(['member']);
    expect(await call(app, 'grants.revoke', { ...TUBER, feature: 'tts' })).toMatchObject({ revoked: true });
    const { items } = await call(app, 'grants.list', { ...TUBER, all: true });
    expect(items).toMatchObject([{ platform: 'youtube', endReason: 'revoked' }]);
  });

  it('goes into an export and a spreadsheet, and comes back; who has no platform there is of Twitch', async () => {
    const app = await rolecall(OFFLINE);
    await rules(app, { others: 'everyone' });
    const mute = { feature: 'tts', effect: 'deny' };
    await call(app, 'overrides.set', { ...TUBER, name: 'Tuber', ...mute });
    await call(app, 'overrides.set', { userId: '77', ...mute });
    await call(app, 'grants.add', {
      userId: '77',
      platform: 'kick',
      feature: 'tts',
      minutes: 9,
      key: 'tip-1',
    });
    const download = async (format: string) =>
      (await http(app.port, (await call(app, 'data.export', { format }))['path'] as string)).text;
    const data = JSON.parse(await download('json')) as { overrides: Json[]; grants: Json[] };
    expect(data.overrides).toMatchObject([
      { platform: 'youtube', userId: 'UCabc-1' },
      { platform: 'twitch', userId: '77' },
    ]);
    const csv = await download('csv');
    expect(csv).toMatch(/override,UCabc-1,,Tuber,.*,youtube,/);
    expect(csv).toMatch(/grant,77,.*,kick,tip-1\r\n/);
    for (const record of data.overrides) if (record['platform'] === 'twitch') delete record['platform'];
    const next = await rolecall(OFFLINE);
    await call(next, 'data.import', { data });
    expect(
      await reasons(
        next,
        TUBER,
        { userId: '77' },
        { userId: '77', platform: 'kick' },
        { userId: '77', platform: 'trovo' },
      ),
    ).toEqual(['override_deny', 'override_deny', 'grant', 'everyone']);
    const again = { userId: '1', feature: 'tts', minutes: 1, key: 'tip-1' };
    expect(await call(next, 'grants.add', again)).toMatchObject({
      platform: 'kick',
      userId: '77',
      minutes: 9,
    });
    const wrong = { ...data, overrides: [{ ...data.overrides[0], userId: 'a\nb' }] };
    const third = await rolecall(OFFLINE);
    expect(await refusal(third, 'data.import', { data: wrong })).toMatch(/^invalid_params .*userId/);
  });

  it('is told of by events, and a preview names who would lose', async () => {
    const app = await rolecall(OFFLINE);
    const ws = await client(app);
    await ws.call('events.subscribe', { events: ['overrides.changed', 'grants.changed', 'access.decided'] });
    await rules(app, { others: 'members' });
    await call(app, 'overrides.set', { ...TUBER, name: 'Tuber', feature: 'tts', effect: 'allow' });
    expect((await ws.event('overrides.changed'))['data']).toMatchObject({
      changes: [
        { change: 'set', override: { platform: 'youtube', userId: 'UCabc-1', userDisplayName: 'Tuber' } },
      ],
    });
    await reasons(app, TUBER);
    expect((await ws.event('access.decided'))['data']).toMatchObject({
      platform: 'youtube',
      reason: 'override_allow',
    });
    const { losses, lost } = await call(app, 'access.preview', {
      feature: 'tts',
      policy: { ...LIMITED, others: 'never', enabled: false },
    });
    expect({ lost, losses }).toMatchObject({
      lost: 1,
      losses: [{ platform: 'youtube', userId: 'UCabc-1', userDisplayName: 'Tuber', after: 'feature_off' }],
    });
  });
});

describe('who may use a feature now', () => {
  it('is of Twitch: other programs take the ids for Twitch’s', async () => {
    const rig = new AccessRig();
    rig.policy = { tts: { ...LIMITED, others: 'everyone' } };
    const give = { feature: 'tts', effect: 'allow', until: null, note: null, by: 'test' } as const;
    await rig.overrides.set({ user: ann, ...give });
    const there = { ...ann, userId: viewerKey('kick', ann.userId), userLogin: null };
    await rig.overrides.set({ user: there, ...give });
    expect(rig.check({ userId: ann.userId, platform: 'kick' }).reason).toBe('override_allow');
    const parts = { ...rig.parts, nextTurn: () => Promise.resolve() };
    const { count, users } = await allowedNow(parts, { feature: 'tts', limit: 9, keep: new Set() });
    expect([count, [...users.keys()]]).toEqual([2, ['1', ann.userId]]);
  });
});

describe('files', () => {
  it('hold of viewers of Twitch what they held before there were platforms', async () => {
    const dataFolder = await folder();
    const app = await rolecall({ ...OFFLINE, dataFolder });
    await rules(app, { others: 'everyone' });
    await call(app, 'overrides.set', { userId: '77', feature: 'tts', effect: 'deny' });
    await app.close();
    const line = await readFile(join(dataFolder, 'access.ndjson'), 'utf8');
    // As before there were platforms, to the letter.
    expect(line).toContain('"userId":"77"');
    expect(line).not.toMatch(/platform|"key"/);
    const again = await rolecall({ ...OFFLINE, dataFolder });
    expect(await reasons(again, { userId: '77' }, { userId: '77', platform: 'kick' })).toEqual([
      'override_deny',
      'everyone',
    ]);
    expect((await call(again, 'sync.status'))['warnings']).toEqual([]);
  });
});
