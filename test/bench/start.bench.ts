import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { silentLog } from '../../server/core/log.ts';
import { openStores } from '../../server/store/stores.ts';
import { firstLoad, gzippedSize } from '../support/first-load.ts';
import { grantOf, median, nameOf, type Part, realClock, runBench } from './support.ts';

/** From nothing to listening, what it holds then, and what the pages weigh. */

const ROUNDS = 15;
const env = { PATH: process.env['PATH'] ?? '', ROLECALL_NO_OPEN: '1' };

/** Until it says that it runs (or, without words to wait for, until it ends), and its memory a little later. */
function run(args: string[], words?: string, isWeighed = false): Promise<{ ms: number; rssMb: number }> {
  return new Promise((done, failed) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let ms = 0;
    let rssMb = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      if (ms > 0 || words === undefined || !chunk.toString().includes(words)) return;
      ms = performance.now() - start;
      void (async () => {
        if (isWeighed) await wait(3_000);
        rssMb = await rssOf(child.pid ?? 0);
        child.kill('SIGKILL');
      })();
    });
    child.on('error', failed);
    child.on('exit', () => done({ ms: ms > 0 ? ms : performance.now() - start, rssMb }));
  });
}

/** As the system counts it; NaN where it does not tell. */
async function rssOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024) / 1e6;
}

/** One folder for all rounds. */
async function folderWith(viewers: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  if (viewers === 0) return folder;
  const stores = await openStores(folder, realClock, silentLog);
  await stores.roster.commit(() => Array.from({ length: viewers }, (_, i) => grantOf(i)));
  await stores.close();
  return folder;
}

function startPart(viewers: number, limit: number, rssLimit: number): Part {
  const what = viewers === 0 ? 'empty' : `${nameOf(viewers)} viewers`;
  return {
    rows: [
      { name: `start to listening, ${what} (floor: node -e 0)`, unit: 'ms', limit },
      { name: `RSS idle, ${what}`, unit: 'MB', limit: rssLimit },
    ],
    async measure() {
      const folder = await folderWith(viewers);
      const args = [resolve('dist/server/main.js'), '--port', '0', '--data', folder];
      const own: number[] = [];
      const bare: number[] = [];
      for (let i = 0; i < ROUNDS; i++) {
        bare.push((await run(['-e', '0'])).ms);
        own.push((await run(args, 'is running')).ms);
      }
      const { rssMb } = await run(args, 'is running', true);
      await rm(folder, { recursive: true, force: true });
      return [{ value: median(own), floor: median(bare) }, { value: rssMb }];
    },
  };
}

/** What launch/ adds: `npm start` without npm, against the program itself. */
const launchPart: Part = {
  rows: [{ name: 'start by launch/, more than the program alone', unit: 'ms', limit: 15 }],
  async measure() {
    const folder = await folderWith(0);
    const rest = ['--port', '0', '--data', folder];
    const [launched, direct]: [number[], number[]] = [[], []];
    for (let i = 0; i < ROUNDS; i++) {
      launched.push((await run([resolve('server/launch/start.cjs'), ...rest], 'is running')).ms);
      direct.push((await run([resolve('dist/server/main.js'), ...rest], 'is running')).ms);
    }
    await rm(folder, { recursive: true, force: true });
    return [{ value: median(launched) - median(direct) }];
  },
};

const LIMITS = { badge: 9, dock: 32, settings: 50 };

/** What a page loads before it shows anything: its scripts and styles. 1 kB is 1,024 bytes. */
const pagesPart: Part = {
  rows: [
    { name: 'Lit alone, gzipped', unit: 'kB' },
    ...Object.entries(LIMITS).map(([page, limit]) => ({ name: `page ${page}, gzipped`, unit: 'kB', limit })),
  ],
  async measure() {
    const lit = await build({
      stdin: { contents: "export { LitElement, html, css } from 'lit';", resolveDir: process.cwd() },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'chrome103',
      legalComments: 'none',
      write: false,
    });
    const alone = gzipSync(lit.outputFiles[0]?.contents ?? '', { level: 9 }).length;
    const pages = Object.keys(LIMITS).map((page) => gzippedSize(firstLoad(page)));
    return [alone, ...pages].map((bytes) => ({ value: bytes / 1024 }));
  },
};

await runBench([startPart(0, 3.2, 80), startPart(100_000, 6, 150), launchPart, pagesPart]);
