import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDataFolder } from '../../server/store/files/data-folder.ts';
import { defaultDataFolder } from '../../server/store/files/default-folder.ts';
import { lockBySocketFile } from '../../server/store/files/socket-file-lock.ts';
import { openRoster } from '../../server/store/roster/open.ts';
import { bundleProgram } from '../support/bundle.mjs';
import { FaultyFiles } from '../support/fake-fs.ts';
import { granted, LogBook, rig, temporaryFolder } from './harness.ts';

let holder: string;
beforeAll(async () => {
  holder = await bundleProgram('test/store/child/holder.ts');
});

/** Another process that opens the folder, and what it said about that. */
async function hold(dir: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [holder, dir], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, said };
}

const log = new LogBook();

describe('the lock', () => {
  it('refuses a second process and names the first', async () => {
    const dir = await temporaryFolder();
    const { child } = await hold(dir);
    const refused = openDataFolder(dir, { log });
    await expect(refused).rejects.toMatchObject({ code: 'data_folder_in_use', fix: expect.any(String) });
    await expect(refused).rejects.toThrow(
      `The data folder ${dir} is in use by another Rolecall (process ${child.pid}).`,
    );
    const second = await hold(dir);
    expect(second.said).toMatch(/^data_folder_in_use .*process \d+/);
  });

  it('is free after kill -9, at once, every time', async () => {
    const dir = await temporaryFolder();
    for (let i = 0; i < 4; i++) {
      const { child, said } = await hold(dir);
      expect(said).toBe(`open ${dir}`);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const folder = await openDataFolder(dir, { log });
    await folder.close();
  });

  it('goes to exactly one of many that try at the same time, also after a crash', async () => {
    const dir = await temporaryFolder();
    const { child } = await hold(dir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const all = await Promise.all(Array.from({ length: 5 }, () => hold(dir)));
    expect(all.filter(({ said }) => said.startsWith('open'))).toHaveLength(1);
    expect(all.filter(({ said }) => said.startsWith('data_folder_in_use'))).toHaveLength(4);
  });

  it('is given back by close(), and does not believe in an owner who is gone', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'lock-owner.json'), `{"pid":${process.pid}}`); // that number is in use again
    const first = await openDataFolder(dir, { log });
    await expect(openDataFolder(dir, { log })).rejects.toMatchObject({ code: 'data_folder_in_use' });
    await first.close();
    const second = await openDataFolder(dir, { log });
    await second.close();
  });

  it.skipIf(process.platform === 'win32')('sees through a link to the folder', async () => {
    const dir = await temporaryFolder();
    const link = join(await temporaryFolder(), 'link');
    await symlink(dir, link);
    const folder = await openDataFolder(dir, { log });
    await expect(openDataFolder(link, { log })).rejects.toMatchObject({ code: 'data_folder_in_use' });
    await folder.close();
  });
});

const sockets = async (dir: string): Promise<string[]> =>
  (await readdir(dir)).filter((name) => name.endsWith('.sock'));

/** Linux: what those see who share the disk and not the network, as two containers do. */
describe.skipIf(process.platform !== 'linux')('the lock in the folder', () => {
  it('is held by one, and leaves nothing behind', async () => {
    const dir = await temporaryFolder();
    const first = await lockBySocketFile(dir);
    expect(await lockBySocketFile(dir)).toBeNull();
    expect(await sockets(dir)).toHaveLength(1);
    await first?.release();
    expect(await sockets(dir)).toEqual([]);
    await (await lockBySocketFile(dir))?.release();
  });

  it('goes to at most one of many that try at the same time, and then to the next', async () => {
    const dir = await temporaryFolder();
    for (let round = 0; round < 5; round++) {
      const all = await Promise.all(Array.from({ length: 6 }, () => lockBySocketFile(dir)));
      const held = all.filter((lock) => lock !== null);
      expect(held).toHaveLength(1);
      await held[0]?.release();
    }
  });

  it('is not held by who was killed, however long the path is', async () => {
    const dir = join(await temporaryFolder(), 'x'.repeat(150));
    await mkdir(dir);
    const { child } = await hold(dir);
    expect(await lockBySocketFile(dir)).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await sockets(dir)).toHaveLength(1);
    const lock = await lockBySocketFile(dir);
    expect([lock === null, (await sockets(dir)).length]).toEqual([false, 1]);
    await lock?.release();
  });

  it('holds across network namespaces', async (test) => {
    const dir = await temporaryFolder();
    const away = ['-n', process.execPath, holder, dir];
    const { child } = await hold(dir);
    let said: string;
    try {
      said = execFileSync('unshare', away, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return test.skip('no permission to make a network namespace here');
    }
    expect(said).toMatch(new RegExp(`^data_folder_in_use .*process ${child.pid}`));
  });
});

