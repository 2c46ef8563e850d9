import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import type { Clock } from '../../server/core/clock.ts';
import type { RoleChange } from '../../server/core/roles.ts';

/** One line of the table. */
export interface RowSpec {
  readonly name: string;
  readonly unit: string;
  /** Of DESIGN's budget: largest (or with `min` smallest) ratio to the floor, or without a floor largest value. */
  readonly limit?: number;
  readonly min?: boolean;
  /** A value below this is the machine's as much as ours: it is kept, whatever its ratio. */
  readonly noise?: number;
}

/** What a line says: a value, and its floor (what nobody can get below) measured in the same run. */
export interface Reading {
  readonly value: number;
  readonly floor?: number;
}

/** Lines that are measured together; a reading for each of `rows`, in their order. */
export interface Part {
  readonly rows: readonly RowSpec[];
  measure(): Promise<readonly Reading[]>;
}

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** The exit status of a bench without a row of the wanted name. */
const NO_SUCH_ROW = 3;

export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

/**
 * Measures every part, or those with a row whose name has BENCH_ROW in it, three times; prints of each row the
 * median; ends the process, whatever is still open.
 */
export async function runBench(parts: readonly Part[]): Promise<never> {
  const wanted = (process.env['BENCH_ROW'] ?? '').toLowerCase();
  const isWanted = ({ name }: RowSpec): boolean => name.toLowerCase().includes(wanted);
  const chosen = parts.filter(({ rows }) => rows.some(isWanted));
  if (chosen.length === 0) process.exit(NO_SUCH_ROW);
  console.log(`\n${basename(process.argv[1] ?? '', '.bench.mjs')}\n`);
  console.log('| what | value | floor | ratio | limit | |\n|---|---:|---:|---:|---:|---|');
  for (const { rows, measure } of chosen) {
    const rounds: (readonly Reading[])[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measure());
    for (const [i, row] of rows.entries())
      if (isWanted(row)) console.log(lineOf(row, middle(rounds.map((readings) => readings[i]))));
  }
  process.exit(0);
}

/** The run in the middle, by its ratio where there is one. */
function middle(readings: readonly (Reading | undefined)[]): Reading {
  const all = readings.filter((reading) => reading !== undefined);
  if (all.length < readings.length) throw new Error('A part measured fewer rows than it has.');
  const seen = ({ value, floor }: Reading): number => (floor === undefined ? value : value / floor);
  const sorted = all.toSorted((a, b) => seen(a) - seen(b));
  return sorted[Math.floor(sorted.length / 2)] as Reading;
}

function lineOf({ name, unit, limit, min, noise = 0 }: RowSpec, { value, floor }: Reading): string {
  const ratio = floor === undefined ? null : value / floor;
  const seen = ratio ?? value;
  const isKept = limit === undefined || value < noise || (min ? seen >= limit : seen <= limit);
  const orLess = noise > 0 ? ` or < ${noise} ${unit}` : '';
  const bound =
    limit === undefined ? '' : `${min ? '≥' : '≤'} ${limit}${ratio === null ? ` ${unit}` : '×'}${orLess}`;
  const cells = [
    name,
    `${short(value)} ${unit}`,
    floor === undefined ? '' : `${short(floor)} ${unit}`,
    ratio === null ? '' : `${ratio.toFixed(2)}×`,
    bound,
    limit === undefined ? '' : isKept ? 'kept' : '**NOT kept**',
  ];
  return `| ${cells.join(' | ')} |`;
}

