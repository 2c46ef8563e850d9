import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { start, temporaryFolder } from './support.ts';

/** A copy of the built program, so that it can be spoiled. */
async function copyOfProgram(): Promise<{ program: string; file: (name: string) => string }> {
  const folder = await temporaryFolder();
  cpSync(resolve('dist'), join(folder, 'dist'), { recursive: true });
  const file = (name: string): string => join(folder, 'dist', 'server', name);
  return { program: file('main.js'), file };
}

async function expectToRun(program: string): Promise<void> {
  const running = start({ program, args: ['--port', '0', '--data', await temporaryFolder()] });
  const answer = await fetch(`${await running.url()}/ping`);
  expect(await answer.json()).toMatchObject({ rolecall: true });
  expect((await fetch(`${await running.url()}/api/docs`)).status).toBe(200); // a part that is loaded later
  expect(running.output.text).not.toMatch(/error|warning/i);
}

describe('the code cache of the program', () => {
  it('is one that this Node takes', async () => {
    const { file } = await copyOfProgram();
    const look = `const { readFileSync } = require('fs');
      const [program, cache] = ['program.js', 'program.cache'].map((name) => require('path').join(process.argv[1], name));
      const cachedData = readFileSync(cache).subarray(4);
      const script = new (require('vm').Script)(readFileSync(program, 'utf8'), { filename: program, cachedData });
      console.log(script.cachedDataRejected);`;
    const { stdout } = spawnSync(process.execPath, ['-e', look, join(file('.'))], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('false');
  });

  it('belongs to a program of plain letters, which V8 holds at one byte each', () => {
    const text = readFileSync(resolve('dist/server/program.js'), 'utf8');
    expect(text.length).toBeGreaterThan(100_000);
    expect(text.match(/[^\t\n\r -~]/gu)).toBeNull();
  });

  const spoiled: [string, (cache: Buffer) => Buffer | null][] = [
    ['missing', () => null],
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (cache) => cache.subarray(0, cache.length / 2)],
    ['damaged in one bit', (cache) => flipped(cache, Math.floor(cache.length / 2))],
    ['damaged in its head', (cache) => flipped(cache, 6)],
    ['something else', () => Buffer.from('not a cache at all, and longer than four bytes')],
    ['another Node’s, which says so', (cache) => withSum(cache, 'v99.0.0')],
  ];
  it.each(spoiled)('that is %s only makes the start longer', { timeout: 60_000 }, async (_what, spoil) => {
    const { program, file } = await copyOfProgram();
    const cache = spoil(readFileSync(file('program.cache')));
    if (cache) writeFileSync(file('program.cache'), cache);
    else rmSync(file('program.cache'));
    await expectToRun(program);
  });

  it('that V8 rejects only makes the start longer', { timeout: 60_000 }, async () => {
    const { program } = await copyOfProgram();
    // Another flag makes another cache; the sum is right.
    const env = { NODE_OPTIONS: '--stack-trace-limit=20' };
    const running = start({ program, env, args: ['--port', '0', '--data', await temporaryFolder()] });
    expect((await fetch(`${await running.url()}/ping`)).status).toBe(200);
  });

  it('is not written by a start: the folder may be read-only', { timeout: 60_000 }, async () => {
    const { program, file } = await copyOfProgram();
    rmSync(file('program.cache'));
    chmodSync(file('.'), 0o555);
    await expectToRun(program);
    chmodSync(file('.'), 0o755);
    expect(() => readFileSync(file('program.cache'))).toThrow('ENOENT');
  });
});

function flipped(cache: Buffer, at: number): Buffer {
  const other = Buffer.from(cache);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
}

/** Whole, but made for another version. */
function withSum(cache: Buffer, version: string): Buffer {
  const other = Buffer.from(cache);
  other.writeUInt32LE(crc32(cache.subarray(4), crc32(version)), 0);
  return other;
}
