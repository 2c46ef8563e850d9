import { describe, expect, it } from 'vitest';
import { guard, type GuardRequest } from '../../server/api/guard.ts';
import { type Ask, client, http, LAN, post, raw, handshake, rolecall, TOKEN } from './support.ts';

const PORT = 7653;
const TOKENS: Record<string, 'read' | 'control' | 'owner'> = { r: 'read', c: 'control', o: 'owner' };
const findToken = (token: string) => {
  const level = TOKENS[token];
  return level ? { id: token, level } : null;
};

interface Case {
  readonly host?: string;
  readonly origin?: string;
  readonly site?: string;
  readonly mode?: string;
  readonly path?: string;
  readonly method?: string;
  readonly token?: string;
}

function decide(given: Case, isUpgrade: boolean, listenOn = '127.0.0.1', port = PORT): string {
  const {
    host = `127.0.0.1:${port}`,
    origin,
    site,
    mode,
    path = '/api/check',
    method = 'GET',
    token,
  } = given;
  const headers: GuardRequest['headers'] = {
    host,
    ...(origin !== undefined && { origin }),
    ...(site !== undefined && { 'sec-fetch-site': site }),
    ...(mode !== undefined && { 'sec-fetch-mode': mode }),
  };
  const answer = guard(
    { port, host: listenOn, findToken },
    { method, path, headers, queryToken: token ?? null, isUpgrade },
  );
  return answer.ok ? (answer.level ?? 'locked') : answer.code;
}

const OWN = `http://127.0.0.1:${PORT}`;

describe('who is let in on loopback', () => {
  it.each<[string, Case, string]>([
    // Names.
    ['a native program', {}, 'control'],
    ['by the name localhost', { host: `localhost:${PORT}` }, 'control'],
    ['by the name LOCALHOST', { host: `LOCALHOST:${PORT}` }, 'control'],
    ['by IPv6', { host: `[::1]:${PORT}` }, 'control'],
    ['DNS rebinding', { host: `evil.example:${PORT}` }, 'forbidden'],
    [
      'DNS rebinding with its own origin',
      { host: `evil.example:${PORT}`, origin: `http://evil.example:${PORT}` },
      'forbidden',
    ],
    [
      'DNS rebinding, same-origin to the browser',
      { host: `evil.example:${PORT}`, site: 'same-origin' },
      'forbidden',
    ],
    ['a name that begins like ours', { host: `127.0.0.1.evil.example:${PORT}` }, 'forbidden'],
    ['a name that ends like ours', { host: `evil.localhost:${PORT}` }, 'forbidden'],
    ['no name', { host: '' }, 'forbidden'],
    ['no port', { host: '127.0.0.1' }, 'forbidden'],
    ['another port', { host: '127.0.0.1:80' }, 'forbidden'],
    ['all addresses', { host: `0.0.0.0:${PORT}` }, 'forbidden'],
    ['a user in front', { host: `me@127.0.0.1:${PORT}` }, 'forbidden'],
    ['a dot behind', { host: `localhost.:${PORT}` }, 'forbidden'],
    // Origins.
    ['our own page', { origin: OWN }, 'owner'],
    ['our own page by another of our names', { origin: `http://localhost:${PORT}` }, 'owner'],
    ['our own page, GET without Origin', { site: 'same-origin' }, 'owner'],
    ['another site', { origin: 'https://evil.example' }, 'forbidden'],
    ['another port of this machine', { origin: 'http://127.0.0.1:8080' }, 'forbidden'],
    ['https of this machine', { origin: `https://127.0.0.1:${PORT}` }, 'forbidden'],
    ['our origin as a beginning', { origin: `${OWN}.evil.example` }, 'forbidden'],
    ['our origin without its port', { origin: 'http://127.0.0.1' }, 'forbidden'],
    ['a sandbox or a file', { origin: 'null' }, 'forbidden'],
    ['a file in OBS', { origin: 'file://' }, 'forbidden'],
    ["OBS's local file", { origin: 'http://absolute' }, 'forbidden'],
    ['an empty origin', { origin: '' }, 'forbidden'],
    ['an extension', { origin: 'chrome-extension://abcdefgh' }, 'forbidden'],
    // Fetch metadata.
    ['an image of another site', { site: 'cross-site', mode: 'no-cors' }, 'forbidden'],
    [
      'a fetch of another site',
      { site: 'cross-site', mode: 'cors', origin: 'https://evil.example' },
      'forbidden',
    ],
    ['an image of another port', { site: 'same-site', mode: 'no-cors' }, 'forbidden'],
    ['our origin, but cross-site', { origin: OWN, site: 'cross-site' }, 'forbidden'],
    [
      'a link from elsewhere to an action',
      { site: 'cross-site', mode: 'navigate', path: '/api/actions/sync.run' },
      'forbidden',
    ],
    ['a link from elsewhere to a check', { site: 'cross-site', mode: 'navigate' }, 'forbidden'],
    [
      'a link from elsewhere to the status',
      { site: 'cross-site', mode: 'navigate', path: '/health' },
      'forbidden',
    ],
    ['a link from elsewhere to the dock', { site: 'cross-site', mode: 'navigate', path: '/dock' }, 'control'],
    [
      'a link from a neighbour to the badge',
      { site: 'same-site', mode: 'navigate', path: '/badge' },
      'control',
    ],
    [
      'a form of another site to the dock',
      { site: 'cross-site', mode: 'navigate', path: '/dock', method: 'POST' },
      'forbidden',
    ],
    ['an image that is the dock', { site: 'cross-site', mode: 'no-cors', path: '/dock' }, 'forbidden'],
    // The sign that we are here.
    ['/ping from anywhere', { site: 'cross-site', origin: 'null', path: '/ping' }, 'control'],
    ['/ping under a false name', { host: 'evil.example', path: '/ping' }, 'forbidden'],
    [
      'POST /ping from anywhere',
      { site: 'cross-site', origin: 'null', path: '/ping', method: 'POST' },
      'forbidden',
    ],
    // Tokens.
    [
      'a token, from another site',
      { origin: 'https://evil.example', site: 'cross-site', token: 'r' },
      'read',
    ],
    ['a token of level control, from another site', { site: 'cross-site', token: 'c' }, 'control'],
    // It opens doors, and shuts none that are open without it.
    ['a token of level read, native', { token: 'r' }, 'control'],
    ['a token of level control', { token: 'c' }, 'control'],
    ['a token of level owner', { token: 'o' }, 'owner'],
    ['a token of level read, from our own page', { origin: OWN, token: 'r' }, 'owner'],
    ['a token of level control, from our own page', { site: 'same-origin', token: 'c' }, 'owner'],
    ['a wrong token at a page, which says so itself', { path: '/dock', token: 'x' }, 'control'],
    [
      'a wrong token at a page that is no document',
      { path: '/dock', token: 'x', site: 'cross-site' },
      'forbidden',
    ],
    ['a wrong token', { token: 'x' }, 'unauthorized'],
    ['a wrong token from our own page', { origin: OWN, token: 'x' }, 'unauthorized'],
    ['an empty token', { token: '' }, 'unauthorized'],
    ['a token under a false name', { host: 'evil.example', token: 'o' }, 'forbidden'],
  ])('%s', (_what, given, expected) => {
    expect(decide(given, false)).toBe(expected);
    // Upgrades are treated alike, but that none of them is a navigation or a /ping.
    const isPage = given.path !== undefined && (given.mode === 'navigate' || given.token === 'x');
    if (!isPage && given.path !== '/ping') expect(decide({ ...given, path: '/ws' }, true)).toBe(expected);
  });

  it('where the port is 80, browsers leave it away', () => {
    expect(decide({ host: '127.0.0.1', origin: 'http://127.0.0.1' }, false, '127.0.0.1', 80)).toBe('owner');
    expect(decide({ host: 'evil.example' }, false, '127.0.0.1', 80)).toBe('forbidden');
  });
});

