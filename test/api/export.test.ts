import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { NO_DETAIL, type RoleChange, TIERS } from '../../server/core/roles.ts';
import { exportedData, exportedRole } from '../../server/protocol/export-shapes.ts';
import { systemClock } from '../../server/clock.ts';
import type { TestApp } from '../support/start-app.ts';
import { client, dial, folder, http, LAN, post, rolecall, synced, TOKEN, until } from './support.ts';

const OFFLINE = { isConnected: false, config: { apiToken: TOKEN } } as const;
const owner = { headers: { authorization: `Bearer ${TOKEN}` } };

interface Offer {
  readonly fileName: string;
  readonly path: string;
  readonly expiresAt: string;
}

async function offer(app: TestApp, format = 'json', host = '127.0.0.1'): Promise<Offer> {
  const { json } = await post(app.port, 'data.export', { format }, { ...owner, host });
  expect(json.error).toBeUndefined();
  return json.result as unknown as Offer;
}

const download = async (app: TestApp, format = 'json') => http(app.port, (await offer(app, format)).path);

interface Exported {
  readonly rolecall: Record<string, unknown>;
  readonly roles: Record<string, unknown>[];
  readonly overrides: Record<string, unknown>[];
  readonly grants: Record<string, unknown>[];
  readonly [name: string]: unknown;
}

async function exported(app: TestApp): Promise<Exported> {
  return JSON.parse((await download(app)).text) as Exported;
}

/** Three roles for each of so many viewers; the last one is held now. */
async function fill(app: TestApp, viewers: number): Promise<void> {
  const user = (i: number) => ({
    userId: `${1000 + i}`,
    userLogin: `viewer_${i}`,
    userDisplayName: `Viewer_${i}`.padEnd(2_500, '.'), // more than the system's buffers hold
  });
  const detail = { ...NO_DETAIL, tier: TIERS[0] };
  for (const at of [1e12, 2e12, 3e12]) {
    const all = Array.from({ length: viewers }, (_, i) => user(i));
    const grant = all.map((user): RoleChange => ({
      change: 'granted',
      kind: 'subscribers',
      user,
      detail,
      at,
      source: 'startup',
    }));
    await app.app.stores.roster.commit(() => grant);
    if (at === 3e12) return;
    const revoke = all.map((user): RoleChange => ({
      change: 'revoked',
      kind: 'subscribers',
      user,
      at: at + 1,
      source: 'event',
    }));
    await app.app.stores.roster.commit(() => revoke);
  }
}

