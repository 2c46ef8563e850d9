import { WebSocket } from 'ws';
import { describe, expect, it } from 'vitest';
import { guard, type GuardRequest } from '../../server/api/guard.ts';
import { EVERYONE, NO_COOLDOWN } from '../../server/core/policy.ts';
import type { TestApp } from '../support/start-app.ts';
import { client, handshake, http, post, raw, rolecall, TOKEN } from './support.ts';
import { onEnd } from '../support/endings.ts';

const PORT = 7653;
const OWN = `http://127.0.0.1:${PORT}`;
const SITES = [undefined, 'same-origin', 'cross-site', 'same-site', 'none'];
const ODD_SITES = ['', 'Cross-Site', 'same_origin', 'future-site', 'same-origin, same-origin', 'null'];
const MODES = [undefined, 'navigate', 'cors', 'no-cors', 'same-origin', 'websocket', 'future-mode'];
const PATHS = {
  page: ['/', '/dock', '/badge', '/settings'],
  ping: ['/ping'],
  file: ['/assets/dock-abc.js', '/favicon.ico', '/integrations/rolecall-badge.html'],
  api: ['/api/check', '/api/actions/access.check', '/api/actions/sync.run', '/health', '/api/diagnostics'],
  docs: ['/api/docs', '/api/docs/openapi.json', '/api/export/a-ticket'],
} as const;
type Kind = keyof typeof PATHS;

interface Ask {
  readonly path: string;
  readonly site?: string | undefined;
  readonly mode?: string | undefined;
  readonly method?: string;
  readonly origin?: string;
  readonly token?: string;
  readonly more?: GuardRequest['headers'];
}

function decide({ path, site, mode, method = 'GET', origin, token, more }: Ask, isUpgrade = false): string {
  const headers: GuardRequest['headers'] = { host: `127.0.0.1:${PORT}`, ...more };
  if (site !== undefined) headers['sec-fetch-site'] = site;
  if (mode !== undefined) headers['sec-fetch-mode'] = mode;
  if (origin !== undefined) headers.origin = origin;
  const findToken = (text: string) => (text === 'c' ? { id: 'c', level: 'control' as const } : null);
  const answer = guard(
    { port: PORT, host: '127.0.0.1', findToken },
    { method, path, headers, queryToken: token ?? null, isUpgrade },
  );
  if (!answer.ok) return answer.code;
  return answer.onlyLooks ? `${answer.level ?? 'locked'}, looks` : (answer.level ?? 'locked');
}

/** What each kind of path answers to GETs of one kind. */
type Row = Readonly<Record<Kind | 'upgrade', string>>;
const all = (answer: string): Row => ({
  page: answer,
  ping: answer,
  file: answer,
  api: answer,
  docs: answer,
  upgrade: answer,
});
const shut = all('forbidden');

function expected(site: string | undefined, mode: string | undefined): Row {
  const isShown = mode === 'navigate';
  if (site === undefined) return all('control');
  if (site === 'same-origin') return all('owner');
  if (site === 'none') {
    const looked = { ...all('read, looks'), upgrade: 'forbidden' };
    return isShown ? looked : { ...looked, api: 'forbidden', docs: 'forbidden' };
  }
  return { ...shut, ping: 'control', ...(isShown && { page: 'control' }) };
}

const matrix = [...SITES, ...ODD_SITES].flatMap((site) => MODES.map((mode) => ({ site, mode })));

