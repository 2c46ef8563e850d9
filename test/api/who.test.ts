import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESET_NAMES } from '../../server/core/policy.ts';
import { spellings, UNFILLED_FORMS } from '../support/spellings.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { type Envelope, http, post, synced, until, untilSettled, wsLimits } from './support.ts';

/** Who is meant, through both doors of a whole Rolecall. */

let app: TestApp;
let ws: TestClient;
beforeAll(async () => {
  const rate = { perSecond: 100_000, burst: 100_000 };
  app = await startTestApp({ channel: { viewers: 5 }, ...wsLimits({ rate }) });
  const { world } = app.simulator;
  const add = (userId: string, userLogin: string, userDisplayName = userLogin) =>
    world.addUser({ userId, userLogin, userDisplayName });
  add('1', 'loud_one', 'Loud_One');
  add('2', 'anmei_k', '安美');
  add('3', 'other_an', '安美');
  add('4', 'the', 'The');
  add('5', 'vip_one');
  for (const id of ['2', '3']) world.subscribe(id);
  world.addVip('5');
  await untilSettled(app);
  await app.app.sync.run({ source: 'api:test' });
  ws = await TestClient.open(app.wsUrl);
});
afterAll(async () => {
  ws.socket.terminate();
  await app.close();
});

const call = (action: string, params: object): Promise<Envelope> =>
  ws.call(action, params) as Promise<Envelope>;
const preset = (name: string) => call('policy.set', { preset: name });
const query = (params: Record<string, string>): string => new URLSearchParams(params).toString();

const word = ({ ok, result, error }: Envelope): string =>
  ok ? (result!['allowed'] ? 'allow' : 'deny') : error!.code;

/** What both doors say of a check: one word over HTTP, and a word or the code of an error over WebSocket. */
async function bothDoors(params: Record<string, string>): Promise<string[]> {
  const { text, status } = await http(app.port, `/api/check?${query({ ...params, format: 'text' })}`);
  expect(status).toBe(200);
  return [text, word(await call('access.check', params))];
}

/** The other ways to ask. */
async function otherWays(params: Record<string, string>): Promise<string[]> {
  const flat = await http(app.port, `/api/check?${query(params)}`);
  const get = await http(app.port, `/api/actions/access.check?${query(params)}`);
  const posted = await post(app.port, 'access.check', params);
  return [flat.json.error?.code ?? String(flat.json['decision']), word(get.json), word(posted.json)];
}

const ERROR = ['error', 'invalid_params'];

describe.each(PRESET_NAMES)('a variable that was not filled in, with the preset %s', (name) => {
  beforeAll(() => preset(name));

  it.each(UNFILLED_FORMS.map((form) => [form]))('%j is an error wherever it stands', async (form) => {
    expect(await bothDoors({ user: form, feature: 'premium-voice' })).toEqual(ERROR);
    expect(await bothDoors({ user: form })).toEqual(ERROR);
    expect(await bothDoors({ userId: form })).toEqual(ERROR);
    expect(await bothDoors({ userId: '5', platform: form })).not.toContain('allow');
    expect(await bothDoors({ userId: '5', feature: form })).not.toContain('allow');
    expect((await call('access.check', { userId: form, platform: 'youtube' })).result).not.toMatchObject({
      allowed: true,
    });
  });

  it.each(['%user%', '$(custom:viewer)', '/$viewer$/', '{{user}}', '[object Object]', 'undefined', '\u3164'])(
    '%j is one however it is asked',
    async (form) => {
      for (const who of [{ user: form }, { userId: form }])
        expect(await otherWays(who)).toEqual(Array(3).fill('invalid_params'));
      const nameless = await call('access.check', { userId: '999' });
      expect((await call('access.check', { userId: '999', name: form })).result).toEqual(nameless.result);
    },
  );
});

describe('no form of an unfilled variable', () => {
  const actions: [string, object][] = [
    ['viewers.get', {}],
    ['viewers.history', {}],
    ['viewers.refresh', {}],
    ['overrides.set', { feature: 'tts', effect: 'allow' }],
    ['overrides.clear', { feature: 'tts' }],
    ['overrides.list', {}],
    ['grants.add', { feature: 'tts', minutes: 5 }],
    ['grants.revoke', { feature: 'tts' }],
    ['grants.list', {}],
  ];
  it.each(actions)('is anybody to %s', async (action, more) => {
    for (const form of UNFILLED_FORMS) {
      for (const who of [{ user: form }, { userId: form }]) {
        const { error } = await call(action, { ...who, ...more });
        expect([form, error?.code]).toEqual([form, 'invalid_params']);
      }
    }
  });
});

