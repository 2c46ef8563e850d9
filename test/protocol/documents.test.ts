import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { ACTIONS, type ActionSpec } from '../../server/protocol/actions.ts';
import { describeAll } from '../../server/protocol/docs/documents.ts';
import { ERROR_CODES, ERROR_STATUS } from '../../server/protocol/errors.ts';
import { EVENTS } from '../../server/protocol/events.ts';
import { runNow } from '../../server/protocol/docs/steps.ts';
import { type AsyncApi, compileAsync, compileHttp, compileSocket, type OpenApi } from '../support/schemas.ts';

const documents = runNow(describeAll('1.2.3'));
const read = (name: string): unknown => JSON.parse(documents.get(`/api/docs/${name}`)!.text);
const openApi = read('openapi.json') as OpenApi;
const socket = compileSocket(read('socket.json'));
const actions: [string, ActionSpec][] = Object.entries(ACTIONS);

describe('the OpenAPI description', () => {
  it('is valid OpenAPI 3.1, and the check of that can fail', async () => {
    expect(await new Validator().validate({ ...openApi })).toMatchObject({ valid: true });
    expect(openApi).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
    const broken = { ...openApi, paths: { '/x': { get: { responses: 7 } } } };
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it('has POST and GET of every action, with its level and what it takes to be let in', () => {
    const paths = Object.keys(openApi.paths).filter((path) => path.startsWith('/api/actions/'));
    expect(paths).toEqual(actions.map(([name]) => `/api/actions/${name}`));
    for (const [name, { level, summary }] of actions) {
      const { get, post } = openApi.paths[`/api/actions/${name}`]!;
      for (const operation of [get!, post!]) {
        expect(operation).toMatchObject({ summary, 'x-level': level, tags: [level] });
      }
      const isFree = (operation: { security: object[] }): boolean =>
        operation.security.some((way) => Object.keys(way).length === 0);
      expect([isFree(post!), isFree(get!)]).toEqual([level !== 'owner', level === 'read']);
    }
    expect(Object.keys(openApi.paths)).toEqual(expect.arrayContaining(['/api/check', '/health', '/ping']));
  });

  it('gives every operation a name of its own', () => {
    const names = Object.values(openApi.paths).flatMap(({ get, post }) => [get, post]);
    const ids = names.flatMap((operation) => (operation ? [operation.operationId] : []));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^\w+$/);
  });

  it('lists every error code under its status', () => {
    const http = compileHttp(openApi);
    for (const code of ERROR_CODES) {
      const error = { ok: false, error: { code, message: 'x' } };
      expect(http.problems(`Error${ERROR_STATUS[code]}`, error)).toEqual([]);
      expect(http.problems(`Error${ERROR_STATUS[code] === 400 ? 401 : 400}`, error)).not.toEqual([]);
    }
  });

  it('says how each param goes into a query', () => {
    const of = (action: string, name: string): unknown =>
      openApi.paths[`/api/actions/${action}`]!.get!.parameters!.find((each) => each.name === name);
    expect(of('grants.add', 'minutes')).toMatchObject({ in: 'query', required: true, schema: {} });
    expect(of('sync.run', 'kinds')).toMatchObject({ explode: false, schema: { type: 'array' } });
    expect(of('policy.set', 'policy')).toMatchObject({ content: { 'application/json': {} } });
    expect(of('overrides.set', 'until')).toMatchObject({ required: false, schema: {} });
  });
});

describe('the AsyncAPI description', () => {
  const asyncApi = read('asyncapi.json') as AsyncApi;
  const { schemas, messages } = asyncApi.components;

  it('has every action with its request and its reply, and every event', () => {
    expect(asyncApi).toMatchObject({ asyncapi: '3.0.0', info: { version: '1.2.3' } });
    expect(Object.keys(asyncApi.operations)).toEqual([
      ...actions.map(([name]) => name),
      'auth',
      ...Object.keys(EVENTS).map((name) => `event.${name}`),
    ]);
    for (const [name] of actions)
      expect(asyncApi.operations[name]).toMatchObject({
        action: 'receive',
        messages: [{ $ref: `#/channels/socket/messages/request.${name}` }],
      });
    expect(asyncApi.operations['event.sync.status']).toMatchObject({ action: 'send' });
    expect(Object.keys(asyncApi.channels.socket.messages)).toEqual(Object.keys(messages));
    for (const name of Object.keys({ ...messages, ...schemas })) expect(name).toMatch(/^[\w.-]+$/);
  });

  it('points to nothing that is not there', () => {
    const refs = [...JSON.stringify(asyncApi).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, ref = '']) => ref);
    expect(refs.length).toBeGreaterThan(300);
    for (const ref of new Set(refs)) {
      const found = ref
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], asyncApi);
      expect(found, ref).toBeDefined();
    }
  });

  it('takes frames, and refuses what is none', () => {
    const frames = compileAsync(asyncApi);
    const reply = { id: 1, ok: true, result: { subscribed: true } };
    expect(frames.problems('request.sync.status', { id: 1, action: 'sync.status' })).toEqual([]);
    expect(frames.problems('request.access.check', { id: 1, action: 'access.check' })).not.toEqual([]);
    expect(frames.problems('reply.events.subscribe', reply)).not.toEqual([]);
  });
});