function short(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export async function timeOf(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

export const nameOf = (size: number): string => (size >= 1000 ? `${size / 1000}k` : String(size));

/** The i-th made-up subscriber. */
export const grantOf = (i: number): RoleChange => ({
  change: 'granted',
  kind: 'subscribers',
  user: { userId: String(100_000_000 + i), userLogin: `viewer_${i}`, userDisplayName: `Viewer_${i}` },
  detail: { tier: i % 20 === 0 ? '2000' : '1000', isGift: false, gifterId: null, gifterLogin: null },
  at: 1_750_000_000_000,
  source: 'startup',
});

/** A part of the bench in a process of its own, so that it does not share our event loop. */
export interface Child<T> {
  /** What it said when it was ready. */
  readonly ready: T;
  readonly pid: number;
  /** Sends a line and waits for the answer to it. */
  ask<R>(question: unknown): Promise<R>;
  stop(): Promise<void>;
}

/** Starts this same program again with a role as its argument; the role answers through `serveParent`. */
export async function startChild<T>(role: string, options: unknown): Promise<Child<T>> {
  const program = process.argv[1] ?? '';
  const child = spawn(process.execPath, [...process.execArgv, program, role, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = linesOf(child);
  const ready = (await lines()) as T;
  return {
    ready,
    pid: child.pid ?? 0,
    async ask<R>(question: unknown): Promise<R> {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return (await lines()) as R;
    },
    async stop() {
      const exit = once(child, 'exit');
      child.stdin.end();
      const limit = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exit;
      clearTimeout(limit);
    },
  };
}

function linesOf(child: ChildProcess & { stdout: NonNullable<ChildProcess['stdout']> }) {
  const waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void }[] = [];
  const early: unknown[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    const value: unknown = JSON.parse(line);
    const next = waiting.shift();
    if (next) next.resolve(value);
    else early.push(value);
  });
  reader.on('close', () => {
    for (const { reject } of waiting) reject(new Error('A process of the bench ended early.'));
  });
  return (): Promise<unknown> =>
    early.length > 0
      ? Promise.resolve(early.shift())
      : new Promise((resolve, reject) => waiting.push({ resolve, reject }));
}

/** Keeps a process, with all of its threads, on one core. Where the system has no way to, it runs where it likes. */
export function pinTo(core: number, pid: number): void {
  if (cpus().length > 1) spawnSync('taskset', ['-a', '-c', '-p', String(core), String(pid)]);
}

/** The child's side: says that it is ready, then answers one question after the other, then closes. */
export async function serveParent(
  ready: unknown,
  answer: (question: never) => Promise<unknown>,
  close: () => Promise<void>,
): Promise<void> {
  console.log(JSON.stringify(ready));
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify((await answer(JSON.parse(line) as never)) ?? null));
  }
  await close();
  process.exit(0);
}

/** The child's side, if it has but one thing to say. */
export async function serveReading(reading: unknown): Promise<void> {
  await serveParent(
    reading,
    () => Promise.resolve(null),
    () => Promise.resolve(),
  );
}

/** The role that this process was started for (null: the bench itself) and its options. */
export function readRole<T>(): { role: string; options: T } | null {
  const [role, options] = process.argv.slice(2);
  return role === undefined || options === undefined ? null : { role, options: JSON.parse(options) as T };
}

export type Send = (i: number) => Promise<unknown>;

export async function openSocket(port: number, path: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
  await new Promise((done, failed) => socket.once('open', done).once('error', failed));
  await new Promise((done) => setTimeout(done, 20)); // hello
  socket.removeAllListeners('message');
  return socket;
}

/** How long each question took, ms: of Rolecall, and of the floor. */
export type PairedTimes = readonly [own: number[], floor: number[]];

/** Asks both in turns, a question every 2 ms, until `isOver`: a client may ask 500 times a second. */
export async function askInTurns(
  own: Send,
  floor: Send,
  isOver: () => boolean,
  times: PairedTimes = [[], []],
): Promise<PairedTimes> {
  const sends = [own, floor] as const;
  for (let i = 0; !isOver(); i++) {
    for (const which of i % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      times[which].push(await timeOf(() => sends[which](i)));
      await new Promise((done) => setTimeout(done, 2));
    }
  }
  return times;
}

/** One question at a time. */
export function sender(socket: WebSocket, frame: (i: number) => string): Send {
  let resolve: (data: unknown) => void = () => undefined;
  socket.on('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8'))));
  return (i) =>
    new Promise((done) => {
      resolve = done;
      socket.send(frame(i));
    });
}
