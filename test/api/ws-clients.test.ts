import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { TestClient } from '../support/ws-client.ts';
import {
  client,
  dial,
  handshake,
  http,
  LAN,
  raw,
  rolecall,
  synced,
  TOKEN,
  until,
  untilSettled,
  wait,
  wsLimits,
} from './support.ts';
import { onEnd } from '../support/endings.ts';
import { livedMs } from '../support/fast-clock.ts';

describe('a client that asks too much', () => {
  it('is told so, for each request too many, and may go on when it slows down', async () => {
    const app = await rolecall({ isConnected: false, ...wsLimits({ rate: { perSecond: 2, burst: 10 } }) });
    const greedy = await client(app);
    const calls = await Promise.all(Array.from({ length: 30 }, () => greedy.call('server.info')));
    const refused = calls.filter(({ ok }) => !ok);
    expect(refused.length).toBeGreaterThanOrEqual(15);
    expect(new Set(refused.map(({ error }) => error!.code))).toEqual(new Set(['rate_limited']));
    const other = await client(app);
    expect(await other.call('server.info')).toMatchObject({ ok: true });
    await expect.poll(() => greedy.call('server.info'), { interval: 600 }).toMatchObject({ ok: true });
  });

  it('cannot get around that with frames that are no requests', async () => {
    const app = await rolecall({ isConnected: false, ...wsLimits({ rate: { perSecond: 1, burst: 5 } }) });
    const greedy = await client(app);
    for (let i = 0; i < 10; i++) greedy.send('nonsense');
    for (let i = 0; i < 5; i++) await greedy.take(({ error }) => error?.code === 'invalid_format');
    for (let i = 0; i < 5; i++) await greedy.take(({ error }) => error?.code === 'rate_limited');
  });
});

describe('a client that does not read', () => {
  it('is dropped, and the others are served on', async () => {
    const app = await rolecall({
      isConnected: false,
      ...wsLimits({ rate: { perSecond: 1e6, burst: 1e6 }, unreadBytes: 100_000 }),
    });
    const slow = await dial(app.port);
    slow.write(handshake(app.port));
    await once(slow, 'data');
    slow.pause();
    // Not once(): that rejects at the reset, which is one way of being dropped.
    const closed = new Promise((resolve) => slow.once('close', resolve));
    const payload = Buffer.from('{"action":"sync.status"}');
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
    const flood = Buffer.concat(Array<Buffer>(2_000).fill(frame));
    slow.on('error', () => undefined);
    const pump = setInterval(() => slow.write(flood), 5);
    onEnd(() => clearInterval(pump));
    await until(() => app.lines.some((line) => line.includes('does not read')), 'the warning');
    clearInterval(pump);
    slow.resume();
    await closed;
    const other = await client(app);
    expect(await other.call('server.info')).toMatchObject({ ok: true });
  });
});

describe('connections', () => {
  it('beyond the limit are refused with 503, and there is room again when one has gone', async () => {
    const app = await rolecall({ isConnected: false, ...wsLimits({ connections: 3 }) });
    const clients = [await client(app), await client(app), await client(app)];
    await expect(TestClient.open(app.wsUrl)).rejects.toThrow('503');
    expect((await http(app.port, '/health')).status).toBe(200);
    await clients[0]!.close();
    await until(() => true, 'a moment');
    await wait(20);
    expect(await (await client(app)).call('server.info')).toMatchObject({ ok: true });
  });

  it('whose other end is gone without a word are dropped', async () => {
    const app = await rolecall({ isConnected: false, ...wsLimits({ connections: 1, pingEveryMs: 40 }) });
    const socket = new WebSocket(app.wsUrl, { autoPong: false });
    onEnd(() => socket.terminate());
    await once(socket, 'open');
    const started = livedMs();
    await once(socket, 'close');
    expect(livedMs() - started).toBeLessThan(1_000);
    expect(await (await client(app)).call('server.info')).toMatchObject({ ok: true });
  });

  it('that answer pings stay, however quiet they are', async () => {
    const app = await rolecall({ isConnected: false, ...wsLimits({ pingEveryMs: 20 }) });
    const quiet = await client(app);
    await wait(200);
    expect(await quiet.call('server.info')).toMatchObject({ ok: true });
  });

  it('end with code 1001 when Rolecall closes, and do not hold it up', async () => {
    const app = await rolecall({ isConnected: false });
    const polite = await client(app);
    const stubborn = await dial(app.port, '127.0.0.1', true);
    stubborn.write(handshake(app.port));
    await once(stubborn, 'data');
    const refused = await dial(app.port, '127.0.0.1', true);
    refused.write(handshake(app.port, {}, '/elsewhere'));
    await once(refused, 'data');
    const silent = await dial(app.port, '127.0.0.1', true);
    silent.write('GET /health HTTP/1.1\r\n');
    const closed = once(polite.socket, 'close');
    const started = livedMs();
    await app.close();
    expect(livedMs() - started).toBeLessThan(1_500);
    expect((await closed)[0]).toBe(1001);
  });

  it.each([
    ['another path', handshake(0, {}, '/'), 404],
    ['another version', handshake(0, { 'Sec-WebSocket-Version': '7' }), 400],
    ['no key', handshake(0, { 'Sec-WebSocket-Key': '' }), 400],
    ['another protocol', handshake(0, { Upgrade: 'h2c' }), 400],
  ])('of %s are refused and closed', async (_what, request, status) => {
    const app = await rolecall({ isConnected: false });
    const answer = await raw(app.port, request.replace('127.0.0.1:0', `127.0.0.1:${app.port}`));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await http(app.port, '/ping')).json).toEqual({ rolecall: true });
  });
});

