import { once } from 'node:events';
import { mkdir, readdir, readFile, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import type { TestApp, TestAppOptions } from '../support/start-app.ts';
import { client, http, LAN, post, rolecall, TOKEN, until, untilSettled, wait } from './support.ts';

const owner = { headers: { authorization: `Bearer ${TOKEN}` } };
const HERE = { isConnected: false, config: { apiToken: TOKEN } } as const;
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

interface Made {
  readonly token: string;
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly createdAt: string;
}
interface Listed extends Omit<Made, 'token'> {
  readonly lastUsedAt: string | null;
}

const LEVELS = ['read', 'control', 'owner'] as const;
type Level = (typeof LEVELS)[number];

/** Everything needs a token there. */
const lan = (options: TestAppOptions = {}) => rolecall({ isConnected: false, ...LAN, ...options });

async function make(app: TestApp, level: Level = 'control', name = 'Streamer.bot'): Promise<Made> {
  const answer = await post(app.port, 'tokens.create', { name, level }, owner);
  expect(answer.status).toBe(200);
  return answer.json.result as unknown as Made;
}

async function list(app: TestApp, params = {}): Promise<{ items: Listed[]; cursor: string | null }> {
  const { json } = await post(app.port, 'tokens.list', params, owner);
  return json.result as unknown as { items: Listed[]; cursor: string | null };
}

const revoke = async (app: TestApp, id: string) =>
  (await post(app.port, 'tokens.revoke', { id }, owner)).json;

const tokenFile = (app: TestApp) => join(app.dataFolder, 'access-tokens.json');

describe('an access token', () => {
  it('is long, random, fit for an address, and told once', async () => {
    const app = await rolecall(HERE);
    const [one, two] = [await make(app, 'read', '  My OBS  '), await make(app)];
    expect(one).toEqual({
      token: expect.stringMatching(/^rc_[A-Za-z0-9_-]{32,}$/),
      id: expect.any(String),
      name: 'My OBS',
      level: 'read',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(one.token).not.toBe(two.token);
    expect(encodeURIComponent(one.token)).toBe(one.token);
    const text = JSON.stringify(await list(app));
    for (const { token } of [one, two]) expect(text).not.toContain(token);
  });

  it.each(LEVELS)(
    'of level %s may do what that level may, by header, address and first frame',
    async (level) => {
      const app = await lan();
      const { token } = await make(app, level);
      const expected = LEVELS.slice(0, LEVELS.indexOf(level) + 1);
      const asks = { read: 'server.info', control: 'policy.get', owner: 'settings.get' };
      const first = await client(app);
      expect(await first.call('auth', { token })).toMatchObject({ ok: true, result: { level } });
      const inAddress = await client(app, `?token=${token}`);
      await inAddress.event('hello');
      for (const each of LEVELS) {
        const isAllowed = (expected as readonly Level[]).includes(each);
        const words = isAllowed ? { ok: true } : { error: { code: 'forbidden' } };
        for (const ws of [first, inAddress]) expect(await ws.call(asks[each])).toMatchObject(words);
        expect((await post(app.port, asks[each], {}, bearer(token))).json).toMatchObject(words);
        expect((await http(app.port, `/api/actions/${asks[each]}?token=${token}`)).json).toMatchObject(words);
      }
    },
  );

  it('takes nothing from a caller on this PC that may do more without it', async () => {
    const app = await rolecall(HERE);
    const { token } = await make(app, 'read');
    const program = await client(app);
    expect(await program.call('auth', { token })).toMatchObject({ result: { level: 'control' } });
    expect(await program.call('policy.get')).toMatchObject({ ok: true });
    const page = { origin: `http://127.0.0.1:${app.port}`, ...bearer(token).headers };
    expect((await post(app.port, 'settings.get', {}, { headers: page })).status).toBe(200);
  });

  it.each([
    { level: 'read' },
    { name: '', level: 'read' },
    { name: '   ', level: 'read' },
    { name: 'x'.repeat(61), level: 'read' },
    { name: 'a\nb', level: 'read' },
    { name: 5, level: 'read' },
    { name: 'OBS' },
    { name: 'OBS', level: 'admin' },
    { name: 'OBS', level: 'toString' },
    { name: 'OBS', level: 'read', token: 'rc_mine' },
  ])('is not made from %j', async (params) => {
    const app = await rolecall(HERE);
    expect(await post(app.port, 'tokens.create', params, owner)).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid_params' } },
    });
    expect((await list(app)).items).toEqual([]);
  });

  it.each(['tokens.create', 'tokens.list', 'tokens.revoke', 'server.addresses'])(
    '%s is for the owner alone',
    async (action) => {
      const app = await rolecall(HERE);
      const params = { name: 'x', level: 'owner', id: 'x' };
      expect((await post(app.port, action, params)).json.error!.code).toBe('forbidden');
      const native = await client(app);
      expect(await native.call(action, params)).toMatchObject({ error: { code: 'forbidden' } });
    },
  );

  it('is one of 50 at most, however many are made at once', async () => {
    const app = await rolecall(HERE);
    const ws = await client(app, `?token=${TOKEN}`);
    const made = await Promise.all(
      Array.from({ length: 60 }, (_, i) => ws.call('tokens.create', { name: `Tool ${i}`, level: 'read' })),
    );
    const refused = made.filter(({ ok }) => !ok);
    expect(refused).toHaveLength(10);
    for (const { error } of refused)
      expect(error).toMatchObject({ code: 'unavailable', message: /50 access/ });
    expect((await list(app, { limit: 500 })).items).toHaveLength(50);
    await revoke(app, (await list(app)).items[0]!.id);
    await make(app);
  });
});

describe('the list of tokens', () => {
  it('is newest first, and its pages neither repeat nor miss one', async () => {
    const app = await rolecall(HERE);
    for (const name of ['a', 'b', 'c', 'd', 'e']) await make(app, 'read', name);
    const first = await list(app, { limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['e', 'd']);
    await make(app, 'read', 'later');
    const second = await list(app, { limit: 2, cursor: first.cursor });
    const third = await list(app, { limit: 2, cursor: second.cursor });
    expect([...second.items, ...third.items].map(({ name }) => name)).toEqual(['c', 'b', 'a']);
    expect(third.cursor).toBe(null);
  });

  it('tells when each was used last, and a use writes nothing to the disk', async () => {
    let now = Date.UTC(2026, 4, 1);
    const timers: { ms: number; action: () => void }[] = [];
    const clock = {
      ...systemClock,
      now: () => now,
      after: (ms: number, action: () => void) => {
        timers.push({ ms, action });
        return systemClock.after(ms, action);
      },
    };
    const app = await rolecall({ ...HERE, app: { clock } });
    const { token } = await make(app);
    expect((await list(app)).items[0]!.lastUsedAt).toBe(null);
    const before = await readFile(tokenFile(app), 'utf8');
    now += 3_600_000;
    for (let i = 0; i < 20; i++) expect((await http(app.port, `/health?token=${token}`)).status).toBe(200);
    const usedAt = new Date(now).toISOString();
    expect((await list(app)).items[0]!.lastUsedAt).toBe(usedAt);
    await wait(50);
    expect(await readFile(tokenFile(app), 'utf8')).toBe(before);
    // Saved together, a minute after the first.
    const saves = timers.filter(({ ms }) => ms === 60_000);
    expect(saves).toHaveLength(1);
    now += 60_000;
    saves[0]!.action();
    let kept = '';
    for (let i = 0; i < 200 && !kept.includes('lastUsedAt": 1'); i++) {
      await wait(10);
      kept = await readFile(tokenFile(app), 'utf8');
    }
    expect(kept).toContain(`"lastUsedAt": ${Date.parse(usedAt)}`);
  });

  it('knows after a restart what was used just before the end', async () => {
    const first = await rolecall(HERE);
    const { token, id } = await make(first);
    const ws = await client(first, `?token=${token}`);
    await ws.event('hello');
    await first.app.close();
    const again = await rolecall({ ...HERE, dataFolder: first.dataFolder });
    const { items } = await list(again);
    expect(items).toMatchObject([{ id, lastUsedAt: expect.any(String) }]);
    await again.app.close();
  });
});

describe('tokens on the disk', () => {
  it('are hashes, in a file that only this user may read, and hold after a restart', async () => {
    const first = await rolecall(HERE);
    const [kept, gone] = [await make(first, 'owner', 'kept'), await make(first, 'owner', 'gone')];
    expect((await stat(tokenFile(first))).mode & 0o777).toBe(0o600);
    expect(await revoke(first, gone.id)).toMatchObject({ result: { revoked: true } });
    for (const file of await readdir(first.dataFolder)) {
      const text = await readFile(join(first.dataFolder, file), 'utf8').catch(() => '');
      for (const { token } of [kept, gone]) expect(text, file).not.toContain(token.slice(3));
      if (!file.startsWith('access-tokens.')) expect(text, file).not.toContain(kept.id);
      expect(text, file).not.toContain(gone.id);
    }
    expect((await stat(tokenFile(first))).mode & 0o777).toBe(0o600);
    await first.app.close();
    const again = await rolecall({ ...HERE, dataFolder: first.dataFolder });
    expect((await http(again.port, '/health', bearer(kept.token))).status).toBe(200);
    expect((await post(again.port, 'settings.get', {}, bearer(kept.token))).status).toBe(200);
    expect((await http(again.port, '/health', bearer(gone.token))).status).toBe(401);
    await again.app.close();
  });

  it('are there before anybody is told: what cannot be saved is an error, and no token', async () => {
    const app = await rolecall(HERE);
    const kept = await make(app, 'read', 'kept');
    // Nothing can be written where the next version of the file would be written.
    const inTheWay = join(app.dataFolder, 'access-tokens.json.tmp');
    await mkdir(inTheWay);
    const failed = await post(app.port, 'tokens.create', { name: 'x', level: 'owner' }, owner);
    expect(failed).toMatchObject({
      status: 503,
      json: { error: { code: 'unavailable', message: /^Not saved/ } },
    });
    expect(failed.text).not.toContain('rc_');
    expect((await post(app.port, 'tokens.revoke', { id: kept.id }, owner)).status).toBe(503);
    expect((await list(app)).items.map(({ name }) => name)).toEqual(['kept']);
    expect((await http(app.port, '/health', bearer(kept.token))).status).toBe(200);
    await rmdir(inTheWay);
    await make(app, 'read', 'y');
    expect((await list(app)).items.map(({ name }) => name)).toEqual(['y', 'kept']);
  });
});

describe('a token that is revoked', () => {
  it('opens nothing any more, and its WebSockets are closed, no others', async () => {
    const app = await lan({ channel: { subscribers: 3 }, isConnected: true });
    await untilSettled(app);
    const [bad, good] = [await make(app, 'control', 'bad'), await make(app, 'control', 'good')];
    const byAddress = await client(app, `?token=${bad.token}`);
    const byFrame = await client(app);
    await byFrame.call('auth', { token: bad.token });
    const other = await client(app, `?token=${good.token}`);
    const all = [byAddress, byFrame, other];
    for (const ws of all) await ws.call('events.subscribe', { events: ['sync.finished'] });
    const closed = Promise.all([byAddress, byFrame].map((ws) => once(ws.socket, 'close')));
    expect(await revoke(app, bad.id)).toMatchObject({ result: { revoked: true } });
    expect((await http(app.port, '/health', bearer(bad.token))).status).toBe(401);
    expect((await http(app.port, `/api/check?user=a&token=${bad.token}`)).status).toBe(401);
    for (const [code, reason] of (await closed) as [number, Buffer][]) {
      expect([code, reason.toString()]).toEqual([1008, 'This access token was revoked']);
    }
    await expect(client(app, `?token=${bad.token}`)).rejects.toThrow('401');
    const locked = await client(app);
    expect(await locked.call('auth', { token: bad.token })).toMatchObject({
      error: { code: 'unauthorized' },
    });
    expect(await other.call('sync.run', { force: true })).toMatchObject({ ok: true });
    await other.event('sync.finished');
    expect(byAddress.rest.concat(byFrame.rest).filter(({ event }) => event === 'sync.finished')).toEqual([]);
  });

  it.each([
    ['the one that it came with', 'came'],
    ['the one that it showed later', 'later'],
    ['one in between', 'between'],
  ] as const)('closes a WebSocket that has shown several: %s', async (_which, which) => {
    const app = await lan();
    const came = await make(app, 'read', 'came with');
    const later = await make(app, 'owner', 'later');
    const between = await make(app, 'control', 'between');
    const ws = await client(app, `?token=${came.token}`);
    for (const { token } of [between, later, later]) await ws.call('auth', { token });
    expect(await ws.call('settings.get')).toMatchObject({ ok: true });
    const closed = once(ws.socket, 'close');
    await revoke(app, { came, later, between }[which].id);
    expect(((await closed) as [number])[0]).toBe(1008);
  });

  it('answers nothing that is on its way', async () => {
    const app = await lan();
    const bad = await make(app, 'owner');
    const ws = await client(app, `?token=${bad.token}`);
    await ws.event('hello');
    const reviewed = await client(app, `?token=${TOKEN}`);
    await reviewed.event('hello');
    reviewed.send(JSON.stringify({ id: 'r', action: 'tokens.revoke', params: { id: bad.id } }));
    await reviewed.take(({ id }) => id === 'r');
    if (ws.socket.readyState === ws.socket.OPEN) {
      ws.send(JSON.stringify({ id: 's', action: 'settings.set', params: { intervalMinutes: 200 } }));
    }
    await until(() => ws.socket.readyState === ws.socket.CLOSED, 'the end of the connection');
    const { json } = await post(app.port, 'settings.get', {}, owner);
    expect(json.result).toMatchObject({ intervalMinutes: 30 });
  });

  it('by its own holder still answers', async () => {
    const app = await lan();
    const { token, id } = await make(app, 'owner');
    const ws = await client(app, `?token=${token}`);
    const closed = once(ws.socket, 'close');
    expect(await ws.call('tokens.revoke', { id })).toMatchObject({ ok: true, result: { revoked: true } });
    expect(((await closed) as [number])[0]).toBe(1008);
  });

  it.each(['nobody', 'environment', 'start', '__proto__'])('of the id "%s" is none', async (id) => {
    const app = await rolecall(HERE);
    expect(await revoke(app, id)).toMatchObject({ result: { revoked: false } });
    expect((await http(app.port, '/health', owner)).status).toBe(200);
  });
});
