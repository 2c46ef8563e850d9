import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Clock } from '../../server/core/clock.ts';
import { silentLog } from '../../server/core/log.ts';
import type { RoleChange } from '../../server/core/roles.ts';
import { openDataFolder, type StoreParts } from '../../server/store/files/data-folder.ts';
import { openRoster } from '../../server/store/roster/open.ts';
import type { DurableRoster } from '../../server/store/roster/roster-store.ts';

/** One line of the table; a value of the same unit as its floor, or alone. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number;
  readonly limit?: string;
}

const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

const grant = (i: number, at = 1_750_000_000_000): RoleChange => ({
  change: 'granted',
  kind: 'subscribers',
  user: { userId: String(100_000_000 + i), userLogin: `viewer_${i}`, userDisplayName: `Viewer_${i}` },
  detail: { tier: i % 20 === 0 ? '2000' : '1000', isGift: false, gifterId: null, gifterLogin: null },
  at,
  source: 'startup',
});

/** The longest time that the event loop was not ours while `action` ran. */
async function longestStall<T>(action: () => Promise<T>): Promise<{ result: T; ms: number; stall: number }> {
  let stall = 0;
  let last = performance.now();
  const tick = (): void => {
    const now = performance.now();
    stall = Math.max(stall, now - last);
    last = now;
  };
  const timer = setInterval(tick, 1);
  const start = performance.now();
  const result = await action();
  const ms = performance.now() - start;
  tick();
  clearInterval(timer);
  return { result, ms, stall };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

async function timeOf(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** One durable change against a raw write + fdatasync of a line, in turns. */
async function benchSingle(roster: DurableRoster, dir: string, rounds = 300): Promise<[number, number]> {
  const raw = await open(join(dir, 'raw'), 'w+');
  const line = Buffer.alloc(120, 97);
  const own: number[] = [];
  const floor: number[] = [];
  let position = 0;
  for (let i = 0; i < rounds; i++) {
    const change = grant(10_000_000 + i);
    own.push(await timeOf(() => roster.commit(() => [change])));
    floor.push(
      await timeOf(async () => {
        await raw.write(line, 0, line.length, position);
        await raw.datasync();
      }),
    );
    position += line.length;
  }
  await raw.close();
  return [median(own), median(floor)];
}

/** Each phase runs in a process of its own, so that one's memory and garbage are not the other's. */
const PHASES = {
  async commit(parts: StoreParts, size: number): Promise<BenchRow[]> {
    const roster = await openRoster(parts);
    const name = nameOf(size);
    const changes = Array.from({ length: size }, (_, i) => grant(i));
    const commit = await longestStall(() => roster.commit(() => changes));
    const snapshot = await longestStall(() => roster.close());
    const limit = size > 100_000 ? '<= 80' : '<= 25';
    return [
      { name: `commit ${name}`, value: commit.ms, unit: 'ms' },
      { name: `commit ${name}: stall`, value: commit.stall, unit: 'ms', limit },
      { name: `snapshot ${name}`, value: snapshot.ms, unit: 'ms' },
      { name: `snapshot ${name}: stall`, value: snapshot.stall, unit: 'ms' },
      { name: `peak RSS of commit ${name}`, value: process.resourceUsage().maxRSS / 1000, unit: 'MB' },
    ];
  },

  async load(parts: StoreParts, size: number): Promise<BenchRow[]> {
    const name = nameOf(size);
    const load = await longestStall(() => openRoster(parts));
    const rss = process.memoryUsage.rss() / 1e6;
    const [own, floor] = await benchSingle(load.result, parts.folder.path);
    const history = await timeOf(() => load.result.history(String(100_000_000 + (size >> 1))));
    const journal = await stat(parts.folder.file('roster.journal.ndjson'));
    const snapshot = await stat(parts.folder.file('roster.snapshot.ndjson'));
    await load.result.close();
    return [
      { name: `load ${name}`, value: load.ms, unit: 'ms' },
      { name: `load ${name}: stall`, value: load.stall, unit: 'ms' },
      { name: `RSS after load ${name}`, value: rss, unit: 'MB' },
      { name: `one durable change at ${name}`, value: own, unit: 'ms', floor, limit: '<= 2x' },
      { name: `history of one at ${name}`, value: history, unit: 'ms' },
      { name: `journal of ${name}`, value: journal.size / 1e6, unit: 'MB' },
      { name: `snapshot of ${name}`, value: snapshot.size / 1e6, unit: 'MB' },
    ];
  },

  async replay(parts: StoreParts, size: number): Promise<BenchRow[]> {
    await rm(parts.folder.file('roster.snapshot.ndjson'));
    const load = await longestStall(() => openRoster(parts));
    await load.result.close();
    return [{ name: `load ${nameOf(size)} from the journal alone`, value: load.ms, unit: 'ms' }];
  },
};
type Phase = keyof typeof PHASES;

const nameOf = (size: number): string => (size >= 1000 ? `${size / 1000}k` : String(size));

async function runPhase(phase: Phase, dir: string, size: number): Promise<void> {
  const folder = await openDataFolder(dir, { log: silentLog });
  const rows = await PHASES[phase]({ folder, clock, log: silentLog }, size);
  await folder.close();
  console.log(`rows ${JSON.stringify(rows)}`);
}

async function benchSize(size: number): Promise<BenchRow[]> {
  const dir = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  const rows: BenchRow[] = [];
  try {
    for (const phase of ['commit', 'load', 'replay'] satisfies Phase[]) {
      const args = [...process.execArgv, fileURLToPath(import.meta.url), phase, dir, String(size)];
      const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
      const [, json = '[]'] = /^rows (.*)$/m.exec(stdout) ?? [];
      if (process.env['BENCH_DEBUG']) console.log(stdout);
      rows.push(...(JSON.parse(json) as BenchRow[]));
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return rows;
}

export async function main(sizes: readonly number[] = [1_000, 100_000, 700_000]): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of sizes) rows.push(...(await benchSize(size)));
  for (const { name, value, unit, floor, limit = '' } of rows) {
    const ratio = floor === undefined ? '' : `${floor.toFixed(2)} ${unit}  ${(value / floor).toFixed(2)}x`;
    console.log(
      `${name.padEnd(36)} ${`${value.toFixed(2)} ${unit}`.padStart(12)}  ${ratio.padEnd(18)} ${limit}`,
    );
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [phase = '', dir = '', size] = process.argv.slice(2);
  if (phase in PHASES) await runPhase(phase as Phase, dir, Number(size));
  else await main(phase === '' ? undefined : process.argv.slice(2).map(Number));
}