describe('where other machines may come in', () => {
  const lan = async (options = {}) => {
    const app = await rolecall({ isConnected: false, ...LAN, ...options });
    return { app, url: `ws://127.0.0.2:${app.port}/ws` };
  };

  it.each([
    ['in the header', '', { headers: { authorization: `Bearer ${TOKEN}` } }],
    ['in the address', `?token=${TOKEN}`, {}],
  ])('a token %s opens the door at once', async (_where, query, options) => {
    const { url } = await lan();
    const opened = await TestClient.open(url + query, options);
    await opened.event('hello');
    expect(await opened.call('settings.get')).toMatchObject({ ok: true });
    await opened.close();
  });

  it('a token in the first frame opens it, and hello comes then', async () => {
    const { url } = await lan();
    const opened = await TestClient.open(url);
    await wait(50);
    expect(opened.rest).toEqual([]);
    expect(await opened.call('auth', { token: TOKEN })).toMatchObject({
      ok: true,
      result: { level: 'owner' },
    });
    await opened.event('hello');
    expect(await opened.call('settings.get')).toMatchObject({ ok: true });
    await opened.close();
  });

  it('nothing is told without one: no hello, no answers, no events', async () => {
    const { app, url } = await lan({ isConnected: true, channel: { subscribers: 20 } });
    const opened = await TestClient.open(url);
    for (const action of ['server.info', 'sync.status', 'access.check', 'nonsense', '__proto__']) {
      expect(await opened.call(action, { user: 'a' })).toMatchObject({ error: { code: 'unauthorized' } });
    }
    expect(await opened.call('events.subscribe', { events: ['sync.status'] })).toMatchObject({ ok: false });
    await untilSettled(app);
    await wait(50);
    expect(opened.rest).toEqual([]);
    await opened.close();
  });

  it.each([{ token: 'wrong' }, { token: `${TOKEN}x` }, { token: TOKEN.slice(0, -1) }])(
    'a wrong token in the first frame is refused: %j',
    async (params) => {
      const { url } = await lan();
      const opened = await TestClient.open(url);
      expect(await opened.call('auth', params)).toMatchObject({ error: { code: 'unauthorized' } });
      expect(await opened.call('server.info')).toMatchObject({ error: { code: 'unauthorized' } });
      await opened.close();
    },
  );

  it.each([{}, { token: '' }, { token: 5 }, { token: 'x'.repeat(201) }, [], 'x'])(
    'a first frame that holds no token at all is refused: %j',
    async (params) => {
      const { url } = await lan();
      const opened = await TestClient.open(url);
      expect(await opened.call('auth', params)).toMatchObject({ error: { code: 'invalid_params' } });
      await opened.close();
    },
  );

  it('a wrong token in header or address is refused at the door', async () => {
    const { url } = await lan();
    await expect(TestClient.open(`${url}?token=wrong`)).rejects.toThrow('401');
    await expect(TestClient.open(url, { headers: { authorization: 'Bearer wrong' } })).rejects.toThrow('401');
    await expect(TestClient.open(`${url}?token=`)).rejects.toThrow('401');
  });

  it('who brings no token loses the place after a while', async () => {
    const { app, url } = await lan(wsLimits({ authMs: 100, connections: 1 }));
    const stranger = await TestClient.open(url);
    const [code] = (await once(stranger.socket, 'close')) as [number];
    expect(code).toBe(1008);
    const friend = await TestClient.open(`${url}?token=${TOKEN}`);
    await wait(200);
    expect(await friend.call('server.info')).toMatchObject({ ok: true });
    await friend.close();
    void app;
  });

  it('a token is needed for everything over HTTP, too, but for the way in', async () => {
    const { app } = await lan();
    const ask = (path: string, headers = {}) => http(app.port, path, { host: '127.0.0.2', headers });
    for (const path of ['/health', '/api/check?user=a', '/api/actions/server.info', '/nowhere']) {
      expect((await ask(path)).status, path).toBe(401);
    }
    // A page has nothing to hide, and asks for the token itself.
    for (const path of ['/dock', '/badge', '/dock?token=wrong']) expect((await ask(path)).status).toBe(200);
    expect((await ask('/api/check?user=a&format=text')).text).toBe('error');
    expect((await ask('/ping')).json).toEqual({ rolecall: true });
    expect((await ask(`/health?token=${TOKEN}`)).status).toBe(200);
    expect((await ask('/health', { authorization: `bearer ${TOKEN}` })).status).toBe(200);
    expect((await ask(`/?token=${TOKEN}`)).headers.location).toBe(`/dock?token=${TOKEN}`);
  });
});

it('a first sync is told to whoever came before it', async () => {
  const app = await synced({ channel: { subscribers: 3 } });
  const opened = await client(app);
  expect((await opened.event('hello')).data!['status']).toMatchObject({ state: 'fresh' });
});
