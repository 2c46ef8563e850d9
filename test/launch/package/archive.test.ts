import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256, writeTar, writeZip } from '../../../server/launch/package/archive.mjs';
import { onEnd } from '../../support/endings.ts';

/** The same three files, as another computer at another time would have them. */
async function archives(mode: number, time: Date, order: 1 | -1): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-archive-'));
  onEnd(() => rm(folder, { recursive: true, force: true }));
  const paths = ['all/a.txt', 'all/node/node', 'all/ü.txt'];
  for (const path of paths) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), path.repeat(1_000));
    await chmod(join(folder, path), mode);
    await utimes(join(folder, path), time, time);
  }
  const entries = paths.map((path) => ({
    path,
    file: join(folder, path),
    isProgram: path.endsWith('/node'),
  }));
  if (order < 0) entries.reverse();
  await writeZip(entries, join(folder, 'x.zip'));
  await writeTar(entries, folder, join(folder, 'x.tar.gz'));
  return Promise.all(['x.zip', 'x.tar.gz'].map((name) => sha256(join(folder, name))));
}

it('an archive of the same files is the same bytes, whoever makes it and whenever', async () => {
  const { TZ } = process.env;
  onEnd(() => {
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  });
  process.env['TZ'] = 'Asia/Tokyo';
  const first = await archives(0o600, new Date('2026-01-01T00:00:00Z'), 1);
  process.env['TZ'] = 'America/New_York';
  expect(await archives(0o755, new Date('2030-07-01T12:34:56Z'), -1)).toEqual(first);
});
