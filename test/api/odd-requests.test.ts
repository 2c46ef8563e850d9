import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { dial, http, post, raw, TOKEN, until, untilSettled } from './support.ts';

/** Requests as tools send them that were not made by people who read RFCs. */

let app: TestApp;
let port: number;
beforeAll(async () => {
  app = await startTestApp({ channel: { viewers: 5 }, config: { apiToken: TOKEN } });
  port = app.port;
  app.simulator.world.addUser({ userId: '1', userLogin: 'vip_one', userDisplayName: 'Vip_One' });
  app.simulator.world.addVip('1');
  await untilSettled(app);
  await app.app.sync.run({ source: 'api:test' });
});
afterAll(() => app.close());

const host = (): string => `127.0.0.1:${port}`;
const line = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;

describe('an address that was not encoded', () => {
  it.each([
    '/api/check?user=安美&format=text',
    '/api/check?format=text&user=some one',
    '/api/check?user=a  b&format=TEXT&feature=tts',
    '/api/check/?user=é&format=text',
    '/api/check?format=text&name=Tom & Jerry HTTP/1.1',
  ])('%s gets one word with status 200, and the connection ends', async (path) => {
    const answer = await raw(port, Buffer.from(line(path)));
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain('\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 5\r\n');
    expect(answer).toMatch(/\r\n\r\nerror$/);
  });

  it.each([
    ['is too long', (p: string) => `GET ${p}&name=${'x'.repeat(17_000)} HTTP/1.1\r\nHost: ${host()}\r\n\r\n`],
    ['has an odd header', (p: string) => `GET ${p} HTTP/1.1\r\nHost: ${host()}\r\nBad Header: x\r\n\r\n`],
    ['ends its lines oddly', (p: string) => `GET ${p} HTTP/1.1\nHost: ${host()}\n\n`],
    ['says nothing of a host', (p: string) => `GET ${p} HTTP/1.1\r\nConnection: close\r\n\r\n`],
    ['is of an older HTTP', (p: string) => `GET ${p} HTTP/1.0\r\n\r\n`],
  ])('a check in text that %s gets its word', async (_what, bytes) => {
    const answer = await raw(port, bytes('/api/check?user=vip_one&format=text'));
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nerror$/);
  });

  it('without a Host is refused in words', async () => {
    const answer = await raw(port, 'GET /api/check?user=vip_one HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 403 [^]*"forbidden"/);
  });

  it.each([
    '/api/check?user=安美',
    '/api/check?user=a b&informat=text',
    '/api/actions/access.check?user=a b&format=text',
    '/pages/安美?format=text',
  ])('%s gets an error in words', async (path) => {
    const answer = await raw(port, Buffer.from(line(path)));
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    const [, body = ''] = answer.split('\r\n\r\n');
    expect(JSON.parse(body)).toMatchObject({
      ok: false,
      error: { code: 'invalid_format', message: expect.stringContaining('percent-encoded') },
    });
  });

  it.each([
    ['what is no HTTP at all', '\x16\x03\x01\x00\x05hello\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s is refused, and the others are served', async (_what, bytes, status) => {
    expect(await raw(port, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect((await http(port, '/ping')).json).toEqual({ rolecall: true });
  });
});

describe('a check over HTTP', () => {
  it.each(['/api/check?user=vip_one&format=text&_=1700000000', '/api/check/?user=vip_one&format=text'])(
    '%s is answered',
    async (path) => {
      expect(await http(port, path)).toMatchObject({ status: 200, text: 'allow' });
    },
  );

  it('takes a cache buster behind a name', async () => {
    const { json } = await http(port, '/api/check?userId=1&name=Tom & Jerry&_=1'.replaceAll(' ', '%20'));
    expect(json).toMatchObject({ allowed: true });
    expect((await http(port, '/api/actions/sync.status?_=1')).json.ok).toBe(true);
    expect((await http(port, '/api/actions/sync.status/')).json.ok).toBe(true);
  });

  it.each([
    '/api/check?user=vip_one',
    '/api/check?user=vip_one&format=text',
    '/health',
    '/api/docs',
    '/ping',
  ])('HEAD %s has the status and headers of GET, and no body', async (path) => {
    const get = await http(port, path);
    const head = await http(port, path, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
  });

  it('HEAD changes nothing and counts as no check', async () => {
    const before = (await post(port, 'decisions.list')).json.result!['counts'];
    await http(port, '/api/check?user=vip_one&consume=1', { method: 'HEAD' });
    expect((await post(port, 'decisions.list')).json.result!['counts']).toEqual(before);
    const grant = `/api/actions/grants.add?userId=1&feature=tts&minutes=5&token=${TOKEN}`;
    expect((await http(port, grant, { method: 'HEAD' })).status).toBe(404);
    expect((await post(port, 'grants.list')).json.result!['items']).toEqual([]);
  });

  it('takes switches in any case', async () => {
    expect((await http(port, '/api/check?user=vip_one&record=FALSE')).json).toMatchObject({ allowed: true });
    expect((await http(port, '/api/check?user=vip_one&record=%25x%25')).json.error?.code).toBe(
      'invalid_params',
    );
  });
});

describe('an offer of HTTP/2', () => {
  const offer = {
    Connection: 'Upgrade, HTTP2-Settings',
    Upgrade: 'h2c',
    'HTTP2-Settings': 'AAMAAABkAAQAAP__',
  };

  it('is left alone, and the request is answered', async () => {
    const answer = await http(port, '/api/check?user=vip_one&format=text', { headers: offer });
    expect(answer).toMatchObject({ status: 200, text: 'allow' });
    const posted = await post(
      port,
      'access.check',
      { user: 'vip_one', name: 'x'.repeat(100_000) },
      { headers: offer },
    );
    expect(posted.json).toMatchObject({ ok: true, result: { allowed: true } });
    const foreign = { ...offer, Origin: 'https://evil.example' };
    expect((await http(port, '/api/check?user=vip_one', { headers: foreign })).status).toBe(403);
  });

  it('may come again and again on one connection', async () => {
    const head = Object.entries({ Host: host(), ...offer }).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = await dial(port);
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    for (let count = 1; count <= 3; count++) {
      socket.write(`GET /ping HTTP/1.1\r\n${head.join('')}\r\n`);
      await until(() => text.split('{"rolecall":true}').length > count, 'an answer');
    }
    socket.destroy();
  });
});

describe('what a request expects', () => {
  it('does not matter', async () => {
    const answer = await http(port, '/api/check?user=vip_one&format=text', { headers: { Expect: 'magic' } });
    expect(answer).toMatchObject({ status: 200, text: 'allow' });
  });
});

describe('a WebSocket', () => {
  it('may have a slash behind its address', async () => {
    const client = await TestClient.open(`${app.wsUrl}/`);
    expect((await client.call('server.info')).ok).toBe(true);
    client.socket.terminate();
  });
});

describe('a WebSocket frame', () => {
  it('may begin with a byte order mark', async () => {
    const client = await TestClient.open(app.wsUrl);
    client.socket.send(
      `\ufeff${JSON.stringify({ id: 'bom', action: 'access.check', params: { userId: '1' } })}`,
    );
    expect(await client.take(({ id }) => id === 'bom')).toMatchObject({
      ok: true,
      result: { allowed: true },
    });
    client.socket.terminate();
  });
});
