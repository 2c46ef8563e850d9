import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYONE, LIMITED } from '../../server/core/policy.ts';
import { type Kind, KINDS, NO_DETAIL, type RoleChange } from '../../server/core/roles.ts';
import type { TestApp } from '../support/start-app.ts';
import { client, dial, folder, http, httpLimits, post, rolecall, TOKEN } from './support.ts';

const OFFLINE = { isConnected: false, config: { apiToken: TOKEN } } as const;
const owner = { headers: { authorization: `Bearer ${TOKEN}` } };

type Json = Record<string, unknown>;
interface Exported extends Json {
  readonly overrides: Json[];
  readonly grants: Json[];
}

async function call(app: TestApp, action: string, params: unknown = {}): Promise<Json> {
  const { json } = await post(app.port, action, params, owner);
  expect(json.error, action).toBeUndefined();
  return json.result!;
}

async function refusal(app: TestApp, data: unknown): Promise<{ code: string; message: string }> {
  const { json } = await post(app.port, 'data.import', { data }, owner);
  return json.error!;
}

async function exported(app: TestApp): Promise<Exported> {
  const { path } = await call(app, 'data.export');
  return JSON.parse((await http(app.port, path as string)).text) as Exported;
}

/** What is equal in two exports of the same things. */
function essence({ rolecall: _about, roles: _roles, overrides, grants, ...rest }: Exported): Json {
  const open = (list: Json[]): Json[] =>
    list
      .filter(({ endedAt }) => endedAt === null)
      .map(({ overrideId: _o, grantId: _g, ...record }) => record);
  return { ...rest, overrides: open(overrides), grants: open(grants) };
}

const empty = (): Json => ({
  rolecall: { export: 1, version: '1', exportedAt: '2026-01-01T00:00:00.000Z', channel: null },
  settings: {},
  policy: { tts: LIMITED, 'premium-voice': LIMITED },
  rewards: [],
  overrides: [],
  grants: [],
});

const names = { userLogin: null, userDisplayName: null };
const open = { endedAt: null, endedBy: null, endReason: null };
const FUTURE = '2099-01-01T00:00:00.000Z';
const override = (changes: Json = {}): Json => ({
  ...{ userId: '5', ...names, feature: 'tts', effect: 'deny', until: null, note: null, by: 'x' },
  ...{ setAt: '2026-01-01T00:00:00.000Z', ...open, ...changes },
});
const grant = (changes: Json = {}): Json => ({
  ...{ userId: '6', ...names, feature: 'tts', minutes: 5, note: null, by: 'x', source: 'redemption' },
  ...{ redemptionId: null, addedAt: '2026-01-01T00:00:00.000Z', expiresAt: FUTURE, ...open, ...changes },
});

const USERS = ['1', '2', '3', '4', '5', '6'];
const userOf = (userId: string) => ({
  userId,
  userLogin: `login_${userId}`,
  userDisplayName: `Name_${userId}`,
});

async function hold(app: TestApp, roles: readonly { userId: string; kind: Kind }[]): Promise<void> {
  const change = ({ userId, kind }: { userId: string; kind: Kind }): RoleChange => {
    const detail = kind === 'subscribers' ? { ...NO_DETAIL, tier: '2000' as const } : NO_DETAIL;
    return { change: 'granted', kind, user: userOf(userId), detail, at: 1, source: 'startup' };
  };
  for (const role of roles) await app.app.stores.roster.commit(() => [change(role)]);
}

/** Every answer there is, without what depends on the moment. */
async function answers(app: TestApp): Promise<unknown[]> {
  const ws = await client(app, `?token=${TOKEN}`);
  const all: unknown[] = [];
  for (const feature of ['tts', 'premium-voice', 'song-request']) {
    for (const userId of USERS) {
      for (const who of [{ userId }, { user: `login_${userId}` }]) {
        const { result, error } = await ws.call('access.check', { ...who, feature });
        const message = (result?.['message'] as string | undefined)?.replace(/\d+ (s|min)/g, '');
        all.push(result ? { ...result, message } : error);
      }
    }
  }
  return all;
}