describe('an export', () => {
  it('as JSON is one document of everything, the roles last and one a line', async () => {
    const app = await synced({
      channel: { subscribers: 12, vips: 2, moderators: 1 },
      config: { apiToken: TOKEN },
    });
    const ws = await client(app, `?token=${TOKEN}`);
    await ws.call('settings.set', { intervalMinutes: 60, texts: { vip: '{name} “darf”' } });
    await ws.call('overrides.set', { userId: '77', feature: 'tts', effect: 'deny', note: 'a "note"' });
    await ws.call('grants.add', { userId: '78', feature: 'tts', minutes: 5 });
    const { result } = await ws.call('data.export');
    const { fileName, path, expiresAt } = result as unknown as Offer;
    const { text, headers, status } = await http(app.port, path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(fileName).toMatch(/^rolecall-[a-z0-9_]+-\d{4}-\d\d-\d\d\.json$/);
    const lifeMs = Date.parse(expiresAt) - Date.now();
    expect(lifeMs).toBeGreaterThan(3_000);
    expect(lifeMs).toBeLessThanOrEqual(60_000);
    const data = JSON.parse(text) as Exported;
    expect(Object.keys(data)).toEqual([
      'rolecall',
      'settings',
      'policy',
      'rewards',
      'overrides',
      'grants',
      'roles',
    ]);
    expect(() => exportedData().parse(data)).not.toThrow();
    for (const role of data.roles) expect(() => exportedRole().parse(role)).not.toThrow();
    const { result: listed } = await ws.call('viewers.list', { limit: 500 });
    const held = (listed!['items'] as { roles: unknown[] }[]).flatMap(({ roles }) => roles).length;
    expect(data.roles.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(held);
    expect(text.split('\n').filter((line) => line.startsWith('{"userId"'))).toHaveLength(data.roles.length);
    expect(data['settings']).toMatchObject({ intervalMinutes: 60, texts: { vip: '{name} “darf”' } });
    expect(data.overrides).toMatchObject([{ userId: '77', effect: 'deny', note: 'a "note"', endedAt: null }]);
    expect(data.grants).toMatchObject([{ userId: '78', minutes: 5, redemptionId: null }]);
  });

  it('of an empty installation is a whole document too, and so is its table', async () => {
    const app = await rolecall(OFFLINE);
    expect(await exported(app)).toMatchObject({
      rolecall: { export: 1, version: '0.0.0-test', channel: null },
      rewards: [],
      overrides: [],
      grants: [],
      roles: [],
    });
    expect((await download(app, 'csv')).text.trimEnd().split('\r\n')).toHaveLength(1);
  });

  it('as CSV is what a spreadsheet opens, and no formula', async () => {
    const dataFolder = await folder();
    const app = await rolecall({ ...OFFLINE, dataFolder });
    await fill(app, 1);
    const notes = [
      '=1+1',
      '+1',
      '-1',
      '@x',
      '\t=x',
      ' =x',
      '＝x',
      'a "quoted", one',
      'two\r\nlines',
      "it's fine",
      'a;=1+1',
      'a; +1;b,@x',
      'a;"=1+1"',
      'a\r\n=1 -1',
      'a\n＝1',
      '\n=1',
      '\rx',
      'a=1; b-2, c@d',
    ];
    const inner = [
      "a;'=1+1",
      "a;' +1;b,'@x",
      `a;'"=1+1"`,
      "a\r\n'=1 -1",
      "a\n'＝1",
      "'\n'=1",
      "'\rx",
      'a=1; b-2, c@d',
    ];
    for (const [i, note] of notes.entries())
      // A blank in front would be trimmed on the way in: straight into the store then.
      await app.app.stores.access.save([{ kind: 'override', record: overrideRecord(i + 1, note) }]);
    await app.close();
    const again = await rolecall({ ...OFFLINE, dataFolder });
    const { text, headers } = await download(again, 'csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text.startsWith('\ufeffrecord,userId,')).toBe(true);
    const [header = [], ...rows] = parseCsv(text.slice(1));
    for (const row of rows) expect(row).toHaveLength(header.length);
    const shown = rows.filter(([record]) => record === 'override').map((row) => row[header.indexOf('note')]);
    const outer = notes.slice(0, 10).map((note, i) => (i < 7 ? `'${note}` : note));
    expect(shown).toEqual([...outer, ...inner]);
    // However a line is split, no cell of it begins like a formula.
    for (const each of text.slice(1).split(/[;,\r\n]/)) expect(each).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
    const roles = rows.filter(([record]) => record === 'role');
    const cells = roles.map((row) => ['startedAtUtc', 'endedAtUtc'].map((name) => row[header.indexOf(name)]));
    expect(cells).toEqual([
      ['2001-09-09 01:46:40', '2001-09-09 01:46:40'],
      ['2033-05-18 03:33:20', '2033-05-18 03:33:20'],
      ['2065-01-24 05:20:00', ''],
    ]);
  });

  it('holds no secret, in no format', async () => {
    const app = await rolecall(OFFLINE);
    const login = { userId: '1', userLogin: 'streamer', userDisplayName: 'Streamer', scopes: ['a-scope'] };
    const secrets = {
      clientId: 'SECRET-client',
      accessToken: 'SECRET-access',
      refreshToken: 'SECRET-refresh',
    };
    await app.app.stores.tokens.setTwitch({ ...login, ...secrets, obtainedAt: 1, expiresInS: 1 });
    for (const format of ['json', 'csv']) {
      const { path } = await offer(app, format);
      const { text, headers } = await http(app.port, path);
      const all = text + JSON.stringify(headers) + app.lines.join('\n');
      for (const secret of ['SECRET', TOKEN, path.split('/').at(-1)!, 'a-scope'])
        expect(all).not.toContain(secret);
    }
    expect((await exported(app)).rolecall['channel']).toEqual({
      userId: '1',
      userLogin: 'streamer',
      userDisplayName: 'Streamer',
    });
  });

  it('is for the owner', async () => {
    const app = await rolecall({ isConnected: false });
    expect((await post(app.port, 'data.export')).json.error?.code).toBe('forbidden');
    expect((await post(app.port, 'data.import', {})).json.error?.code).toBe('forbidden');
    const own = { headers: { origin: `http://127.0.0.1:${app.port}` } };
    expect((await post(app.port, 'data.export', {}, own)).json.ok).toBe(true);
  });
});

describe('a ticket', () => {
  it('works once; a look at it (HEAD, POST) does not use it up', async () => {
    const app = await rolecall(OFFLINE);
    const { path } = await offer(app);
    for (const method of ['HEAD', 'POST']) expect((await http(app.port, path, { method })).status).toBe(404);
    expect((await http(app.port, path)).status).toBe(200);
    const { status, json } = await http(app.port, path);
    expect(status).toBe(404);
    expect(json.error).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('used already') as string,
    });
  });

  it('that is wrong or empty opens nothing', async () => {
    const app = await rolecall(OFFLINE);
    const { path } = await offer(app);
    for (const wrong of [`${path}x`, path.slice(0, -1), '/api/export/', '/api/export/constructor'])
      expect((await http(app.port, wrong)).status).toBe(404);
    expect((await http(app.port, path)).status).toBe(200);
  });

  it('is over after a minute', async () => {
    let later = 0;
    const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + later };
    const app = await rolecall({ ...OFFLINE, app: { clock } });
    const [early, late] = [await offer(app), await offer(app)];
    later = 59_000;
    expect((await http(app.port, early.path)).status).toBe(200);
    later = 60_001;
    expect((await http(app.port, late.path)).status).toBe(404);
  });

  it('cannot be guessed', async () => {
    const app = await rolecall(OFFLINE);
    const tickets = await Promise.all(
      Array.from({ length: 10 }, async () => (await offer(app)).path.slice(12)),
    );
    expect(new Set(tickets).size).toBe(10);
    // 6 bits a character.
    for (const ticket of tickets) expect(ticket).toMatch(/^[\w-]{22,}$/);
  });

  it('is enough where everything else needs a token; the name of the server has to be right', async () => {
    const app = await rolecall(LAN);
    const ask = { host: '127.0.0.2' };
    const first = await offer(app, 'csv', ask.host);
    const evil = { ...ask, headers: { host: `evil.example:${app.port}` } };
    expect((await http(app.port, first.path, evil)).status).toBe(403);
    expect((await http(app.port, first.path, ask)).status).toBe(200);
    expect((await http(app.port, '/api/export/wrong', ask)).status).toBe(404);
    expect((await http(app.port, first.path, { ...ask, method: 'POST' })).status).toBe(401);
  });
});

