import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LogFile } from '../../server/store/files/log-file.ts';
import { onEnd } from '../support/endings.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'rolecall-log-'));
  onEnd(() => rm(made, { recursive: true, force: true }));
  return made;
}

it('keeps the last lines in a few files of limited size, also over a restart', async () => {
  const path = join(await folder(), 'logs', 'rolecall.log');
  let log = new LogFile(path);
  for (let i = 0; i < 60_000; i++) {
    if (i % 10_000 === 0) log = new LogFile(path);
    log.write(`${i} ${'x'.repeat(100)}`);
  }
  const names = (await readdir(join(path, '..'))).sort();
  expect(names).toEqual(['rolecall.1.log', 'rolecall.2.log', 'rolecall.3.log', 'rolecall.log']);
  for (const name of names) expect((await stat(join(path, '..', name))).size).toBeLessThanOrEqual(1_000_000);
  const last = log.last(9_000);
  expect(last.map((line) => Number(line.split(' ')[0]))).toEqual(
    Array.from({ length: 9_000 }, (_, i) => 51_000 + i),
  );
  log.clear();
  expect(await readdir(join(path, '..'))).toEqual([]);
  log.write('after');
  expect(log.last(10)).toEqual(['after']);
});

it('that cannot be written stops nothing', async () => {
  const file = join(await folder(), 'file');
  await writeFile(file, '');
  const log = new LogFile(join(file, 'rolecall.log'));
  log.write('a line');
  expect(log.last(5)).toEqual([]);
});