describe('the page at /api/docs', () => {
  const page = documents.get('/api/docs')!.text;

  it('shows params and an example reply of every action, which fits its schema, and a form of every read one', () => {
    for (const [name, { level }] of actions) {
      expect(page.includes(`action="/api/actions/${name}"`), name).toBe(level === 'read');
      const [, rest = ''] = page.split(`<dt><code>${name}</code>`);
      const [, example = ''] = /example reply<\/summary><pre>([^<]*)</.exec(rest) ?? [];
      const text = example.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
      expect(
        socket.problems(`result.${name}`, (JSON.parse(text) as { result: unknown }).result),
        name,
      ).toEqual([]);
    }
  });
});

describe('the schemas of the WebSocket', () => {
  it('have params and result of every action, the data of every event, and their frames', () => {
    const expected = [
      ...actions.flatMap(([name]) => [`params.${name}`, `result.${name}`, `request.${name}`]),
      ...Object.keys(EVENTS).flatMap((name) => [`data.${name}`, `event.${name}`]),
    ];
    expect(socket.names).toEqual(expect.arrayContaining(expected));
    for (const name of socket.names) expect(() => socket.problems(name, null), name).not.toThrow();
  });

  it.each([
    ['{"id":1,"action":"access.check","params":{"user":"a"}}', true],
    ['{"action":"sync.status"}', true],
    ['{"action":"auth","params":{"token":"x"}}', true],
    ['{"id":null,"ok":false,"error":{"code":"not_found","message":"x"}}', true],
    ['{"id":1,"action":"access.check"}', false],
    ['{"id":1,"action":"access.sing","params":{}}', false],
    ['{"id":1,"ok":false,"error":{"code":"other","message":"x"}}', false],
    ['{"event":"sync.status","data":{}}', false],
    ['7', false],
  ])('know of the frame %s whether it is one: %s', (text, isFrame) => {
    expect(socket.problems('', JSON.parse(text)).length === 0).toBe(isFrame);
  });
});