describe('who is let in where other machines may come', () => {
  const HOST = '192.168.1.20';
  const lan = (given: Case, isUpgrade = false) =>
    decide({ host: `${HOST}:${PORT}`, ...given }, isUpgrade, HOST);

  it.each<[string, Case, string]>([
    ['a native program', {}, 'unauthorized'],
    ['our own page', { origin: `http://${HOST}:${PORT}` }, 'unauthorized'],
    ['our own page, by its metadata', { site: 'same-origin' }, 'unauthorized'],
    ['a page: it asks for the token itself', { path: '/dock' }, 'locked'],
    ['a page with a wrong token', { path: '/settings', token: 'x' }, 'locked'],
    ['a page under a false name', { path: '/dock', host: `evil.example:${PORT}` }, 'forbidden'],
    ['a page as an image', { path: '/dock', site: 'cross-site', mode: 'no-cors' }, 'forbidden'],
    ['a page, sent to', { path: '/dock', method: 'POST' }, 'unauthorized'],
    ['what is below a page', { path: '/dock/x' }, 'unauthorized'],
    ['the code of a page', { path: '/assets/dock.js' }, 'locked'],
    ['/ping', { path: '/ping' }, 'locked'],
    ['a token', { token: 'c' }, 'control'],
    ['a token of level read', { token: 'r' }, 'read'],
    ['a token of level read, from our own page', { origin: `http://${HOST}:${PORT}`, token: 'r' }, 'read'],
    ['a token by a loopback name', { host: `localhost:${PORT}`, token: 'c' }, 'control'],
    ['loopback without a token', { host: `127.0.0.1:${PORT}` }, 'unauthorized'],
    ['a wrong token', { token: 'x' }, 'unauthorized'],
    ['a false name', { host: `evil.example:${PORT}`, token: 'o' }, 'forbidden'],
  ])('%s', (_what, given, expected) => {
    expect(lan(given)).toBe(expected);
  });

  it('a WebSocket may open without a token, and is told nothing', () => {
    expect(lan({ path: '/ws' }, true)).toBe('locked');
    expect(lan({ path: '/ws', origin: 'https://evil.example' }, true)).toBe('forbidden');
  });

  it('an IPv6 address is named in brackets', () => {
    expect(decide({ host: `[fe80::1]:${PORT}`, token: 'o' }, false, 'fe80::1')).toBe('owner');
  });
});

