import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import {
  type Cost,
  runEcho,
  runRolecall,
  type RolecallOptions,
  type RolecallReady,
  runTwitch,
  type TwitchOptions,
  type TwitchReady,
} from './rolecall-process.ts';
import {
  type BenchRow,
  type Child,
  median,
  nameOf,
  percentile,
  printTable,
  readRole,
  startChild,
} from './support.ts';

/** Whole syncs over HTTP against a Twitch in a process of its own: how long, how much work, what others feel. */

interface Pair {
  readonly twitch: Child<TwitchReady>;
  readonly rolecall: Child<RolecallReady>;
  /** What the first sync, at the start, cost. */
  readonly first: Cost;
  sync(question: 'first sync' | 'sync'): Promise<Cost>;
  stop(): Promise<void>;
}

/** Rolecall with its Twitch; the sync at the start is over. */
async function startPair(options: TwitchOptions): Promise<Pair> {
  const twitch = await startChild<TwitchReady>('twitch', options);
  const rolecall = await startChild<RolecallReady>('rolecall', { viewers: 0, twitch: twitch.ready });
  const { first } = rolecall.ready;
  if (!first) throw new Error('There was no first sync.');
  return {
    twitch,
    rolecall,
    first,
    sync: (question) => rolecall.ask<Cost>(question),
    stop: async () => void (await Promise.all([rolecall.stop(), twitch.stop()])),
  };
}

const channel = (subscribers: number, latencyMs: number): TwitchOptions => ({
  subscribers,
  vips: 50,
  moderators: 50,
  latencyMs,
});

/** From the first page to the announcement, against nothing but waiting for the pages of the longest list. */
async function benchLatency(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const lists = { subscribers: 3_000, vips: 3_000, moderators: 3_000, latencyMs: 60 };
  const three = await startPair(lists);
  const times = [three.first.ms];
  for (let i = 0; i < 2; i++) times.push((await three.sync('first sync')).ms);
  rows.push(wallRow('three lists of 30 pages, 60 ms a page', median(times), 30 * 60, 1.3));
  await three.stop();
  for (const latencyMs of [20, 60]) {
    const one = await startPair(channel(100_000, latencyMs));
    const { ms, cpuMs } = one.first;
    const limit = latencyMs === 60 ? 1.2 : undefined;
    rows.push(
      wallRow(`100k subscribers (1,000 pages), ${latencyMs} ms a page`, ms, 1_000 * latencyMs, limit),
    );
    rows.push({ name: `CPU of that sync, a page`, value: cpuMs / 1_000, unit: 'ms' });
    await one.stop();
  }
  return rows;
}

function wallRow(what: string, value: number, floor: number, limit?: number): BenchRow {
  return {
    name: `full sync, ${what} (floor: pages × latency)`,
    value: value / 1000,
    floor: floor / 1000,
    unit: 's',
    ...(limit !== undefined && { limit }),
  };
}

/** As fast as Twitch can answer: what the event loop of everybody else feels. */
async function benchStall(size: number, limit: number, peakLimit?: number): Promise<BenchRow[]> {
  const pair = await startPair(channel(size, 0));
  // The sync at the start shares its tick with the first fetch() of the process, which takes 50 ms by itself.
  const fresh = await pair.sync('first sync');
  const again = await pair.sync('sync');
  await pair.stop();
  const name = nameOf(size);
  return [
    { name: `longest stall, first sync + commit of ${name}`, value: fresh.stallMs, unit: 'ms', limit },
    { name: `longest stall, re-sync of ${name} with nothing new`, value: again.stallMs, unit: 'ms', limit },
    { name: `first sync of ${name}, no latency`, value: fresh.ms / 1000, unit: 's' },
    {
      name: `peak RSS, first sync of ${name}`,
      value: fresh.peakMb,
      unit: 'MB',
      ...(peakLimit !== undefined && { limit: peakLimit }),
    },
  ];
}

async function openSocket(port: number, path: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
  await new Promise((done, failed) => socket.once('open', done).once('error', failed));
  return socket;
}

/** Checks while 100k are synced, and echoes of a bare server in the same window, in turns. */
async function benchMeanwhile(): Promise<BenchRow[]> {
  const echo = await startChild<{ port: number }>('echo', {});
  const pair = await startPair(channel(100_000, 2));
  const own = await openSocket(pair.rolecall.ready.port, '/ws');
  const bare = await openSocket(echo.ready.port, '/');
  const times: [number[], number[]] = [[], []];
  let isOver = false;
  const asking = (async () => {
    for (let i = 0; !isOver; i++) {
      const frame = JSON.stringify({ id: i, action: 'access.check', params: { user: `somebody_${i}` } });
      for (const [which, socket] of i % 2 === 0
        ? ([
            [0, own],
            [1, bare],
          ] as const)
        : ([
            [1, bare],
            [0, own],
          ] as const)) {
        const start = performance.now();
        await new Promise((done) => {
          socket.once('message', done);
          socket.send(frame);
        });
        times[which].push(performance.now() - start);
        await new Promise((done) => setTimeout(done, 1));
      }
    }
  })();
  await pair.sync('first sync');
  isOver = true;
  await asking;
  await Promise.all([pair.stop(), echo.stop()]);
  return [
    {
      name: 'access.check p99 while 100k are synced (floor: echo p99 in the same window)',
      value: percentile(times[0], 0.99),
      floor: percentile(times[1], 0.99),
      unit: 'ms',
      limit: 2,
    },
  ];
}

/** From Twitch's event to the announcement over the real store; the floor is a line that is safe on the disk. */
async function benchEvent(): Promise<BenchRow[]> {
  const rolecall = await startChild<{ port: number }>('rolecall', { viewers: 100_000, twitch: null });
  const path = join(tmpdir(), `rolecall-bench-${process.pid}`);
  const file = await open(path, 'w+');
  const line = Buffer.alloc(120, 97);
  const own: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < 300; i++) {
    own.push(await rolecall.ask<number>({ event: i }));
    const start = performance.now();
    await file.write(line, 0, line.length, i * line.length);
    await file.datasync();
    bare.push(performance.now() - start);
  }
  await file.close();
  await rm(path);
  await rolecall.stop();
  return [
    {
      name: 'one durable role change at 100k (floor: write + fdatasync)',
      value: median(own),
      floor: median(bare),
      unit: 'ms',
      limit: 2,
    },
  ];
}

async function main(): Promise<void> {
  printTable([
    ...(await benchEvent()),
    ...(await benchStall(5_000, 25)),
    ...(await benchStall(100_000, 25, 220)),
    ...(await benchStall(700_000, 80, 500)),
    ...(await benchMeanwhile()),
    ...(await benchLatency()),
  ]);
  process.exit(0);
}

const started = readRole<RolecallOptions & TwitchOptions>();
if (started?.role === 'rolecall') await runRolecall(started.options);
else if (started?.role === 'echo') await runEcho();
else if (started?.role === 'twitch') await runTwitch(started.options);
else await main();
