// An export of everybody with three records each, and an import of many exceptions: how long it takes, how long
// the event loop is not free, and what it costs in memory. The client is another process.
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { openApp } from '../../server/app.ts';
import type { Offer } from '../../server/api/downloads.ts';
import { readConfig } from '../../server/config.ts';
import { silentLog } from '../../server/core/log.ts';
import type { RoleChange } from '../../server/core/roles.ts';
import { openStores } from '../../server/store/stores.ts';
import {
  type BenchRow,
  grantOf,
  nameOf,
  printTable,
  readRole,
  realClock,
  serveParent,
  startChild,
} from './support.ts';

const TOKEN = 'a-long-random-token-of-the-bench';
const RECORDS = 3;

interface Options {
  readonly dir: string;
  readonly viewers: number;
}
/** What was seen of the event loop since it was last asked. */
interface Seen {
  readonly stallMs: number;
  /** The most of the processor's time that one turn took, all threads: other work on the machine is not in it. */
  readonly cpuStallMs: number;
  readonly rssMb: number;
  readonly peakMb: number;
}

async function fill({ dir, viewers }: Options): Promise<void> {
  const stores = await openStores(dir, realClock, silentLog);
  const all = Array.from({ length: viewers }, (_, i) => grantOf(i));
  for (let round = 1; round <= RECORDS; round++) {
    await stores.roster.commit(() => all);
    if (round === RECORDS) break;
    const revoke = ({ kind, user, at }: RoleChange): RoleChange => ({
      change: 'revoked',
      kind,
      user,
      at: at + round,
      source: 'event',
    });
    await stores.roster.commit(() => all.map(revoke));
  }
  await stores.close();
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function serve({ dir }: Options): Promise<void> {
  const config = readConfig(['--port', '0', '--no-open'], { ROLECALL_TOKEN: TOKEN });
  if (typeof config === 'string') throw new Error('no config');
  const app = await openApp({
    config,
    dataFolder: dir,
    pagesFolder: dir,
    version: 'bench',
    build: 'test',
    clock: realClock,
    log: silentLog,
    onSecret: () => undefined,
    random: Math.random,
  });
  const port = await app.start();
  let [stallMs, cpuStallMs] = [0, 0];
  let [last, lastCpu] = [performance.now(), cpuMs()];
  setInterval(() => {
    const now = performance.now();
    stallMs = Math.max(stallMs, now - last);
    cpuStallMs = Math.max(cpuStallMs, cpuMs() - lastCpu);
    [last, lastCpu] = [now, cpuMs()];
  }, 1).unref();
  const answer = async (): Promise<Seen> => {
    const seen = {
      stallMs,
      cpuStallMs,
      rssMb: process.memoryUsage.rss() / 1e6,
      peakMb: process.resourceUsage().maxRSS / 1000,
    };
    globalThis.gc?.();
    [last, lastCpu] = [performance.now(), cpuMs()];
    [stallMs, cpuStallMs] = [0, 0];
    return Promise.resolve(seen);
  };
  await serveParent(port, answer, () => app.close());
}

async function post<T>(port: number, action: string, params: unknown): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}/api/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify(params),
  });
  const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
  if (error) throw new Error(error.message);
  return result;
}

function download(port: number, path: string): Promise<{ ms: number; bytes: number }> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    get({ port, path, agent: false }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve({ ms: performance.now() - start, bytes }));
      response.on('error', reject);
    }).on('error', reject);
  });
}

async function benchExport(viewers: number): Promise<BenchRow[]> {
  const dir = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  const filler = await startChild('fill', { dir, viewers });
  await filler.stop();
  const server = await startChild<number>('serve', { dir, viewers });
  const rows: BenchRow[] = [];
  for (const format of ['json', 'csv']) {
    await wait(500);
    const idle = await server.ask<Seen>(null);
    await wait(2_000); // the floor: how long the machine keeps an idle process from running
    const floor = await server.ask<Seen>(null);
    const { path } = await post<Offer>(server.ready, 'data.export', { format });
    const { ms, bytes } = await download(server.ready, path);
    const seen = await server.ask<Seen>(null);
    const name = `export of ${nameOf(viewers)} × ${RECORDS} as ${format}`;
    rows.push({ name: `${name}, most CPU in one turn`, value: seen.cpuStallMs, unit: 'ms' });
    rows.push({ name: `${name} (${(bytes / 1e6).toFixed(0)} MB)`, value: ms / 1000, unit: 's' });
    rows.push({
      name: `${name}, longest stall (floor: idle)`,
      value: seen.stallMs,
      floor: floor.stallMs,
      unit: 'ms',
    });
    rows.push({
      name: `${name}, RSS at the end (floor: before)`,
      value: seen.rssMb,
      floor: idle.rssMb,
      unit: 'MB',
    });
  }
  await server.stop();
  await rm(dir, { recursive: true, force: true });
  return rows;
}

/** The largest that fits into a body: what it stops, once. */
async function benchImport(count: number): Promise<BenchRow[]> {
  const dir = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  const server = await startChild<number>('serve', { dir, viewers: 0 });
  const { path } = await post<Offer>(server.ready, 'data.export', {});
  const empty = (await (await fetch(`http://127.0.0.1:${server.ready}${path}`)).json()) as object;
  const at = new Date().toISOString();
  const open = { endedAt: null, endedBy: null, endReason: null };
  const overrides = Array.from({ length: count }, (_, i) => {
    const { userId, userLogin, userDisplayName } = grantOf(i).user;
    const names = { userId, userLogin, userDisplayName };
    return {
      ...names,
      feature: 'tts',
      effect: 'deny',
      until: null,
      note: null,
      by: 'bench',
      setAt: at,
      ...open,
    };
  });
  await server.ask(null);
  const start = performance.now();
  await post(server.ready, 'data.import', { data: { ...empty, overrides } });
  const ms = performance.now() - start;
  const seen = await server.ask<Seen>(null);
  await server.stop();
  await rm(dir, { recursive: true, force: true });
  const name = `import of ${nameOf(count)} overrides`;
  return [
    { name, value: ms / 1000, unit: 's' },
    { name: `${name}, most CPU in one turn`, value: seen.cpuStallMs, unit: 'ms' },
    { name: `${name}, longest stall`, value: seen.stallMs, unit: 'ms' },
    { name: `${name}, peak RSS`, value: seen.peakMb, unit: 'MB' },
  ];
}

const started = readRole<Options>();
if (started?.role === 'fill') {
  await fill(started.options);
  await serveParent(
    null,
    () => Promise.resolve(null),
    () => Promise.resolve(),
  );
} else if (started) await serve(started.options);
else {
  const rows: BenchRow[] = [];
  const sizes = process.env['BENCH_SIZES']?.split(',').map(Number) ?? [100_000, 700_000];
  for (const viewers of sizes) if (viewers > 0) rows.push(...(await benchExport(viewers)));
  // 0 viewers: the import alone.
  if (!process.env['BENCH_SIZES'] || sizes.includes(0)) rows.push(...(await benchImport(100_000)));
  printTable(rows);
  process.exit(0);
}
