import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import buildOnce from '../../support/build-once.ts';
import { onEnd } from '../../support/endings.ts';
import { findWine } from '../../support/find-wine.mjs';
import { TestClient } from '../../support/ws-client.ts';
import { unzip } from './unpack.ts';
import { Wine } from './wine.ts';

const CLIENT_ID = 'abcdefghij0123456789abcdefghij';
const RELEASES = 'https://github.com/someone/rolecall/releases';
const isPossible = process.platform === 'linux' && process.arch === 'x64';
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
const windows = `rolecall-${version}-win-x64`;
const linux = `rolecall-${version}-linux-x64`;

let work = '';
let out = '';

beforeAll(async () => {
  if (!isPossible) return;
  await buildOnce();
  work = await mkdtemp(join(tmpdir(), 'rolecall-package-'));
  out = join(work, 'out');
  const args = [
    '--out',
    out,
    '--system',
    'win-x64',
    '--system',
    'linux-x64',
    '--client-id',
    CLIENT_ID,
    '--releases',
    RELEASES,
  ];
  const made = spawnSync(process.execPath, [resolve('server/launch/package/package.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ROLECALL_TWITCH_CLIENT_ID: 'one-of-the-shell-0123456789' },
  });
  expect(made.stderr).toBe('');
});
afterAll(() => rm(work, { recursive: true, force: true, maxRetries: 5 }));

interface Reply {
  readonly ok: boolean;
  readonly result: Record<string, unknown>;
}

async function ask(port: number, action: string, params: object = {}): Promise<Reply> {
  const response = await fetch(`http://127.0.0.1:${port}/api/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Reply;
}

const isThere = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/ping`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Of the test, where it failed in the middle. */
function quitAtEnd(port: number): void {
  onEnd(() => ask(port, 'server.quit').catch(() => undefined));
}

/** The demo has synced, and says yes to a VIP over both doors. */
async function answers(port: number): Promise<void> {
  await expect
    .poll(async () => (await ask(port, 'sync.status')).result['state'], { timeout: 60_000 })
    .toBe('fresh');
  const { result } = await ask(port, 'viewers.list', { role: 'vip', limit: 1 });
  const [vip] = result['items'] as { userId: string; userLogin: string }[];
  const client = await TestClient.open(`ws://127.0.0.1:${port}/ws`);
  expect((await client.call('access.check', { userId: vip!.userId })).result).toMatchObject({
    allowed: true,
  });
  const word = await fetch(`http://127.0.0.1:${port}/api/check?format=text&user=${vip!.userLogin}`);
  expect(await word.text()).toBe('allow');
  for (const page of ['dock', 'badge', 'settings'])
    expect((await fetch(`http://127.0.0.1:${port}/${page}`)).status, page).toBe(200);
}

describe.skipIf(!isPossible)('npm run package', () => {
  it('says what it made: checksums, what is inside, manifests', async () => {
    const sums = (await readFile(join(out, 'SHA256SUMS'), 'utf8')).trim().split('\n');
    expect(sums.map((line) => line.split('  ')[1])).toEqual([`${windows}.zip`, `${linux}.tar.gz`]);
    const zip = await readFile(join(out, `${windows}.zip`));
    const sha256 = createHash('sha256').update(zip).digest('hex');
    expect(sums[0]?.split('  ')[0]).toBe(sha256);
    expect(zip.length).toBeLessThan(35 * 2 ** 20);
    const bom = JSON.parse(await readFile(join(out, `rolecall-${version}.cdx.json`), 'utf8')) as {
      components: { name: string }[];
    };
    expect(bom.components.map(({ name }) => name)).toEqual(expect.arrayContaining(['ws', 'express', 'node']));
    expect(await readFile(join(out, 'scoop', 'rolecall.json'), 'utf8')).toContain(sha256);
    const installer = await readFile(join(out, 'winget', 'Rolecall.Rolecall.installer.yaml'), 'utf8');
    expect(installer).toContain(sha256.toUpperCase());
  });

  it('for Linux runs without any Node on the path, and knows the client id that was built in', async () => {
    const folder = join(work, 'Jörg’s $tuff #1 %20');
    await mkdir(folder);
    expect(spawnSync('tar', ['-xzf', join(out, `${linux}.tar.gz`)], { cwd: folder }).status).toBe(0);
    const bin = join(work, 'bin');
    await mkdir(bin);
    const env = {
      PATH: '/usr/bin:/bin',
      HOME: work,
      XDG_DATA_HOME: join(work, 'data'),
    };
    const port = await freePort();
    quitAtEnd(port);
    const args = ['--background', '--no-open', '--port', String(port)];
    const program = join(folder, linux, 'rolecall');
    const start = (...more: string[]): ReturnType<typeof spawnSync> =>
      spawnSync(program, [...args, ...more], { env, encoding: 'utf8' });
    expect(start()).toMatchObject({ status: 0 });
    expect(await ask(port, 'twitch.status')).toMatchObject({ result: { clientId: CLIENT_ID } });
    expect(await ask(port, 'server.quit')).toMatchObject({ ok: true });
    await expect.poll(() => isThere(port)).toBe(false);
    expect(start('--demo')).toMatchObject({ status: 0 });
    await answers(port);
    expect(await ask(port, 'server.info')).toMatchObject({ result: { node: '22.23.3', version } });
    await ask(port, 'server.quit');
  });

  it.skipIf(!findWine())('for Windows does what a streamer does, under Wine', async () => {
    const wine = await Wine.create(findWine()!, join(work, 'wine'));
    const folder = join(wine.drive, 'Jörg’s Stuff #1');
    const paths = await unzip(await readFile(join(out, `${windows}.zip`)), folder);
    expect(paths).toEqual(
      expect.arrayContaining(
        ['Rolecall.cmd', 'README.txt', 'LICENSES.txt', 'node/node.exe', 'streamerbot/rolecall.sb'].map(
          (path) => `${windows}/${path}`,
        ),
      ),
    );
    const port = await freePort();
    quitAtEnd(port);
    const click = (...args: string[]): ReturnType<Wine['run']> =>
      wine.run(
        ['cmd', '/c', 'Rolecall.cmd', '--no-open', '--port', String(port), ...args],
        join(folder, windows),
      );
    // Try the demo, and look at it again.
    expect((await click('--demo')).words).toContain('is running');
    await answers(port);
    expect((await click('--demo')).words).toContain('is running already');
    await ask(port, 'server.quit');
    await expect.poll(() => isThere(port)).toBe(false);
    // In earnest: what was given is there after a kill.
    await click();
    const data = join(
      wine.drive,
      'users',
      (await readdir(join(wine.drive, 'users'))).find((name) => name !== 'Public')!,
      'AppData/Roaming/Rolecall',
    );
    expect(existsSync(join(data, 'logs', 'rolecall.log'))).toBe(true);
    expect(
      await ask(port, 'grants.add', { userId: '5', feature: 'tts', minutes: 60, note: 'für Jörg' }),
    ).toMatchObject({ ok: true });
    await wine.run(['taskkill', '/f', '/im', 'node.exe']);
    await expect.poll(() => isThere(port)).toBe(false);
    await click();
    expect(await ask(port, 'grants.list')).toMatchObject({
      result: { items: [{ userId: '5', note: 'für Jörg' }] },
    });
    // Start with Windows, and no more.
    const run = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run';
    expect(await ask(port, 'server.autostart', { enabled: true })).toMatchObject({
      result: { enabled: true },
    });
    expect((await wine.run(['reg', 'query', run])).words).toMatch(/Rolecall.*main\.js" "--background"/);
    expect(await ask(port, 'server.autostart', { enabled: false })).toMatchObject({
      result: { enabled: false },
    });
    expect((await wine.run(['reg', 'query', run])).words).not.toContain('main.js');
    await ask(port, 'server.quit');
    await expect.poll(() => isThere(port)).toBe(false);
  });
});

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