const operation = fc.record({
  userId: fc.constantFrom(...USERS),
  feature: fc.constantFrom('tts', 'premium-voice', 'song-request'),
  what: fc.oneof(
    fc.record({
      effect: fc.constantFrom('allow', 'deny'),
      until: fc.constantFrom(null, 'stream_end', FUTURE),
    }),
    fc.constant({ clear: true }),
    fc.record({ minutes: fc.integer({ min: 10, max: 500 }) }),
    fc.constant({ revoke: true }),
  ),
});

async function doIt(
  app: TestApp,
  { userId, feature, what }: typeof operation extends fc.Arbitrary<infer T> ? T : never,
) {
  const who = { userId, feature };
  if ('effect' in what) await call(app, 'overrides.set', { ...who, ...what, note: `n${userId}` });
  else if ('clear' in what) await call(app, 'overrides.clear', who);
  else if ('minutes' in what) await call(app, 'grants.add', { ...who, ...what });
  else await call(app, 'grants.revoke', who);
}

describe('an export, imported elsewhere', () => {
  it('gives every viewer the same answer, and the same export again', async () => {
    const rules = fc.constantFrom(
      EVERYONE,
      LIMITED,
      { ...LIMITED, grants: false },
      { ...LIMITED, enabled: false },
    );
    const everything = fc.record({
      roles: fc.array(fc.record({ userId: fc.constantFrom(...USERS), kind: fc.constantFrom(...KINDS) }), {
        maxLength: 4,
      }),
      policy: fc.record({ tts: rules, 'song-request': rules }),
      operations: fc.array(operation, { maxLength: 14 }),
      settings: fc.record({
        intervalMinutes: fc.integer({ min: 5, max: 240 }),
        grantMode: fc.constantFrom('add', 'replace'),
        watchBans: fc.boolean(),
        chatLanguage: fc.constantFrom('en', 'fr'),
        texts: fc.constantFrom({}, { vip: 'Hallo {name}', override_deny: '“{name}” nicht' }),
      }),
    });
    await fc.assert(
      fc.asyncProperty(everything, async ({ roles, policy, operations, settings }) => {
        const dataFolder = await folder();
        const [from, to] = [await rolecall(OFFLINE), await rolecall({ ...OFFLINE, dataFolder })];
        for (const app of [from, to]) await hold(app, roles);
        await call(from, 'settings.set', settings);
        for (const [feature, each] of Object.entries(policy))
          await call(from, 'policy.set', { feature, policy: each });
        for (const each of operations) await doIt(from, each);
        const data = await exported(from);
        await call(to, 'data.import', { data });
        expect(essence(await exported(to))).toEqual(essence(data));
        expect(await answers(to)).toEqual(await answers(from));
        await to.close();
        const again = await rolecall({ ...OFFLINE, dataFolder });
        expect(essence(await exported(again))).toEqual(essence(data));
        await Promise.all([again.close(), from.close()]);
      }),
      { numRuns: 8 },
    );
  });

  it('leaves out what is over, and says so', async () => {
    const app = await rolecall(OFFLINE);
    const past = '2026-01-02T00:00:00.000Z';
    const recent = new Date(Date.now() - 3_600_000).toISOString();
    const ended = { endedAt: past, endedBy: 'x' };
    const data = {
      ...empty(),
      overrides: [
        override(),
        override({ until: past, endedAt: past, endReason: 'expired' }),
        override({ userId: '7', until: past }),
        override({ ...ended, endReason: 'cleared' }),
        override({ userId: '8', until: 'stream_end' }),
      ],
      grants: [
        grant(),
        grant({ userId: '7', expiresAt: past }),
        grant({ userId: '7', expiresAt: past, redemptionId: 'long-ago' }),
        grant({ userId: '8', expiresAt: recent, redemptionId: 'recent' }),
        grant({ userId: '9', ...ended, endReason: 'extended', redemptionId: 'extended' }),
        grant({ userId: '9', redemptionId: 'in-force' }),
      ],
      roles: [{}, {}, {}],
    };
    // Both of the same viewer are open in the file, and one of them is over.
    (data.grants[1] as Json)['endedAt'] = past;
    expect(await call(app, 'data.import', { data })).toEqual({
      settings: false,
      policy: false,
      rewards: 0,
      overrides: 2,
      grants: 2,
      redemptions: 2,
      skipped: [
        { what: 'overrides', count: 3, reason: 'They are over.' },
        { what: 'grants', count: 2, reason: 'Their time is over.' },
        { what: 'roles', count: 3, reason: expect.stringContaining('Twitch') as string },
      ],
    });
    const known = [...app.app.stores.access.grants()].map(({ redemptionId }) => redemptionId);
    expect(known.sort()).toEqual([null, 'extended', 'in-force', 'recent'].sort());
    const { items } = await call(app, 'grants.list');
    expect((items as Json[]).map(({ userId }) => userId)).toEqual(['9', '6']);
  });

  it('is announced, bounded, and the interval counts at once', async () => {
    const app = await rolecall(OFFLINE);
    const ws = await client(app, `?token=${TOKEN}`);
    await ws.call('events.subscribe', { events: ['policy.changed', 'overrides.changed', 'grants.changed'] });
    const overrides = Array.from({ length: 700 }, (_, i) => override({ userId: `${i + 1}` }));
    const policy = { tts: EVERYONE, 'premium-voice': LIMITED };
    const data = { ...empty(), policy, overrides, grants: [grant()], settings: { intervalMinutes: 5 } };
    await call(app, 'data.import', { data });
    expect((await ws.event('policy.changed')).data).toEqual({ features: policy });
    const changed = (await ws.event('overrides.changed')).data!;
    expect(changed['total']).toBe(700);
    expect(changed['changes']).toHaveLength(500);
    expect((await ws.event('grants.changed')).data).toMatchObject({
      total: 1,
      changes: [{ change: 'added' }],
    });
    await call(app, 'overrides.clear', { userId: '3', feature: 'tts' });
    const ids = [...app.app.stores.access.overrides()].map(({ id }) => id);
    expect(new Set(ids).size).toBe(700);
  });
});

