import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HTTP_LIMITS } from '../../server/api/http-limits.ts';
import { Problem } from '../../server/core/problem.ts';
import { ACTION_NAMES, ACTIONS, type ActionName } from '../../server/protocol/actions.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import {
  type Ask,
  dial,
  http,
  httpLimits,
  LAN,
  post,
  raw,
  rolecall,
  synced,
  TOKEN,
  untilSettled,
  wait,
} from './support.ts';

let app: TestApp;
let port: number;
beforeAll(async () => {
  app = await startTestApp({
    channel: { subscribers: 20, vips: 2, moderators: 1 },
    config: { apiToken: TOKEN },
  });
  port = app.port;
  await untilSettled(app);
});
afterAll(() => app.close());

const bearer = { authorization: `Bearer ${TOKEN}` };

/** Params with which each action works, as far as it may without changing what the others see. */
const PARAMS: Partial<Record<ActionName, unknown>> = {
  'access.check': { user: 'maplekettle' },
  'viewers.search': { query: 'a' },
};
/** What fits no HTTP, needs a certain viewer, or ends what the other tests stand on. */
const ELSEWHERE: readonly ActionName[] = [
  'events.subscribe',
  'events.unsubscribe',
  'viewers.get',
  'viewers.history',
  'viewers.refresh',
  'twitch.connect',
  'twitch.disconnect',
  'data.delete',
  'stream.started', // begins a sync
  'peers.actions', // needs Streamer.bot
  'source.connect', // so does this
  'peers.resend', // needs Speaker.bot
  'server.demo', // starts a process
];
/** Those that work without a certain viewer or feature; the others have tests of their own. */
const HERE = ACTION_NAMES.filter(
  (name) => !ELSEWHERE.includes(name) && ACTIONS[name].params.safeParse(PARAMS[name] ?? {}).success,
);

describe('POST', () => {
  it.each(HERE)('%s answers as its schema says', async (name) => {
    const answer = await post(port, name, PARAMS[name] ?? {}, { headers: bearer });
    expect(answer).toMatchObject({ status: 200, json: { ok: true } });
    expect(answer.json).not.toHaveProperty('id');
    expect(ACTIONS[name].result.safeParse(answer.json.result).error).toBeUndefined();
  });

  it.each(ACTION_NAMES)('%s refuses a param that does not exist', async (name) => {
    const answer = await post(port, name, { nonsense: 1 }, { headers: bearer });
    expect(answer).toMatchObject({ status: 400, json: { ok: false, error: { code: 'invalid_params' } } });
  });

  it.each<[string, Ask['headers'], string, number]>([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'wait=1', 400],
    ['text', { 'content-type': 'text/plain' }, '{}', 400],
    ['no type', { 'content-type': '' }, '{}', 400],
    ['JSON by another name', { 'content-type': 'application/json+x' }, '{}', 400],
    ['JSON with a charset', { 'content-type': 'Application/JSON; charset=utf-8' }, '{}', 200],
    ['an empty body', {}, '', 200],
    ['spaces', {}, ' \n', 200],
    ['null', {}, 'null', 200],
    ['a byte order mark', {}, '\ufeff{}', 200],
    ['half a body', {}, '{"a":', 400],
    ['an array', {}, '[]', 400],
    ['a text', {}, '"x"', 400],
    ['deep nesting', {}, '['.repeat(50_000) + ']'.repeat(50_000), 400],
    ['__proto__', {}, '{"__proto__":{"x":1}}', 400],
  ])('with %s', async (_what, headers, body, status) => {
    const answer = await post(port, 'server.info', undefined, { headers: headers ?? {}, body });
    expect(answer.status, answer.text).toBe(status);
    expect(answer.json.ok).toBe(status === 200);
  });

  it('with a body that is not UTF-8 is refused', async () => {
    const body = Buffer.from([0x22, 0xff, 0xfe, 0x22]);
    expect(await post(port, 'server.info', undefined, { body })).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid_format' } },
    });
  });

  it('with a body that is too large is told so, and the connection lives on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (size: number): Promise<{ status: number; text: string }> =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json' };
        const options = {
          port,
          host: '127.0.0.1',
          path: '/api/actions/server.info',
          method: 'POST',
          agent,
          headers,
        };
        const call = request(options, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        });
        call.on('error', reject);
        call.end(' '.repeat(size));
      });
    for (const size of [HTTP_LIMITS.bodyBytes + 1, 5_000_000]) {
      const answer = await send(size);
      expect(answer).toMatchObject({
        status: 400,
        text: expect.stringContaining('larger than 262144 bytes'),
      });
    }
    expect(await send(HTTP_LIMITS.bodyBytes)).toMatchObject({ status: 200 });
    agent.destroy();
  });

  it('with a body that is cut off harms nobody', async () => {
    const socket = await dial(port);
    socket.on('error', () => undefined);
    const head = `POST /api/actions/server.info HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n`;
    socket.write(`${head}Content-Length: 100\r\n\r\n{"a`);
    await wait(30);
    socket.destroy();
    await wait(30);
    expect((await http(port, '/ping')).status).toBe(200);
    expect(app.lines.filter((line) => line.includes('[HTTP] Error'))).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'nonsense', 'sync.run.now', 'x'.repeat(200)])(
    '%s is no action',
    async (name) => {
      expect(await post(port, name)).toMatchObject({
        status: 404,
        json: { error: { code: 'unknown_action' } },
      });
    },
  );
});