describe('the folder', () => {
  it.skipIf(process.platform === 'win32')(
    'is created, with those above it, for this user alone',
    async () => {
      const dir = join(await temporaryFolder(), 'a', 'b c ü');
      const folder = await openDataFolder(dir, { log });
      expect((await stat(dir)).mode & 0o777).toBe(0o700);
      await folder.close();
    },
  );

  it('that is a file is refused with its name and what to do', async () => {
    const path = join(await temporaryFolder(), 'file');
    await writeFile(path, 'x');
    await expect(openDataFolder(path, { log })).rejects.toMatchObject({
      code: 'data_folder_unwritable',
      message: expect.stringContaining(path),
      fix: expect.stringContaining('--data'),
    });
  });

  it.each(['EROFS', 'EACCES', 'EPERM'])(
    'that cannot be written to (%s) is refused, and let go',
    async (code) => {
      const dir = await temporaryFolder();
      const files = new FaultyFiles();
      files.fail('open', code);
      await expect(openDataFolder(dir, { log, files })).rejects.toMatchObject({
        code: 'data_folder_unwritable',
      });
      const folder = await openDataFolder(dir, { log });
      await folder.close();
    },
  );

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'without write permission is refused',
    async () => {
      const dir = await temporaryFolder();
      await chmod(dir, 0o500);
      await expect(openDataFolder(dir, { log })).rejects.toMatchObject({ code: 'data_folder_unwritable' });
    },
  );

  it('is cleaned of what a crash left half written, and of nothing else', async () => {
    const dir = await temporaryFolder();
    const ours = ['settings.json', 'tokens.copy.json', 'runs.json.bak', 'access.ndjson', 'manifest.ndjson'];
    const rosters = ['roster.journal.ndjson', 'roster.snapshot.ndjson', 'roster.copy.ndjson'];
    const kept = ['counts.json', 'notes.tmp', 'settings.json.tmp.txt', 'tts.json.tmp'];
    const halves = [...ours, ...rosters].map((name) => `${name}.tmp`);
    for (const name of [...halves, ...kept]) await writeFile(join(dir, name), '{"ver');
    const folder = await openDataFolder(dir, { log });
    const names = await readdir(dir);
    expect(names.filter((name) => halves.includes(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(kept));
    await folder.close();
  });

  it('that cannot be told from another is let go', async () => {
    const dir = await temporaryFolder();
    const files = new FaultyFiles();
    files.fail('identify', 'EIO');
    await expect(openDataFolder(dir, { log, files })).rejects.toMatchObject({ code: 'EIO' });
    await (await openDataFolder(dir, { log })).close();
  });

  it('opens with a half-written file that cannot be taken away', async () => {
    const dir = await temporaryFolder();
    await mkdir(join(dir, 'settings.json.tmp'));
    const folder = await openDataFolder(dir, { log });
    expect(await readdir(dir)).toContain('settings.json.tmp');
    await folder.close();
  });

  it('on a full disk opens all the same, and says so', async () => {
    const dir = await temporaryFolder();
    const files = new FaultyFiles();
    const book = new LogBook();
    files.fail('write', 'ENOSPC');
    const folder = await openDataFolder(dir, { log: book, files });
    expect(book.lines[0]).toMatch(/^warn .* is full/);
    await folder.close();
  });
});

const mountTmpfs = async (): Promise<string | null> => {
  const dir = join(await temporaryFolder(), 'small');
  await mkdir(dir);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', dir]));
  return dir;
};

it('a really full disk: commits are refused in plain words, and work again when there is space', async (test) => {
  const dir = await mountTmpfs();
  if (!dir) return test.skip('no permission to mount a tmpfs here');
  const parts = await rig(dir);
  const store = await openRoster(parts);
  await store.commit(() => [granted(1)]);
  await parts.put('film.mp4', new Uint8Array(200_000));
  const big = Array.from({ length: 2000 }, (_, i) => granted(i + 100));
  await expect(store.commit(() => big)).rejects.toMatchObject({
    code: 'not_saved',
    message: expect.stringMatching(/full/),
  });
  expect(store.roster.size).toBe(1);
  await store.commit(() => [granted(2)]);
  await parts.folder.files.remove(parts.path('film.mp4'));
  await store.commit(() => big.slice(0, 500));
  expect(store.roster.size).toBe(502);
});

it.each([
  [
    'win32',
    { APPDATA: 'C:\\Users\\Ann\\AppData\\Roaming' },
    'C:\\Users\\Ann',
    'C:\\Users\\Ann\\AppData\\Roaming\\Rolecall',
  ],
  ['win32', {}, 'C:\\Users\\Ann', 'C:\\Users\\Ann\\AppData\\Roaming\\Rolecall'],
  ['darwin', {}, '/Users/ann', '/Users/ann/Library/Application Support/Rolecall'],
  ['linux', {}, '/home/ann', '/home/ann/.local/share/rolecall'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ann', '/data/rolecall'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ann', '/home/ann/.local/share/rolecall'],
])('on %s with %j the data is where the system keeps data', (platform, env, home, expected) => {
  expect(defaultDataFolder(env, platform, home)).toBe(expected);
});