describe('nothing is imported', () => {
  const untouched = async (app: TestApp, before: Json): Promise<void> => {
    expect(essence(await exported(app))).toEqual(before);
  };

  it.each([
    ['an override', 'overrides.set', { userId: '5', feature: 'tts', effect: 'deny' }, 'overrides (1'],
    ['a grant', 'grants.add', { userId: '5', feature: 'tts', minutes: 1 }, 'grants (1'],
    ['a setting', 'settings.set', { intervalMinutes: 31 }, 'the setting intervalMinutes'],
    ['a rule', 'policy.set', { preset: 'everyone' }, 'the rules (policy)'],
  ])('over %s', async (_what, action, params, named) => {
    const app = await rolecall(OFFLINE);
    await call(app, action, params);
    const before = essence(await exported(app));
    const error = await refusal(app, empty());
    expect(error.code).toBe('unavailable');
    expect(error.message).toContain(named);
    expect(error.message).toContain('--data');
    await untouched(app, before);
  });

  it('over an override that ended', async () => {
    const app = await rolecall(OFFLINE);
    await call(app, 'overrides.set', { userId: '5', feature: 'tts', effect: 'deny' });
    await call(app, 'overrides.clear', { userId: '5', feature: 'tts' });
    expect((await refusal(app, empty())).message).toContain('overrides (1');
    await call(app, 'data.delete', { confirm: 'delete everything' });
    await call(app, 'data.import', { data: empty() });
  });

  it.each<[string, Json, string]>([
    [
      'another version',
      { rolecall: { ...(empty()['rolecall'] as Json), export: 2 } },
      'data.rolecall.export: only exports of version 1',
    ],
    ['an unknown setting', { settings: { volume: 1 } }, 'data.settings: '],
    ['a wrong setting', { settings: { intervalMinutes: 1 } }, 'data.settings.intervalMinutes: '],
    ['a bad text', { settings: { texts: { vip: '{nobody}' } } }, 'data.settings.texts.vip: '],
    [
      'a rule not understood',
      { policy: { tts: LIMITED, 'premium-voice': { ...LIMITED, enabled: 1 } } },
      'data.policy.premium-voice.enabled: ',
    ],
    ['a feature missing', { policy: { tts: LIMITED } }, 'data.policy.premium-voice: missing'],
    [
      'a wrong time',
      { overrides: [override(), override({ userId: '9', setAt: 'yesterday' })] },
      'data.overrides.1.setAt: ',
    ],
    ['no id of Twitch', { grants: [grant({ userId: 'x' })] }, 'data.grants.0.userId: '],
    ['two overrides in force', { overrides: [override(), override()] }, 'data.overrides.1: a second one'],
    [
      'a redemption twice',
      { grants: [grant({ redemptionId: 'r' }), grant({ userId: '7', redemptionId: 'r' })] },
      'data.grants.1: the same redemption',
    ],
    ['no list', { overrides: null }, 'data.overrides: '],
    ['a secret', { tokens: { twitch: 'x' } }, 'tokens'],
  ])('from a file with %s', async (_what, changes, message) => {
    const app = await rolecall(OFFLINE);
    const good = { settings: { intervalMinutes: 99 }, overrides: [override()] };
    const error = await refusal(app, { ...empty(), ...good, ...changes });
    expect(error.code).toBe('invalid_params');
    expect(error.message).toContain(message);
    expect(await exported(app)).toMatchObject({
      overrides: [],
      grants: [],
      settings: { intervalMinutes: 30 },
    });
  });

  it('from another channel', async () => {
    const app = await rolecall(OFFLINE);
    const data = empty();
    const channel = { userId: '42', userLogin: 'theirs', userDisplayName: 'Theirs' };
    const other = { ...data, rolecall: { ...(data['rolecall'] as Json), channel } };
    await app.app.stores.tokens.rememberBroadcaster({
      userId: '1',
      userLogin: 'ours',
      userDisplayName: 'Ours',
    });
    const error = await refusal(app, other);
    expect(error.code).toBe('invalid_params');
    expect(error.message).toMatch(/"theirs".*"ours"/);
    await app.app.stores.tokens.rememberBroadcaster({ ...channel, userLogin: 'renamed' });
    await call(app, 'data.import', { data: other });
  });

  it('when two come at once: one of them wins', async () => {
    const app = await rolecall(OFFLINE);
    const imports = [1, 2, 3].map((i) =>
      post(
        app.port,
        'data.import',
        { data: { ...empty(), overrides: [override({ userId: `${i}` })] } },
        owner,
      ),
    );
    const codes = (await Promise.all(imports)).map(({ json }) => json.error?.code ?? 'ok').sort();
    expect(codes).toEqual(['ok', 'unavailable', 'unavailable']);
    expect([...app.app.stores.access.overrides()]).toHaveLength(1);
  });
});