const who = { user: 'some_viewer' };
const refused: [string, unknown][] = [
  ['access.check', {}],
  ['access.check', { user: 'a', userId: '1' }],
  ['access.check', { user: '' }],
  ['access.check', { user: '   ' }],
  ['access.check', { user: '%user%' }],
  ['access.check', { user: 'x'.repeat(101) }],
  ['access.check', { userId: -1 }],
  ['access.check', { userId: 1.5 }],
  ['access.check', { userId: '%userId%' }],
  ['access.check', { ...who, platform: '%userType%' }],
  ['access.check', { ...who, feature: 'T S' }],
  ['access.check', { ...who, consume: 'yes' }],
  ['access.check', { ...who, other: 1 }],
  ['access.check', []],
  ['access.check', 'some_viewer'],
  ['viewers.get', {}],
  ['viewers.search', { query: 'a', limit: 0 }],
  ['viewers.list', { role: 'broadcaster' }],
  ['overrides.list', { user: 'a', userId: '1' }],
  ['overrides.set', { ...who, feature: 'tts', effect: 'mute' }],
  ['overrides.set', { ...who, feature: 'tts', effect: 'deny', until: 'tomorrow' }],
  ['overrides.set', { ...who, feature: 'tts', effect: 'deny', until: '2026-02-30T10:00:00Z' }],
  ['overrides.set', { ...who, feature: 'tts', effect: 'deny', until: '2026-02-20T10:00:00' }],
  ['grants.add', { ...who, feature: 'tts' }],
  ['grants.add', { ...who, feature: 'tts', minutes: 0 }],
  ['grants.add', { ...who, feature: 'tts', minutes: 1e9 }],
  ['grants.add', { ...who, feature: 'tts', minutes: 5, by: '%user%' }],
  ['sync.run', { kinds: [] }],
  ['sync.run', { kinds: ['followers'] }],
  ['sync.run', { source: 'startup' }],
  ['policy.set', {}],
  ['policy.set', { preset: 'limited', feature: 'tts' }],
  ['policy.set', { feature: 'tts' }],
  ['policy.set', { feature: 'tts', policy: { enabled: true } }],
  ['rewards.link', { rewardId: 'a', minutes: 5 }],
  ['settings.set', { intervalMinutes: 4 }],
  ['settings.set', { texts: { because: 'x' } }],
  ['twitch.connect', { clientId: 'no spaces here' }],
  ['data.delete', { confirm: 'yes' }],
  ['data.import', { data: {} }],
  ['events.subscribe', { events: ['hello'] }],
  ['events.subscribe', { events: [] }],
];
const taken: [string, unknown][] = [
  ['access.check', { user: '@Some_Viewer' }],
  ['access.check', { user: 'x', feature: 'TTS' }],
  ['access.check', { user: 'C# Corner', platform: 'youtube', name: null }],
  ['overrides.set', { user: '@some_viewer stop it '.repeat(20), feature: 'tts', effect: 'deny' }],
  ['access.check', { userId: 7, platform: 'youtube', feature: 'premium-voice', consume: true }],
  ['overrides.set', { ...who, feature: 'tts', effect: 'deny', until: '2026-01-31T20:15:00+02:00' }],
  ['overrides.set', { ...who, feature: 'tts', effect: 'allow', until: 'stream_end', note: null }],
  ['overrides.set', { ...who, feature: 'tts', effect: 'allow', until: null }],
  ['policy.set', { preset: 'limited' }],
  ['policy.set', { feature: 'song-request', policy: null }],
  ['rewards.link', { rewardId: 'a', minutes: null }],
  ['settings.set', { texts: { vip: null } }],
  ['sync.run', { kinds: ['vips'], source: 'api:my tool', wait: false }],
];

describe('the schemas of params', () => {
  it.each(refused)('of %s refuse what the server refuses: %j', (action, params) => {
    expect(spec(action).params.safeParse(params).success).toBe(false);
    expect(socket.problems(`params.${action}`, params)).not.toEqual([]);
  });

  it.each(taken)('of %s take what the server takes: %j', (action, params) => {
    expect(spec(action).params.safeParse(params).success).toBe(true);
    expect(socket.problems(`params.${action}`, params)).toEqual([]);
  });

  it.each(actions)('of %s refuse a param that is not known', (name) => {
    expect(socket.problems(`params.${name}`, { somethingElse: 1 })).not.toEqual([]);
  });
});

function spec(action: string): ActionSpec {
  return (ACTIONS as Record<string, ActionSpec>)[action]!;
}
