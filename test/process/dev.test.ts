import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { root } from '../architecture/source-tree.ts';

/** A tree whose build copies one file, so that only `npm run dev` itself is tried. */
const BUILD = `
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hashInputs, writeStamp } from './server/launch/freshness.cjs';
const inputs = hashInputs(import.meta.dirname);
const text = readFileSync('server/main.ts', 'utf8');
if (text.includes('broken')) { console.error('main.ts is broken'); process.exit(1); }
mkdirSync('dist/server', { recursive: true });
writeFileSync('dist/server/main.js', text);
await writeStamp(import.meta.dirname, { inputs, outputs: ['server/main.js'] });
`;
/** Says that it runs once it can be asked to close. */
const program = (name: string): string =>
  `process.on('SIGTERM', () => { console.log('${name} closes'); process.exit(0); }); setInterval(() => {}, 1000); console.log('${name} runs with', ...process.argv.slice(2));`;

let tree: string;
let dev: ChildProcess;
let output = '';

const write = (path: string, text: string): void => writeFileSync(join(tree, path), text);
const saidNext = async (text: string): Promise<void> => {
  await expect.poll(() => output).toContain(text);
  output = output.slice(output.indexOf(text) + text.length);
};

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'rolecall-dev-'));
  cpSync(join(root, 'server', 'launch'), join(tree, 'server', 'launch'), { recursive: true });
  mkdirSync(join(tree, 'node_modules'));
  for (const file of ['package-lock.json', 'node_modules/.package-lock.json']) write(file, '{"packages":{}}');
  write('package.json', '{"type":"module"}');
  write('esbuild.config.mjs', BUILD);
  write('server/main.ts', program('one'));
  output = '';
  dev = spawn(process.execPath, [join(tree, 'server/launch/dev.mjs'), '--demo'], { cwd: tree });
  for (const stream of [dev.stdout, dev.stderr]) stream?.on('data', (text) => (output += String(text)));
});

afterEach(() => {
  dev.kill('SIGKILL');
  rmSync(tree, { recursive: true, force: true });
});

it('builds and starts anew on save, waits where a build fails, and ends with the server', async () => {
  await saidNext('one runs with --demo\n');
  write('server/main.ts', program('two'));
  await saidNext('one closes');
  await saidNext('two runs with --demo --no-open\n');
  write('server/main.ts', 'broken');
  await saidNext('main.ts is broken');
  await saidNext('Waiting for the next change');
  write('server/main.ts', program('three'));
  await saidNext('two closes');
  await saidNext('three runs');
  const ended = new Promise((resolve) => dev.once('exit', resolve));
  dev.kill('SIGTERM');
  await saidNext('three closes');
  expect(await ended).toBe(0);
});