describe('64 MB that are no export', () => {
  const MB = 1024 * 1024;
  const fill = (begin: string, again: string): Buffer =>
    Buffer.concat([Buffer.from(begin), Buffer.alloc(64 * MB - begin.length, again)]);
  const head = JSON.stringify({ data: empty() }).replace(/,"overrides".*/, '');

  it.each<[string, () => Buffer, string]>([
    ['opening brackets', () => fill('', '['), 'nested deeper'],
    ['opening braces with names', () => fill('', '{"a":'), 'nested deeper'],
    ['opening brackets in a list', () => fill(`${head},"overrides":[`, '['), 'nested deeper'],
    ['empty objects', () => fill('', '{},'), 'not JSON'],
    ['empty objects in a list', () => fill(`${head},"roles":[`, '{},'), 'More than 1000000 records'],
    [
      'empty objects where records should be',
      () => fill(`${head},"grants":[`, '{},'),
      'data.grants: more than',
    ],
    ['numbers in a list of its own', () => fill('{"data":{"x":[', '1,'), 'More than 1000000 records'],
    ['one text', () => fill('{"data":"', 'x'), 'longer than'],
    ['one text in a list', () => fill(`${head},"roles":["`, 'x'), 'more than'],
    ['blanks', () => fill('', ' '), 'longer than'],
    ['nothing', () => Buffer.alloc(64 * MB), 'not JSON'],
  ])('%s end in a clear error, with little work and memory', async (_what, make, message) => {
    const app = await rolecall(OFFLINE);
    const body = make();
    const memory = process.memoryUsage.rss();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss() - memory)), 20);
    const cpu = process.cpuUsage();
    const answer = await post(app.port, 'data.import', undefined, { ...owner, body });
    clearInterval(watch);
    const { user, system } = process.cpuUsage(cpu);
    expect(answer.json.error?.message).toContain(message);
    expect(answer.status).toBe(400);
    // Both ends of the line are in here. It was half a minute, and gigabytes.
    expect((user + system) / 1e6).toBeLessThan(12);
    expect(most / MB).toBeLessThan(500);
    await call(app, 'data.import', { data: empty() });
  });

  it('are not looked at where something is set up already', async () => {
    const app = await rolecall(OFFLINE);
    await call(app, 'settings.set', { intervalMinutes: 31 });
    for (const body of [fill('', '['), Buffer.alloc(65 * MB)]) {
      const answer = await post(app.port, 'data.import', undefined, { ...owner, body });
      expect(answer).toMatchObject({ status: 503, json: { error: { code: 'unavailable' } } });
      expect(answer.json.error!.message).toContain('the setting intervalMinutes');
    }
  });

  it('are refused by their size before they come', async () => {
    const app = await rolecall(OFFLINE);
    const body = Buffer.alloc(64 * MB + 1, ' ');
    const { error } = (await post(app.port, 'data.import', undefined, { ...owner, body })).json;
    expect(error).toMatchObject({
      code: 'invalid_format',
      message: /larger than 67108864 bytes\. Take `roles` out/,
    });
  });
});

