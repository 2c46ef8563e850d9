import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTION_NAMES, type ActionName, ACTIONS } from '../../server/protocol/actions.ts';
import { EVENT_NAMES } from '../../server/protocol/events.ts';
import {
  answerOf,
  type AsyncApi,
  compileAsync,
  compileHttp,
  compileSocket,
  type OpenApi,
  type Schemas,
} from '../support/schemas.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import type { Frame } from '../support/ws-client.ts';
import { client, http, LAN, post, rolecall, synced, TOKEN, untilSettled } from './support.ts';

const OWNER = { headers: { authorization: `Bearer ${TOKEN}` } };
const WITH_TOKEN = { config: { apiToken: TOKEN } };
const CHANNEL = { subscribers: 30, vips: 3, moderators: 2 };

const EVERYONE = {
  enabled: true,
  allow: { everyone: true, subscribers: null, vips: true, moderators: true, followers: null },
  grants: true,
  cooldown: { globalMs: 0, userMs: 0, roleMs: {} },
  whenStale: 'use_last_known',
};

/** What each action is called with; those that are missing take no params. In order: one makes what the next needs. */
function sampleCalls(viewer: string): [ActionName, object][] {
  const who = { user: viewer };
  const feature = 'tts';
  return [
    ['events.subscribe', { events: EVENT_NAMES }],
    ['sync.run', { force: true }],
    ['sync.run', { kinds: ['vips'], wait: false }],
    ['access.check', { ...who, consume: true }],
    ['access.check', { user: 'nobody_knows_me' }],
    ['access.preview', { feature, policy: EVERYONE, limit: 3 }],
    ['policy.get', {}],
    ['policy.set', { preset: 'everyone' }],
    ['features.disable', { feature }],
    ['features.enable', { feature }],
    ['overrides.set', { ...who, feature, effect: 'deny', until: 'stream_end', note: 'x' }],
    ['overrides.list', { all: true }],
    ['overrides.clear', { ...who, feature }],
    ['overrides.clear', { ...who, feature }],
    ['grants.add', { ...who, feature, minutes: 1.5 }],
    ['grants.list', { all: true }],
    ['grants.revoke', { ...who, feature }],
    ['rewards.create', { title: 'TTS', cost: 100, feature, minutes: 10 }],
    ['tokens.create', { name: 'one', level: 'read' }],
    ['tokens.revoke', { id: 'none' }],
    ['warnings.dismiss', { code: 'file_restored' }],
    ['warnings.restore', { code: 'grants_waiting' }],
    ['viewers.get', who],
    ['viewers.search', { query: viewer.slice(0, 3) }],
    ['viewers.list', { limit: 5 }],
    ['viewers.history', who],
    ['viewers.refresh', who],
    ['settings.set', { intervalMinutes: 45, texts: { vip: 'Hello {name}' } }],
    ['decisions.list', { limit: 2 }],
    ['stream.started', {}],
    // Nothing listens there: `peers.status` tells of the attempt.
    ['peers.set', { obs: { isOn: true, port: 1 } }],
    ['peers.set', { obs: { isOn: false } }],
    ['peers.retry', { peer: 'obs' }],
  ];
}
/** These end something; their turn is last. */
const LAST: [ActionName, object][] = [
  ['events.unsubscribe', { events: ['stream.status'] }],
  ['data.delete', { confirm: 'delete everything' }],
  ['twitch.disconnect', { deleteData: false }],
  ['twitch.connect', { clientId: 'simulator-client' }],
];
/** What fails here, whatever it is called with: there is no Streamer.bot, no reward and no demo, and `data.import` wants a whole export. */
const ONLY_ERRORS: ActionName[] = [
  'data.import',
  'demo.show',
  'peers.actions',
  'peers.resend',
  'rewards.delete',
  'rewards.link',
  'server.demo',
  'source.connect',
  'source.page',
];

async function documents(port: number): Promise<{ openApi: OpenApi; socket: Schemas; answers: Schemas }> {
  const openApi = (await http(port, '/api/docs/openapi.json')).json as unknown as OpenApi;
  const socket = compileSocket((await http(port, '/api/docs/socket.json')).json);
  return { openApi, socket, answers: compileHttp(openApi) };
}