describe('what a browser says of itself', () => {
  it.each(matrix)('Sec-Fetch-Site: $site, Sec-Fetch-Mode: $mode', ({ site, mode }) => {
    const row = expected(site, mode);
    for (const kind of Object.keys(PATHS) as Kind[]) {
      for (const path of PATHS[kind]) {
        expect(decide({ path, site, mode }), path).toBe(row[kind]);
        expect(decide({ path, site, mode, token: 'c' }), `${path} with a token`).toMatch(/^(control|owner)$/);
        for (const purpose of ['prefetch', 'prefetch;prerender', 'Prefetch;Anonymous-Client-IP', '']) {
          const more = { 'sec-purpose': purpose };
          expect(decide({ path, site, mode, more }), `${path}, ${purpose}`).toBe('forbidden');
          expect(decide({ path, site, mode, more, token: 'c' }), `${path}, ${purpose}`).toBe('control');
        }
        // An address is opened with GET alone.
        if (site !== undefined && site !== 'same-origin' && kind !== 'file' && kind !== 'page') {
          expect(decide({ path, site, mode, method: 'POST' }), `POST ${path}`).toBe(
            site === 'none' && kind === 'ping' ? 'read, looks' : 'forbidden',
          );
        }
      }
    }
    expect(decide({ path: '/ws', site, mode }, true)).toBe(row.upgrade);
    expect(decide({ path: '/ws', site, mode, token: 'c' }, true)).toMatch(/^(control|owner)$/);
    // /ping in its path makes no upgrade one.
    if (row.upgrade === 'forbidden') expect(decide({ path: '/dock', site, mode }, true)).toBe('forbidden');
  });

  it('counts in any case of its letters', () => {
    expect(decide({ path: '/api/check', site: 'Same-Origin' })).toBe('owner');
    expect(decide({ path: '/api/check', site: 'NONE', mode: 'Navigate' })).toBe('read, looks');
    expect(decide({ path: '/api/check', site: 'None', mode: 'CORS' })).toBe('forbidden');
    expect(decide({ path: '/dock', site: 'CROSS-SITE', mode: 'NAVIGATE' })).toBe('control');
  });

  it.each(['purpose', 'x-purpose', 'x-moz'])('what older ones load ahead of time is known by %s', (name) => {
    expect(decide({ path: '/api/check', more: { [name]: 'prefetch' } })).toBe('forbidden');
    expect(decide({ path: '/api/check', more: { [name]: 'prefetch' }, token: 'c' })).toBe('control');
  });

  it('does not make up for a foreign origin', () => {
    for (const site of [undefined, 'same-origin', 'none']) {
      for (const origin of ['null', 'http://absolute', 'https://evil.example', `${OWN}.evil.example`]) {
        expect(decide({ path: '/api/check', site, origin, mode: 'navigate' })).toBe('forbidden');
        expect(decide({ path: '/ws', site, origin, mode: 'websocket' }, true)).toBe('forbidden');
      }
    }
  });
});

const setCooldown = async ({ port }: TestApp): Promise<void> => {
  const policy = { ...EVERYONE, cooldown: { ...NO_COOLDOWN, globalMs: 60_000 } };
  const headers = { authorization: `Bearer ${TOKEN}` };
  const answer = await post(port, 'policy.set', { feature: 'tts', policy }, { headers });
  expect(answer.json.error).toBeUndefined();
};

const offline = { isConnected: false, config: { apiToken: TOKEN } } as const;
const decisions = async ({ port }: TestApp): Promise<unknown> =>
  (await http(port, '/api/actions/decisions.list')).json.result!['items'];

/** As Chromium sends them. */
const typed = {
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-user': '?1',
};

describe('an address that was typed, or led to by a link in another program,', () => {
  it.each([
    '/api/check?user=somebody&consume=1',
    '/api/check?user=somebody&consume=1&format=text',
    '/api/check?userId=98&consume=1&record=1&name=Text+on+stream',
    '/api/actions/access.check?user=somebody&consume=1',
  ])('%s is answered; nothing is recorded or used up', async (path) => {
    const app = await rolecall(offline);
    await setCooldown(app);
    const listener = await client(app, `?token=${TOKEN}`);
    await listener.call('events.subscribe', { events: ['access.decided'] });
    for (let i = 0; i < 3; i++) {
      const { status, text } = await http(app.port, path, { headers: typed });
      expect(status).toBe(200);
      expect(text).toMatch(/"allowed":true|^allow$/);
    }
    expect(await decisions(app)).toEqual([]);
    // The same from a program counts.
    expect((await http(app.port, path)).text).toMatch(/"allowed":true|^allow$/);
    expect(await decisions(app)).toHaveLength(1);
    expect((await http(app.port, path)).text).toMatch(/"reason":"cooldown"|^deny$/);
    expect((await http(app.port, path, { headers: typed })).text).toMatch(/"reason":"cooldown"|^deny$/);
    await listener.call('server.info');
    expect(listener.rest.filter(({ event }) => event === 'access.decided')).toHaveLength(2);
  });

  it('is served where there is something to see', async () => {
    const app = await rolecall(offline);
    const page = { origin: `http://127.0.0.1:${app.port}`, 'sec-fetch-site': 'same-origin' };
    const offer = await post(app.port, 'data.export', {}, { headers: page });
    const { path } = offer.json.result as { path: string };
    for (const each of ['/dock', '/badge', '/settings', '/api/docs', '/health', '/ping', path]) {
      expect((await http(app.port, each, { headers: typed })).status, each).toBe(200);
    }
    // What changes something needs a token, as for everybody.
    expect((await http(app.port, '/api/actions/sync.run', { headers: typed })).status).toBe(401);
  });

  it('with a token does what the token may', async () => {
    const app = await rolecall(offline);
    const path = `/api/check?user=somebody&token=${TOKEN}`;
    expect((await http(app.port, path, { headers: typed })).status).toBe(200);
    expect(await decisions(app)).toHaveLength(1);
  });
});

