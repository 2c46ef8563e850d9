import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import buildOnce from '../../support/build-once.ts';
import { onEnd } from '../../support/endings.ts';
import { freePort } from '../../support/free-port.ts';
import { findWine } from '../../support/find-wine.mjs';
import { TestClient } from '../../support/ws-client.ts';
import { packagesInBundle } from './packages-in-bundle.ts';
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
  const systems = ['--system', 'win-x64', '--system', 'linux-x64'];
  expect(pack('--out', out, ...systems, '--client-id', CLIENT_ID, '--releases', RELEASES).stderr).toBe('');
});
afterAll(() => rm(work, { recursive: true, force: true, maxRetries: 5 }));

function pack(...args: string[]) {
  return spawnSync(process.execPath, [resolve('server/launch/package/package.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ROLECALL_TWITCH_CLIENT_ID: 'one-of-the-shell-0123456789' },
  });
}

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

  it('makes the same bytes of the same sources', async () => {
    const again = join(work, 'again');
    pack('--out', again, '--system', 'win-x64', '--client-id', CLIENT_ID, '--releases', RELEASES);
    const [sum] = (await readFile(join(out, 'SHA256SUMS'), 'utf8')).split('\n');
    expect((await readFile(join(again, 'SHA256SUMS'), 'utf8')).trim()).toBe(sum);
  });

  it('refuses what cannot be put into a build, and says what it wants', () => {
    for (const page of [
      'github.com/someone/rolecall',
      'http://example.org/releases',
      'javascript:alert(1)',
      'https://a:b@c.d/',
    ]) {
      const { status, stderr } = pack('--out', join(work, 'never'), '--releases', page);
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringContaining('--releases') as string,
      });
    }
    expect(pack('--out', join(work, 'never'), '--client-id', 'my secret').status).toBe(1);
    expect(existsSync(join(work, 'never'))).toBe(false);
  });

  it('for Windows tells nobody to use what is not there', async () => {
    const folder = join(work, 'read');
    const paths = await unzip(await readFile(join(out, `${windows}.zip`)), folder);
    const told: string[] = [];
    for (const path of paths.filter((name) => !/node\.exe$|LICENSES\.txt$|LEGAL\.txt$|\.sb$/.test(name))) {
      const text = await readFile(join(folder, path), 'utf8');
      for (const [, words = ''] of text.matchAll(/(.{0,40}\bnpm (?:start|run|ci|install|test)\b.{0,40})/g))
        told.push(`${path.slice(windows.length + 1)}: ${words}`);
    }
    // A sentence that names both; what is said where no distribution.json is, and a line of the protocol's page for who changes it.
    const isFine = [
      /Rolecall\.cmd.*npm start/,
      /^app\/server\/program\.js: .*command:"npm start --"/,
      /^app\/server\/part-\w+\.js: Generated by /,
    ];
    expect(told.filter((line) => !isFine.some((pattern) => pattern.test(line)))).toEqual([]);
    const distribution = await readFile(join(folder, windows, 'app/server/distribution.json'), 'utf8');
    expect(JSON.parse(distribution)).toEqual({
      command: 'Rolecall.cmd',
      releases: RELEASES,
      clientId: CLIENT_ID,
    });
    expect(await readFile(join(folder, windows, 'README.txt'), 'utf8')).toContain(`${RELEASES}/latest`);
  });

  it('has the licence of everything that is inside, and names it', async () => {
    const folder = join(work, 'licences');
    await unzip(await readFile(join(out, `${windows}.zip`)), folder);
    const text = await readFile(join(folder, windows, 'LICENSES.txt'), 'utf8');
    const line = `${'='.repeat(78)}\r\n`;
    const licences = new Map<string, string>();
    const parts = text.split(line);
    for (let at = 1; at < parts.length; at += 2) licences.set(parts[at]!.trim(), parts[at + 1] ?? '');
    const bom = await readFile(join(out, `rolecall-${version}.cdx.json`), 'utf8');
    const inside = await packagesInBundle();
    expect(inside).toEqual(
      expect.arrayContaining(['@twurple/api', 'express', 'lit-html', 'uplot', 'ws', 'zod']),
    );
    for (const name of inside) {
      const of = [...licences].find(([title]) => title.startsWith(`${name} `));
      expect(of?.[1], name).toMatch(/permission|licen[cs]e|redistribution/i);
      expect(of?.[1].length, name).toBeGreaterThan(300);
      expect(bom).toContain(`"name": "${name}"`);
    }
    for (const name of ['Rolecall', 'Node.js']) expect(licences.get(name)).toMatch(/permission/i);
  });

  it('for Linux runs without any Node on the path, and knows the client id that was built in', async () => {
    const folder = join(work, 'Jörg’s $tuff #1 %20');
    await mkdir(folder);
    expect(spawnSync('tar', ['-xzf', join(out, `${linux}.tar.gz`)], { cwd: folder }).status).toBe(0);
    const bin = join(work, 'bin');
    await mkdir(bin);
    const env: Record<string, string> = {
      PATH: '/usr/bin:/bin',
      HOME: work,
      XDG_DATA_HOME: join(work, 'data'),
    };
    const port = await freePort();
    quitAtEnd(port);
    const args = ['--background', '--no-open', '--port', String(port)];
    const program = join(folder, linux, 'rolecall');
    const start = (...more: string[]) => spawnSync(program, [...args, ...more], { env, encoding: 'utf8' });
    const cache = join(folder, linux, 'app/server/program.cache');
    expect(existsSync(cache)).toBe(false);
    expect(start()).toMatchObject({ status: 0 });
    // What V8 compiled is kept for the next start, which takes it as it is.
    const made = (await stat(cache)).mtimeMs;
    expect(await readdir(join(cache, '..'))).not.toContainEqual(expect.stringContaining('.tmp'));
    expect(await ask(port, 'twitch.status')).toMatchObject({ result: { clientId: CLIENT_ID } });
    expect(await ask(port, 'server.quit')).toMatchObject({ ok: true });
    await expect.poll(() => isThere(port)).toBe(false);
    expect(start('--demo')).toMatchObject({ status: 0 });
    expect((await stat(cache)).mtimeMs).toBe(made);
    await answers(port);
    expect(await ask(port, 'server.addresses')).toMatchObject({ result: { command: './rolecall' } });
    expect(await ask(port, 'server.info')).toMatchObject({ result: { node: '22.23.3', version } });
    await ask(port, 'server.quit');
    await expect.poll(() => isThere(port)).toBe(false);
    // A folder in its way, as one that may not be written to: then the start is as slow as the first.
    await rm(cache);
    await mkdir(cache);
    const words = start('--demo').stdout;
    expect(words).toContain('is running');
    expect(words).toContain('nothing is kept');
    await ask(port, 'server.quit');
    await expect.poll(() => isThere(port)).toBe(false);
    expect(await readdir(join(cache, '..'))).not.toContainEqual(expect.stringContaining('.tmp'));
    // On a port of somebody else it says what this user can do.
    const stranger = createServer();
    await new Promise<void>((done) => stranger.listen(port, '127.0.0.1', done));
    onEnd(() => void stranger.close());
    env['ROLECALL_DATA'] = join(work, 'other data');
    const refused = start();
    expect(refused.status).toBe(1);
    expect(refused.stdout + refused.stderr).toContain(`./rolecall --port ${port + 1}`);
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
    // Program and data where a name or OneDrive would put them. Wine's cmd, unlike Windows', stumbles over a % in a path.
    const odd = 'OneDrive – Jörg & Söhne (1)/Stream #1 100% %TEMP%';
    await mkdir(join(wine.drive, odd), { recursive: true });
    await rename(join(folder, windows), join(wine.drive, odd, 'Rolecall'));
    const args = [
      '--background',
      '--no-open',
      '--port',
      String(port),
      '--data',
      `C:\\${odd.replace('/', '\\')}\\data`,
    ];
    const started = await wine.run(
      ['node\\node.exe', 'app\\server\\main.js', ...args],
      join(wine.drive, odd, 'Rolecall'),
    );
    expect(started).toEqual({ status: 0, words: expect.stringContaining('is running') as string });
    expect(await ask(port, 'grants.add', { userId: '7', feature: 'tts', minutes: 5 })).toMatchObject({
      ok: true,
    });
    expect(existsSync(join(wine.drive, odd, 'data', 'logs', 'rolecall.log'))).toBe(true);
    expect((await fetch(`http://127.0.0.1:${port}/dock`)).status).toBe(200);
    await ask(port, 'server.quit');
    await expect.poll(() => isThere(port)).toBe(false);
  });
});