describe('GET of an action', () => {
  it.each(HERE)('%s: for everybody if it only reads, else with a token only', async (name) => {
    const query = new URLSearchParams(PARAMS[name] as Record<string, string> | undefined).toString();
    const path = `/api/actions/${name}?${query}`;
    const plain = await http(port, path);
    const withToken = await http(port, path, { headers: bearer });
    const inAddress = await http(port, `${path}&token=${TOKEN}`);
    if (ACTIONS[name].level === 'read') expect(plain).toMatchObject({ status: 200, json: { ok: true } });
    else expect(plain).toMatchObject({ status: 401, json: { error: { code: 'unauthorized' } } });
    expect(withToken).toMatchObject({ status: 200, json: { ok: true } });
    expect(inAddress).toMatchObject({ status: 200, json: { ok: true } });
  });

  it('of our own page needs the token as well: an image is a GET, too', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await http(port, '/api/actions/sync.run', { headers })).status).toBe(401);
  });

  it('takes lists, numbers and switches from the query', async () => {
    // stream.started, called above, syncs too.
    await untilSettled(app);
    const path = `/api/actions/sync.run?kinds=vips,moderators&wait=1&source=api:fetch%20url&token=${TOKEN}`;
    expect((await http(port, path)).json.result).toMatchObject({
      kinds: ['vips', 'moderators'],
      source: 'api:fetch url',
    });
    expect((await http(port, '/api/actions/viewers.list?limit=2')).json.result!['items']).toHaveLength(2);
    expect((await http(port, '/api/actions/viewers.list?limit=two')).status).toBe(400);
    expect((await http(port, '/api/actions/viewers.list?limit=2&limit=3')).status).toBe(400);
  });
});