describe('an import that comes bit by bit', () => {
  it('is all or nothing: what is cut off has changed nothing', async () => {
    const app = await rolecall(OFFLINE);
    const body = JSON.stringify({ data: { ...empty(), overrides: [override(), override({ userId: '6' })] } });
    const socket = await dial(app.port);
    socket.on('error', () => undefined);
    socket.write(
      `POST /api/actions/data.import HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\nContent-Type: application/json\r\n` +
        `Authorization: Bearer ${TOKEN}\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, -3)}`,
    );
    // While it is on its way, no other may begin.
    await expect
      .poll(async () => (await refusal(app, empty())).message, { interval: 20 })
      .toContain('another import is running');
    socket.destroy();
    await expect
      .poll(async () => (await post(app.port, 'data.import', { data: empty() }, owner)).status)
      .toBe(200);
    expect((await exported(app)).overrides).toEqual([]);
  });

  it('takes its parts in any order, and says first what is wrong with the whole', async () => {
    const app = await rolecall(OFFLINE);
    const newer = { rolecall: { ...(empty()['rolecall'] as Json), export: 2 }, settings: {} };
    const { overrides: _o, ...others } = empty();
    const error = await refusal(app, { overrides: [{ of: 'tomorrow' }], ...others, ...newer });
    expect(error.message).toContain('only exports of version 1');
    const all = { roles: [{}, {}], overrides: [override()], ...others };
    expect(await call(app, 'data.import', { data: all })).toMatchObject({
      overrides: 1,
      skipped: [{ count: 2 }],
    });
  });

  it('over a WebSocket is held to the same', async () => {
    const app = await rolecall(OFFLINE);
    const ws = await client(app, `?token=${TOKEN}`);
    const twice = { ...empty(), overrides: [override(), override()] };
    expect((await ws.call('data.import', { data: twice })).error!.message).toContain(
      'data.overrides.1: a second one',
    );
    expect(await ws.call('data.import', { data: { ...empty(), roles: [1, 2] } })).toMatchObject({
      result: { skipped: [{ what: 'roles', count: 2 }] },
    });
  });
});

describe('a large import', () => {
  it('may be larger than anything else, up to its own limit', async () => {
    const app = await rolecall({ ...OFFLINE, ...httpLimits({ importBytes: 2_000_000 }) });
    const roles = Array.from({ length: 5_000 }, (_, i) => ({ userId: `${i}`, filler: 'x'.repeat(100) }));
    const big = { data: { ...empty(), roles } };
    expect((await post(app.port, 'policy.set', big, owner)).json.error?.code).toBe('invalid_format');
    const tooBig = { data: { ...empty(), roles: 'x'.repeat(2_000_001) } };
    const { error } = (await post(app.port, 'data.import', tooBig, owner)).json;
    expect(error).toMatchObject({
      code: 'invalid_format',
      message: expect.stringContaining('`roles`') as string,
    });
    expect((await post(app.port, 'data.import', big, owner)).json.result?.['skipped']).toMatchObject([
      { count: 5_000 },
    ]);
  });

  it('of who may not import is refused without being read', async () => {
    const app = await rolecall(OFFLINE);
    const { json } = await post(app.port, 'data.import', { data: 'x'.repeat(1_000_000) });
    expect(json.error?.code).toBe('forbidden');
  });
});