describe('who is muted', () => {
  beforeAll(async () => {
    await preset('everyone');
    const { ok } = await call('overrides.set', { user: 'loud_one', feature: 'tts', effect: 'deny' });
    expect(ok).toBe(true);
  });
  afterAll(() => call('overrides.clear', { user: 'loud_one', feature: 'tts' }));

  it('is denied or an error under every spelling, through both doors', async () => {
    await fc.assert(
      fc.asyncProperty(spellings('loud_one'), async (user) => {
        const { ok, result } = await call('access.check', { user });
        expect(ok && result!['allowed']).toBe(false);
        const { text } = await http(app.port, `/api/check?${query({ user, format: 'text' })}`);
        expect(text).toBe('deny');
      }),
      { numRuns: 150 },
    );
  });

  it.each(['1.0', '01', '+1', '1,', ' 1\u200b', '"1"', '１', '1 1', '１.０'])(
    'as the id %j too',
    async (userId) => {
      expect(await bothDoors({ userId })).not.toContain('allow');
      expect(await otherWays({ userId })).not.toContain('allow');
    },
  );
});

describe('an order with text behind the name', () => {
  const set = (user: string) => call('overrides.set', { user, feature: 'premium-voice', effect: 'deny' });
  const muted = async () =>
    (
      (await call('overrides.list', { feature: 'premium-voice' })).result!['items'] as { userLogin: string }[]
    ).map(({ userLogin }) => userLogin);

  it.each([
    ['@vip_one stop spamming', 'vip_one'],
    ['vip_one, please', 'vip_one'],
    ['@loud_one\u200b stop', 'loud_one'],
    ['安美 (other_an) stop', 'other_an'],
  ])('%j mutes %s, and says so', async (user, login) => {
    expect((await set(user)).result).toMatchObject({ userLogin: login, effect: 'deny' });
    expect(await muted()).toEqual([login]);
    const { result } = await call('overrides.clear', { user, feature: 'premium-voice' });
    expect(result).toMatchObject({ cleared: true, override: { userLogin: login } });
  });

  it.each(['the spammer', 'everybody here', 'stop it', '@ the spammer', '%user% stop'])(
    '%j mutes nobody',
    async (user) => {
      const { error } = await set(user);
      expect(error).toMatchObject({ code: 'invalid_params', message: expect.stringMatching(/^user: /) });
      expect(await muted()).toEqual([]);
    },
  );

  it('says whom it did not find without what nobody sees', async () => {
    const { error } = await set('@no_such_one\u{e0000} stop');
    expect(error).toEqual({ code: 'not_found', message: 'Twitch knows nobody called "no_such_one".' });
  });
});

describe('a display name that two share', () => {
  it('gets the strictest answer, with both logins', async () => {
    await preset('limited');
    await call('overrides.set', { userId: '3', feature: 'tts', effect: 'deny' });
    const { result } = await call('access.check', { user: '安美' });
    expect(result).toMatchObject({ allowed: false, reason: 'override_deny' });
    expect(result!['message']).toContain('(anmei_k, other_an)');
    await call('overrides.clear', { userId: '3', feature: 'tts' });
    expect((await call('access.check', { user: '安美' })).result).toMatchObject({ allowed: true });
  });

  it.each<[string, object]>([
    ['overrides.set', { feature: 'tts', effect: 'deny' }],
    ['overrides.clear', { feature: 'tts' }],
    ['overrides.list', {}],
    ['grants.add', { feature: 'tts', minutes: 5 }],
    ['grants.revoke', { feature: 'tts' }],
    ['viewers.get', {}],
    ['viewers.history', {}],
    ['viewers.refresh', {}],
  ])('is refused by %s, which names them', async (action, more) => {
    const { error } = await call(action, { user: '安美', ...more });
    expect(error).toEqual({
      code: 'invalid_params',
      message: 'user: several viewers are called "安美": anmei_k, other_an. Give the login, or "userId"',
    });
  });
});