describe('a long export', () => {
  it('is sent no faster than it is taken, and ends when the client goes away', async () => {
    const app = await rolecall(OFFLINE);
    await fill(app, 3_000);
    const gone = () => app.lines.filter((line) => line.includes('client went away')).length;
    for (let i = 0; i < 3; i++) {
      const { path } = await offer(app);
      const socket = await dial(app.port);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\n\r\n`);
      await new Promise((done) => socket.once('readable', done));
      socket.destroy();
      await until(() => gone() === i + 1, 'the export ended');
    }
    // Two may run at a time: those of before do not any more.
    expect((await exported(app)).roles).toHaveLength(9_000);
  });

  it('does not run more than twice at a time, and the ticket is not lost', async () => {
    const app = await rolecall(OFFLINE);
    await fill(app, 3_000);
    const sockets = [];
    for (let i = 0; i < 2; i++) {
      const { path } = await offer(app);
      const socket = await dial(app.port);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\n\r\n`);
      await new Promise((done) => socket.once('readable', done));
      sockets.push(socket);
    }
    const { path } = await offer(app);
    expect((await http(app.port, path)).status).toBe(503);
    for (const socket of sockets) socket.destroy();
    await until(() => app.lines.filter((line) => line.includes('went away')).length === 2, 'both ended');
    expect((await http(app.port, path)).status).toBe(200);
  });

  it('never looks whole when everything was deleted in the middle of it', async () => {
    const app = await rolecall(OFFLINE);
    await fill(app, 3_000);
    const { path } = await offer(app);
    let deleting: Promise<unknown> = Promise.resolve();
    const outcome = new Promise<string>((resolve) => {
      const call = request({ port: app.port, path, agent: false }, (response) => {
        response.once('data', () => {
          response.pause();
          deleting = post(app.port, 'data.delete', { confirm: 'delete everything' }, owner);
          void deleting.then(() => response.resume());
        });
        response.on('end', () => resolve('complete'));
        response.on('error', () => resolve('broken off'));
      });
      call.on('error', () => resolve('broken off'));
      call.end();
    });
    expect(await outcome).toBe('broken off');
    await deleting;
    expect(app.lines.join('\n')).toContain('The export was broken off: The data was deleted meanwhile.');
    expect((await exported(app)).roles).toEqual([]);
  });

  it('is of the moment that it began, whatever changes meanwhile', async () => {
    const app = await rolecall(OFFLINE);
    await fill(app, 3_000);
    const { path } = await offer(app);
    const text = await new Promise<string>((resolve, reject) => {
      const call = request({ port: app.port, path, agent: false }, (response) => {
        let all = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (all += chunk));
        response.once('data', () => {
          response.pause();
          const params = { userId: '5', feature: 'tts', effect: 'deny' };
          const more = fill(app, 1).then(() => post(app.port, 'overrides.set', params, owner));
          void more.then(() => response.resume());
        });
        response.on('end', () => resolve(all));
        response.on('error', reject);
      });
      call.end();
    });
    const data = JSON.parse(text) as Exported;
    expect(data.roles).toHaveLength(9_000);
    expect(data.overrides).toEqual([]);
    expect((await exported(app)).overrides).toHaveLength(1);
  });
});

function overrideRecord(id: number, note: string) {
  const names = { userLogin: null, userDisplayName: null };
  const open = { endedAt: null, endedBy: null, endReason: null };
  return {
    id,
    userId: `${id}`,
    ...names,
    feature: 'tts',
    effect: 'deny' as const,
    until: null,
    note,
    by: 'x',
    setAt: 1,
    ...open,
  };
}

/** RFC 4180, by the book. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