describe('who has to get in', () => {
  const isFull = async (app: TestApp, headers: Record<string, string>): Promise<void> => {
    const before = (await decisions(app)) as unknown[];
    expect((await http(app.port, '/api/check?user=somebody', { headers })).status).toBe(200);
    expect(await decisions(app)).toHaveLength(before.length + 1);
  };

  it.each<[string, Record<string, string>]>([
    ['Streamer.bot with Fetch URL (.NET)', {}],
    ['curl', { 'user-agent': 'curl/8.5.0', accept: '*/*' }],
    ['Python', { 'user-agent': 'Python-urllib/3.11', connection: 'close' }],
    ["Node's own fetch", { accept: '*/*', 'sec-fetch-mode': 'cors', 'user-agent': 'node' }],
  ])('%s', async (_who, headers) => {
    await isFull(await rolecall(offline), headers);
  });

  it("Node's own fetch, as it is", async () => {
    const app = await rolecall(offline);
    expect((await fetch(`${app.baseUrl}/api/check?user=somebody`)).status).toBe(200);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ user: 'somebody' });
    const sent = await fetch(`${app.baseUrl}/api/actions/access.check`, { method: 'POST', headers, body });
    expect(sent.status).toBe(200);
    expect(await decisions(app)).toHaveLength(2);
  });

  it.each(['127.0.0.1', 'localhost', '[::1]'])(
    'OBS at %s: the page, its files, its WebSocket, its calls',
    async (name) => {
      const app = await rolecall(offline);
      const host = `${name}:${app.port}`;
      const origin = `http://${host}`;
      const ask = async (path: string, headers: Record<string, string>) =>
        http(app.port, path, { headers: { host, 'user-agent': 'Chrome/127.0.0.0 OBS/32.2.2', ...headers } });
      const page = await ask('/dock', typed);
      expect(page.status).toBe(200);
      const own = { 'sec-fetch-site': 'same-origin', referer: `${origin}/dock` };
      for (const [, asset] of page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
        expect((await ask(asset!, { ...own, 'sec-fetch-mode': 'no-cors' })).status, asset).toBe(200);
        expect((await ask(asset!, { ...own, 'sec-fetch-mode': 'cors', origin })).status, asset).toBe(200);
      }
      expect((await ask('/ping', { ...own, 'sec-fetch-mode': 'cors' })).status).toBe(200);
      expect((await ask('/health', { ...own, 'sec-fetch-mode': 'cors' })).status).toBe(200);
      // Chromium says nothing more of a WebSocket; Firefox does.
      const more = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'websocket' };
      for (const metadata of [{}, more]) {
        const socket = new WebSocket(app.wsUrl, { headers: { host, origin, ...metadata } });
        onEnd(() => socket.terminate());
        await new Promise((done) => socket.once('open', done));
      }
      const settings = await post(app.port, 'settings.get', {}, { headers: { host, origin, ...own } });
      expect(settings.status).toBe(200);
    },
  );

  it.each(['null', 'file://', 'http://absolute'])(
    'a local file at %s that looks whether we are here',
    async (origin) => {
      const app = await rolecall(offline);
      const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
      expect((await http(app.port, '/ping', { headers: { ...headers, origin } })).json).toEqual({
        rolecall: true,
      });
      const simple = { ...headers, 'sec-fetch-mode': 'no-cors' };
      expect((await http(app.port, '/ping', { headers: simple })).status).toBe(200);
      const shown = { ...headers, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
      expect((await http(app.port, '/badge', { headers: shown })).status).toBe(200);
    },
  );

  it.each(['null', 'file://'])('a Stream Deck page at %s with a token, and not without', async (origin) => {
    const app = await rolecall(offline);
    const headers = { origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };
    const path = '/api/check?user=somebody';
    expect((await http(app.port, path, { headers })).status).toBe(403);
    expect((await http(app.port, `${path}&token=${TOKEN}`, { headers })).status).toBe(200);
    expect(await decisions(app)).toHaveLength(1);
    const upgrade = (query: string) => handshake(app.port, { Origin: origin }, `/ws${query}`);
    expect(await raw(app.port, upgrade(''))).toMatch(/^HTTP\/1\.1 403 /);
    expect(await raw(app.port, upgrade(`?token=${TOKEN}`), 100)).toMatch(/^HTTP\/1\.1 101 /);
  });
});