describe('over the wire', () => {
  const setting = { intervalMinutes: 30 };

  it('a native program may control, not change settings; our own pages may', async () => {
    const { port } = await rolecall({ isConnected: false });
    const own = { headers: { origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' } };
    expect(await post(port, 'settings.set', setting)).toMatchObject({
      status: 403,
      json: { error: { code: 'forbidden' } },
    });
    expect(await post(port, 'policy.get')).toMatchObject({ status: 200 });
    expect(await post(port, 'settings.set', setting, own)).toMatchObject({ status: 200, json: { ok: true } });
  });

  it('a WebSocket of our own page is an owner, a native one is not', async () => {
    const app = await rolecall({ isConnected: false });
    const native = await client(app);
    expect(await native.call('settings.get')).toMatchObject({ error: { code: 'forbidden' } });
    const answer = await raw(app.port, handshake(app.port, { Origin: 'https://evil.example' }));
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    const allowed = await raw(app.port, handshake(app.port, { Origin: `http://localhost:${app.port}` }), 100);
    expect(allowed).toMatch(/^HTTP\/1\.1 101 /);
  });

  it.each<[string, string, Ask, number]>([
    ['DNS rebinding', '/health', { headers: { host: 'evil.example' } }, 403],
    ['DNS rebinding of the dock', '/dock', { headers: { host: 'evil.example' } }, 403],
    [
      'an image of another site',
      '/api/check?user=a',
      { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } },
      403,
    ],
    [
      'a fetch of another site',
      '/api/check?user=a',
      { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } },
      403,
    ],
    [
      'a preflight',
      '/api/actions/sync.run',
      {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      },
      403,
    ],
    [
      'a link to the dock',
      '/dock',
      { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } },
      200,
    ],
    ['/ping of a local file', '/ping', { headers: { origin: 'null', 'sec-fetch-site': 'cross-site' } }, 200],
    [
      'another path in another spelling',
      '/api/../dock/../health',
      { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } },
      403,
    ],
    [
      'two slashes',
      '//dock/health',
      { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } },
      403,
    ],
  ])('%s', async (_what, path, ask, status) => {
    const { port } = await rolecall({ isConnected: false });
    expect((await http(port, path, ask)).status).toBe(status);
  });

  it('there is never a CORS header but for reading /ping, whoever asks for what', async () => {
    const { port } = await rolecall({ isConnected: false });
    const origins = ['null', 'https://evil.example', `http://127.0.0.1:${port}`, undefined];
    for (const origin of origins) {
      for (const path of [
        '/',
        '/dock',
        '/ping',
        '/health',
        '/api/check?user=a',
        '/api/actions/server.info',
        '/none',
      ]) {
        for (const method of ['GET', 'OPTIONS', 'POST', 'HEAD']) {
          const answer = await http(port, path, { method, headers: origin === undefined ? {} : { origin } });
          const names = Object.keys(answer.headers).filter((name) => /access-control/i.test(name));
          const expected = path === '/ping' && method === 'GET' ? ['access-control-allow-origin'] : [];
          expect(names, `${method} ${path} from ${origin ?? 'a program'}`).toEqual(expected);
        }
      }
    }
  });

  it('a host that is named twice, or not at all, is refused', async () => {
    const { port } = await rolecall({ isConnected: false });
    expect(await raw(port, 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
    expect(await raw(port, 'GET /health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
    const twice = `GET /health HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
    expect(await raw(port, twice)).toMatch(/^HTTP\/1\.1 4/);
  });

  it('an address that names another host does not change who we are', async () => {
    const { port } = await rolecall({ isConnected: false });
    const absolute = `GET http://evil.example/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`;
    expect(await raw(port, absolute)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('the token in the header wins over the one in the address', async () => {
    const app = await rolecall({ isConnected: false, ...LAN });
    const ask = (authorization: string, query: string) =>
      http(app.port, `/health${query}`, { host: '127.0.0.2', headers: { authorization } });
    expect((await ask('Bearer wrong-wrong', `?token=${TOKEN}`)).status).toBe(401);
    expect((await ask(`Bearer ${TOKEN}`, '?token=wrong')).status).toBe(200);
    expect((await ask('Basic abc', `?token=${TOKEN}`)).status).toBe(200);
  });
});