async function someViewer(port: number): Promise<string> {
  const { json } = await http(port, '/api/actions/viewers.list?limit=1');
  return (json.result as { items: { userLogin: string }[] }).items[0]!.userLogin;
}

describe('what the real server says', () => {
  let app: TestApp;
  let socket: Schemas;
  let answers: Schemas;
  let asyncApi: Schemas;
  let viewer: string;
  const answered = new Map<string, boolean>();
  const events: Frame[] = [];

  beforeAll(async () => {
    app = await startTestApp({ channel: CHANNEL, ...WITH_TOKEN });
    await untilSettled(app);
    ({ socket, answers } = await documents(app.port));
    asyncApi = compileAsync((await http(app.port, '/api/docs/asyncapi.json')).json as unknown as AsyncApi);
    viewer = await someViewer(app.port);
    return () => app.close();
  });

  it('fits the schemas: every action and event over the WebSocket', async () => {
    const { world } = app.simulator;
    world.addUser({ userId: '4', userLogin: 'newcomer', userDisplayName: 'Newcomer' });
    world.addVip('4', { announce: false });
    const ws = await client(app, `?token=${TOKEN}`);
    const hello = await ws.event('hello');
    const covered = new Set(sampleCalls(viewer).map(([name]) => name));
    const last = new Set(LAST.map(([name]) => name));
    const rest = ACTION_NAMES.filter((name) => !covered.has(name) && !last.has(name));
    const calls = [...sampleCalls(viewer), ...rest.map((name) => [name, {}] as const), ...LAST];
    for (const [action, params] of calls) {
      const reply = await ws.call(action, params);
      answered.set(action, (answered.get(action) ?? false) || reply.ok === true);
      expect(socket.problems('Reply', reply), `${action} ${JSON.stringify(reply)}`).toEqual([]);
      if (reply.ok) expect(socket.problems(`result.${action}`, reply.result), action).toEqual([]);
      const frame = reply.ok ? `reply.${action}` : 'Failure';
      expect(asyncApi.problems(frame, reply), `${frame} ${JSON.stringify(reply)}`).toEqual([]);
    }
    // Some are told a moment later, several changes at once.
    const unheard = (): string[] => EVENT_NAMES.filter((name) => !ws.rest.some((it) => it.event === name));
    await expect
      .poll(unheard, { message: 'a new event needs a call in sampleCalls that brings it about' })
      .toEqual([]);
    events.push(hello, ...ws.rest.filter(({ event }) => event !== undefined));
    const failed = [...answered].filter(([, isOk]) => !isOk).map(([name]) => name);
    expect(failed.sort(), 'a new action needs a call that works in sampleCalls').toEqual(ONLY_ERRORS);
    for (const frame of events) {
      expect(socket.problems('', frame), JSON.stringify(frame)).toEqual([]);
      expect(asyncApi.problems(`event.${frame.event ?? ''}`, frame), frame.event).toEqual([]);
    }
  });

  it('fits the schemas: events, every one of them', () => {
    for (const { event, data } of events) {
      expect(socket.problems(`data.${event ?? ''}`, data), event).toEqual([]);
    }
  });

  it('fits the schemas: errors with their status', async () => {
    const none = { headers: { authorization: 'Bearer wrong' } };
    const replies = [
      await post(app.port, 'access.check', { user: '' }),
      await post(app.port, 'access.sing'),
      await post(app.port, 'access.check', { user: viewer, feature: 'nothing' }),
      await post(app.port, 'settings.get'),
      await post(app.port, 'sync.status', {}, none),
      await http(app.port, '/api/actions/sync.run', { method: 'POST', body: '{}' }),
      await post(app.port, 'viewers.get', { user: 'nobody_knows_me' }, OWNER),
    ];
    expect(replies.map(({ status }) => status)).toEqual([400, 404, 404, 403, 401, 400, 404]);
    for (const { status, json } of replies) expect(answers.problems(`Error${status}`, json)).toEqual([]);
  });
});

