import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAccess } from '../../server/store/access-file.ts';
import { commitImport } from '../../server/store/import-commit.ts';
import { changedSettings, openSettings } from '../../server/store/settings-store.ts';
import { bundleProgram } from '../support/bundle.mjs';
import type { FileOp } from '../support/fake-fs.ts';
import { imported, importedSettings } from './imported.ts';
import { closeRig, reopen, rig, type Rig, temporaryFolder } from './harness.ts';

const COUNT = 7;

async function open(parts: Rig) {
  const settings = await openSettings(parts);
  const access = await openAccess(parts, settings.get().lastImport);
  return { settings, access };
}

type Opened = Awaited<ReturnType<typeof open>>;

const importInto = (stores: Opened, importId = 'import-1', count = COUNT): Promise<unknown> =>
  commitImport(stores, importId, imported(count), () => importedSettings);

/** `all`, `nothing`, or what is there of it. */
function found({ settings, access }: Opened, count = COUNT): string {
  const records = [...access.overrides(), ...access.grants()].length;
  const changed = changedSettings(settings.get()).join(' ');
  if (records === count && changed === 'intervalMinutes policy') return 'all';
  return records === 0 && changed === '' ? 'nothing' : `${records} records; ${changed}`;
}

describe('an import', () => {
  it('is there at once, and after a restart', async () => {
    const parts = await rig();
    const stores = await open(parts);
    await importInto(stores);
    expect(found(stores)).toBe('all');
    expect(found(await open(await reopen(parts)))).toBe('all');
  });

  it('does not hang on the settings for long: what happens to them later does not take it away', async () => {
    const parts = await rig();
    const stores = await open(parts);
    await importInto(stores);
    await stores.access.close();
    await stores.settings.close();
    expect(await parts.text('access.ndjson')).not.toContain('import-1');
    await parts.folder.files.remove(parts.path('settings.json'));
    await parts.folder.files.remove(parts.path('settings.json.bak'));
    const { access } = await open(await reopen(parts));
    expect([...access.overrides(), ...access.grants()]).toHaveLength(COUNT);
  });

  it('of nothing but settings writes no other file', async () => {
    const parts = await rig();
    await importInto(await open(parts), 'import-1', 0);
    expect(await parts.names()).toEqual(['settings.copy.json', 'settings.json']);
  });

  it('that failed can be tried again, and what comes in between stays', async () => {
    const parts = await rig();
    const stores = await open(parts);
    parts.files.fail('rename', 'ENOSPC', { path: /settings/ });
    await expect(importInto(stores)).rejects.toMatchObject({ code: 'not_saved' });
    expect(found(stores)).toBe('nothing');
    parts.files.heal();
    await stores.settings.update({ watchBans: true });
    const [first] = imported(1);
    await stores.access.save([first!]);
    const again = await reopen(parts);
    const next = await open(again);
    expect(found(next)).toBe('1 records; watchBans');
    await next.settings.update({ watchBans: false });
    await next.access.clear();
    await importInto(next, 'import-2');
    expect(found(await open(await reopen(again)))).toBe('all');
  });

  // Of 7 records in one line, and of 450 in several.
  it.each([COUNT, 450])('of %d is all or nothing wherever the process dies', async (count) => {
    const seen = new Set<string>();
    for (let operations = 0; ; operations++) {
      const parts = await rig();
      const stores = await open(parts);
      parts.files.crashAfter(operations);
      const isDone = await importInto(stores, 'import-1', count).then(
        () => true,
        () => false,
      );
      // The process is as good as dead; nothing that it still tries reaches the disk.
      await stores.access.close().catch(() => undefined);
      const next = found(await open(await reopen(parts)), count);
      expect(['all', 'nothing'], `after ${operations} operations`).toContain(next);
      if (isDone) expect(next).toBe('all');
      seen.add(`${isDone} ${next}`);
      if (isDone && !parts.files.hasCrashed) break;
    }
    // It was told to have failed or not, and died before and after the moment that counts.
    expect(seen).toContain('false nothing');
    expect(seen).toContain('true all');
  });

  const faults: [FileOp, string][] = [
    ['open', 'EACCES'],
    ['write', 'ENOSPC'],
    ['datasync', 'EIO'],
    ['rename', 'EIO'],
    ['syncFolder', 'EIO'],
    ['truncate', 'EIO'],
    ['remove', 'EIO'],
    ['identify', 'EIO'],
  ];
  it.each(faults)('is all or nothing when %s fails (%s), once or for good', async (op, code) => {
    for (const path of [/settings/, /access/, /./]) {
      for (const times of [1, 2, Infinity]) {
        const parts = await rig();
        const stores = await open(parts);
        parts.files.fail(op, code, { path, times, after: op === 'write' ? 100 : 0 });
        const isDone = await importInto(stores).then(
          () => true,
          () => false,
        );
        expect(found(stores)).toBe(isDone ? 'all' : 'nothing');
        await stores.access.close().catch(() => undefined);
        parts.files.heal();
        const next = found(await open(await reopen(parts)));
        // The disk failed for good in the middle: then it may have come to pass, but all of it.
        expect(isDone || times === Infinity ? ['all', 'nothing'] : ['nothing']).toContain(next);
        if (isDone) expect(next).toBe('all');
      }
    }
  });
});

describe('kill -9 during an import', () => {
  let importer: string;
  beforeAll(async () => {
    importer = await bundleProgram('test/store/child/importer.ts');
  });

  it('leaves all of it or nothing', async () => {
    const seen: string[] = [];
    for (const afterMs of [0, 2, 4, 7, 11, 16, 22, 40, 80, null]) {
      const dir = await temporaryFolder();
      const child = spawn(process.execPath, [importer, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines: string[] = [];
      const reader = createInterface(child.stdout);
      reader.on('line', (line) => lines.push(line));
      await Promise.race([once(reader, 'line'), once(child, 'exit')]);
      // The last one is let come to its end.
      if (afterMs === null) await once(reader, 'line');
      else await wait(afterMs);
      child.kill('SIGKILL');
      await once(reader, 'close');
      const parts = await rig(dir);
      const next = found(await open(parts), 5_000);
      expect(['all', 'nothing']).toContain(next);
      if (lines.includes('done')) expect(next).toBe('all');
      seen.push(next);
      await closeRig(parts);
    }
    expect(seen.at(-1)).toBe('all');
  });
});