describe('other ways in', () => {
  it('GET /health is the status, flat out', async () => {
    const { json, headers, status } = await http(port, '/health');
    expect(status).toBe(200);
    expect(json).toMatchObject({ state: 'fresh', kinds: { subscribers: { count: 20 } } });
    expect(ACTIONS['sync.status'].result.safeParse(json).success).toBe(true);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  it('GET /ping says that it is us', async () => {
    expect((await http(port, '/ping')).text).toBe('{"rolecall":true}');
    expect((await http(port, '/ping', { method: 'HEAD' })).text).toBe('');
  });

  it.each([
    ['GET', '/nowhere'],
    ['GET', '/api/'],
    ['GET', '/api/check/x'],
    ['GET', '/api/actions/'],
    ['GET', '/api/actions/server.info/x'],
    ['GET', '/__proto__'],
    ['GET', '/assets/nothing.js'],
    ['GET', '/assets/..%2f..%2fpackage.json'],
    ['GET', '/assets/%2e%2e/%2e%2e/package.json'],
    ['GET', '/%00'],
    ['GET', '/%'],
    ['HEAD', '/api/chek?user=a'],
    ['OPTIONS', '/api/actions/server.info'],
    ['PUT', '/api/actions/server.info'],
    ['DELETE', '/api/actions/server.info'],
    ['PATCH', '/'],
    ['POST', '/dock'],
    ['POST', '/health'],
    ['POST', '/api/check?user=a'],
  ])('%s %s is 404 in our own words', async (method, path) => {
    const answer = await http(port, path, { method });
    expect(answer.status).toBe(404);
    if (method !== 'HEAD') expect(answer.json).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(answer.text).not.toMatch(/\bat \w+ \(|node_modules|Express|<html/i);
  });

  it('GET / leads to the dock', async () => {
    expect(await http(port, '/')).toMatchObject({ status: 302, headers: { location: '/dock' } });
  });

  it.each([
    ['/dock?lang=de', 'en-GB,en;q=0.9', 'de'],
    ['/dock?lang=xx', 'xx,de-AT;q=0.9,en;q=0.8', 'de'],
    ['/dock?lang=de&lang=en', 'de;q=0.1,en', 'en'],
    ['/badge', '*', 'en'],
    ['/settings', undefined, 'en'],
  ])('%s for a browser that prefers %s is in %s', async (path, prefers, language) => {
    const { headers, text } = await http(port, path, {
      headers: prefers === undefined ? {} : { 'accept-language': prefers },
    });
    expect(text).toContain(`<html lang="${language}">`);
    expect(headers['vary']).toBe('Accept-Language');
  });

  it.each(['/dock', '/badge'])('%s is a page that runs nothing from elsewhere', async (path) => {
    const { status, headers, text } = await http(port, path);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/html/);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/script-src|unsafe-eval|\*|https?:/);
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
    expect(headers).not.toHaveProperty('x-powered-by');
    const asset = /src="(\/assets\/[^"]+\.js)"/.exec(text)?.[1] ?? '';
    const script = await http(port, asset);
    expect(script.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
    expect(script.headers['content-type']).toMatch(/javascript/);
    expect((await http(port, path, { method: 'HEAD' })).status).toBe(200);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['a header too long', `GET /ping HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s is refused and closed', async (_what, bytes, status) => {
    expect(await raw(port, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await http(port, '/ping')).status).toBe(200);
  });

  it('requests one after the other on one connection are answered in order', async () => {
    const get = (path: string, last = false) =>
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${last ? 'Connection: close\r\n' : ''}\r\n`;
    const paths = ['/ping', '/api/check?user=a&format=text', '/health', '/nowhere'];
    const text = await raw(port, paths.map((path, i) => get(path, i === paths.length - 1)).join(''));
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual([200, 200, 200, 404].map((code) => `HTTP/1.1 ${code}`));
  });
});

describe('limits', () => {
  it('too many requests on one connection are 429, a check for one word says error', async () => {
    const limited = await rolecall({
      isConnected: false,
      ...httpLimits({ rate: { perSecond: 0.001, burst: 2 } }),
    });
    const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${limited.port}\r\n\r\n`;
    const text = await raw(limited.port, get('/ping').repeat(4) + get('/api/check?user=a&format=text'), 300);
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(
      [200, 200, 429, 429, 200].map((code) => `HTTP/1.1 ${code}`),
    );
    expect(text).toContain('"code":"rate_limited"');
    expect(text.trimEnd().endsWith('error')).toBe(true);
    expect((await http(limited.port, '/ping')).status).toBe(200);
  });

  it('connections beyond the limit are turned away, and there is room again later', async () => {
    const limited = await rolecall({ isConnected: false, ...httpLimits({ connections: 2 }) });
    const [first] = [await dial(limited.port), await dial(limited.port)];
    await expect(http(limited.port, '/ping')).rejects.toThrow();
    first.destroy();
    await wait(30);
    expect((await http(limited.port, '/ping')).status).toBe(200);
  });
});

describe('an error', () => {
  it('has the status that belongs to its code', async () => {
    const off = await rolecall({ isConnected: false });
    const locked = await rolecall({ isConnected: false, ...LAN });
    const cases: [string, number, Promise<{ status: number; json: { error?: { code: string } } }>][] = [
      ['invalid_format', 400, post(off.port, 'server.info', undefined, { body: '{' })],
      ['invalid_params', 400, post(off.port, 'viewers.get')],
      ['unknown_action', 404, post(off.port, 'nonsense')],
      ['unauthorized', 401, http(locked.port, '/health', { host: '127.0.0.2' })],
      ['forbidden', 403, post(off.port, 'settings.get')],
      ['not_found', 404, post(off.port, 'viewers.get', { user: 'nobody' })],
      ['not_connected', 409, post(off.port, 'sync.run')],
    ];
    for (const [code, status, answer] of cases) {
      expect(await answer).toMatchObject({ status, json: { ok: false, error: { code } } });
    }
  });

  it('of the disk is told, and the server goes on', async () => {
    const full = await synced({ config: { apiToken: TOKEN } });
    full.app.stores.settings.update = () =>
      Promise.reject(new Problem('not_saved', 'The disk is full.', 'Make room.'));
    const answer = await post(full.port, 'settings.set', { intervalMinutes: 10 }, { headers: bearer });
    expect(answer).toMatchObject({
      status: 503,
      json: { error: { code: 'unavailable', message: 'The disk is full. Make room.' } },
    });
    expect((await http(full.port, '/health')).json).toMatchObject({ state: 'fresh' });
  });
});