describe('over HTTP', () => {
  it('what is answered fits OpenAPI: POST and GET, the check, the status', async () => {
    const app = await synced({ channel: CHANNEL, ...WITH_TOKEN });
    const { answers } = await documents(app.port);
    const viewer = await someViewer(app.port);
    const isForSockets = (name: string): boolean => name.startsWith('events.');
    let asked = 0;
    for (const [action, params] of sampleCalls(viewer)) {
      if (isForSockets(action)) continue;
      const path = `/api/actions/${action}`;
      const reply = await post(app.port, action, params, OWNER);
      expect(answers.problems(answerOf(path, 'post'), reply.json), `${action} ${reply.text}`).toEqual([]);
      if (ACTIONS[action].level !== 'read') continue;
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(params)) {
        query.set(name, typeof value === 'string' ? value : JSON.stringify(value));
      }
      const got = await http(app.port, `${path}?${query.toString()}`);
      asked += 1;
      expect(answers.problems(answerOf(path, 'get'), got.json), `${action} ${got.text}`).toEqual([]);
    }
    expect(asked).toBeGreaterThan(5);
    const check = await http(app.port, `/api/check?user=${viewer}`);
    expect(answers.problems(answerOf('/api/check', 'get'), check.json)).toEqual([]);
    const word = await http(app.port, `/api/check?user=${viewer}&format=text`);
    expect(answers.problems(answerOf('/api/check', 'get', 'text/plain'), word.text)).toEqual([]);
    const health = await http(app.port, '/health');
    expect(answers.problems(answerOf('/health', 'get'), health.json)).toEqual([]);
    const ping = await http(app.port, '/ping');
    expect(answers.problems(answerOf('/ping', 'get'), ping.json)).toEqual([]);
    expect(answers.problems(answerOf('/ping', 'get'), { rolecall: 'yes' })).not.toEqual([]);
  });

  it('the page lists everything, links to the documents, and runs one script of its own', async () => {
    const app = await rolecall({ isConnected: false });
    const page = await http(app.port, '/api/docs');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const script = /<script>([^<]+)<\/script>/.exec(page.text)![1]!;
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page.headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`,
    );
    expect(page.text.split('<script')).toHaveLength(2);
    expect(page.text).not.toMatch(/onclick|src=/);
    for (const name of [...ACTION_NAMES, ...EVENT_NAMES]) expect(page.text).toContain(`<code>${name}</code>`);
    const links = [...page.text.matchAll(/href="([^"]+)"/g)].map(([, link]) => link!);
    expect(links).toHaveLength(4);
    for (const link of links) expect((await http(app.port, link)).status, link).toBe(200);
    expect((await http(app.port, '/api/docs/protocol.md')).text).toContain('# Rolecall');
    expect((await http(app.port, '/api/docs/')).text).toBe(page.text);
    expect((await http(app.port, '/api/docs/other.json')).json.error?.code).toBe('not_found');
    expect((await post(app.port, 'x')).status).toBe(404);
  });

  it('needs a token where everything does, and keeps other sites out', async () => {
    const app = await rolecall({ isConnected: false, ...LAN });
    const ask = { host: '127.0.0.2', headers: { host: `127.0.0.2:${app.port}` } };
    expect((await http(app.port, '/api/docs', ask)).status).toBe(401);
    expect((await http(app.port, `/api/docs?token=${TOKEN}`, ask)).status).toBe(200);
    const other = await rolecall({ isConnected: false });
    const headers = { origin: 'https://example.org' };
    expect((await http(other.port, '/api/docs/openapi.json', { headers })).status).toBe(403);
  });

  it('is made once, whoever asks, and lets others have their turn meanwhile', async () => {
    const app = await rolecall({ isConnected: false });
    const finished: string[] = [];
    const ask = async (path: string): Promise<string> => {
      const { text } = await http(app.port, path);
      finished.push(path);
      return text;
    };
    const [one, two] = await Promise.all([
      ask('/api/docs/openapi.json'),
      ask('/api/docs/openapi.json'),
      ask('/ping'),
    ]);
    expect(one).toBe(two);
    expect(finished[0]).toBe('/ping');
  });
});