describe('a viewer with a new name', () => {
  it('is muted, freed and checked by it at once', async () => {
    const { world } = app.simulator;
    const mute = { feature: 'tts', effect: 'deny' };
    world.addUser({ userId: '77', userLogin: 'old_name', userDisplayName: 'Old_Name' });
    world.subscribe('77');
    await app.app.sync.run({ source: 'api:test' });
    await preset('everyone');
    world.addUser({ userId: '77', userLogin: 'new_name', userDisplayName: 'New_Name' });
    expect((await call('overrides.set', { user: 'new_name', ...mute })).result).toMatchObject({
      userId: '77',
    });
    expect((await call('access.check', { user: 'new_name' })).result).toMatchObject({
      reason: 'override_deny',
    });
    expect((await call('access.check', { userId: '77' })).result).toMatchObject({
      reason: 'override_deny',
      user: { userLogin: 'new_name', userDisplayName: 'New_Name' },
    });
    expect((await call('access.check', { user: 'old_name' })).result).toMatchObject({ reason: 'everyone' });
    world.addUser({ userId: '77', userLogin: 'third_name', userDisplayName: 'Third_Name' });
    for (const action of ['overrides.clear', 'grants.revoke']) {
      expect((await call(action, { user: 'third_name', feature: 'tts' })).error).toBeUndefined();
    }
    expect((await call('access.check', { user: 'third_name' })).result).toMatchObject({ reason: 'everyone' });
    expect((await call('viewers.get', { user: 'third_name' })).result).toMatchObject({ userId: '77' });
  });

  it('whom Twitch does not know any more is still freed by the old one', async () => {
    const { world } = app.simulator;
    world.addUser({ userId: '78', userLogin: 'was_here', userDisplayName: 'Was_Here' });
    await call('overrides.set', { user: 'was_here', feature: 'tts', effect: 'deny' });
    world.addUser({ userId: '78', userLogin: 'is_there', userDisplayName: 'Is_There' });
    const { result } = await call('overrides.clear', { user: 'was_here', feature: 'tts' });
    expect(result).toMatchObject({ cleared: true, override: { userId: '78' } });
  });
});

describe('the channel with a new name', () => {
  const CHANNEL = '12345678';
  const fresh = (userLogin: string) => ({
    userId: CHANNEL,
    userLogin,
    userDisplayName: userLogin.toUpperCase(),
  });

  it.each<[string, (app: TestApp) => Promise<unknown>]>([
    ['a list', ({ app: { sync } }) => sync.run({ source: 'api:test' })],
    [
      'an event',
      async ({ app: { live }, simulator: { world } }) => {
        await until(() => live.supervisor.state === 'live', 'events to come', 20_000);
        world.subscribe('4242');
      },
    ],
    ['a check', ({ port }) => post(port, 'access.check', { userId: CHANNEL, name: 'new_maple' })],
    ['a look-up', ({ port }) => post(port, 'grants.add', { user: 'new_maple', feature: 'tts', minutes: 1 })],
  ])('is known by it as soon as %s brings it', async (_what, bring) => {
    const renamed = await synced({ channel: { subscribers: 3 } });
    const reason = async (user: string) =>
      (await post(renamed.port, 'access.check', { user, record: false })).json.result!;
    expect(await reason('maplekettle')).toMatchObject({ reason: 'broadcaster' });
    renamed.simulator.world.rename(CHANNEL, 'new_maple', { userDisplayName: 'NEW_MAPLE', announce: false });
    expect((await reason('new_maple'))['reason']).not.toBe('broadcaster');
    await bring(renamed);
    await until(() => renamed.app.login.channel()?.userLogin === 'new_maple', 'the new name');
    expect(await reason('new_maple')).toMatchObject({ reason: 'broadcaster', user: fresh('new_maple') });
    expect((await reason('maplekettle'))['reason']).not.toBe('broadcaster');
  });

  it('is not believed to be what a caller says', async () => {
    const { port } = await synced({ channel: { subscribers: 3 } });
    const said = await post(port, 'access.check', { userId: CHANNEL, name: 'somebody' });
    expect(said.json.result).toMatchObject({ reason: 'broadcaster', user: { userLogin: 'maplekettle' } });
    expect((await post(port, 'access.check', { user: 'somebody' })).json.result!['allowed']).toBe(false);
  });
});
