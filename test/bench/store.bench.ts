import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { silentLog } from '../../server/core/log.ts';
import { openDataFolder, type StoreDeps } from '../../server/store/files/data-folder.ts';
import { openRoster } from '../../server/store/roster/open.ts';
import type { DurableRoster } from '../../server/store/roster/roster-store.ts';
import {
  grantOf,
  median,
  nameOf,
  type Part,
  type Reading,
  readRole,
  realClock,
  type RowSpec,
  runBench,
  serveReading,
  startChild,
  timeOf,
} from './support.ts';

/** The roster on the disk, without anything around it. */

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

/** One durable change against a raw write + fdatasync of a line, in turns. */
async function benchSingle(roster: DurableRoster, dir: string, rounds = 300): Promise<[number, number]> {
  const raw = await open(join(dir, 'raw'), 'w+');
  const line = Buffer.alloc(120, 97);
  const own: number[] = [];
  const floor: number[] = [];
  let position = 0;
  for (let i = 0; i < rounds; i++) {
    const change = grantOf(10_000_000 + i);
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
  async commit(parts: StoreDeps, size: number): Promise<Reading[]> {
    const roster = await openRoster(parts);
    const changes = Array.from({ length: size }, (_, i) => grantOf(i));
    const commit = await longestStall(() => roster.commit(() => changes));
    const snapshot = await longestStall(() => roster.close());
    return [commit.ms, commit.stall, snapshot.ms, snapshot.stall].map((value) => ({ value }));
  },

  async load(parts: StoreDeps, size: number): Promise<Reading[]> {
    const load = await longestStall(() => openRoster(parts));
    const rss = process.memoryUsage.rss() / 1e6;
    const [own, floor] = await benchSingle(load.result, parts.folder.path);
    const history = await timeOf(() => load.result.history(grantOf(size >> 1).user.userId));
    const journal = await stat(parts.folder.file('roster.journal.ndjson'));
    const snapshot = await stat(parts.folder.file('roster.snapshot.ndjson'));
    await load.result.close();
    return [
      { value: load.ms },
      { value: load.stall },
      { value: rss },
      { value: own, floor },
      { value: history },
      { value: journal.size / 1e6 },
      { value: snapshot.size / 1e6 },
    ];
  },

  async replay(parts: StoreDeps): Promise<Reading[]> {
    for (const name of ['roster.snapshot.ndjson', 'roster.copy.ndjson'])
      await rm(parts.folder.file(name), { force: true });
    const { size } = await stat(parts.folder.file('roster.journal.ndjson'));
    const load = await longestStall(() => openRoster(parts));
    await load.result.close();
    return [{ value: load.ms }, { value: load.ms / (size / 1e6) }];
  },
};
type Phase = keyof typeof PHASES;

interface PhaseOptions {
  readonly dir: string;
  readonly size: number;
}

async function runPhase(phase: Phase, { dir, size }: PhaseOptions): Promise<Reading[]> {
  const folder = await openDataFolder(dir, { log: silentLog });
  const readings = await PHASES[phase]({ folder, clock: realClock, log: silentLog }, size);
  await folder.close();
  return readings;
}

/** Rows without a limit: what DESIGN limits is measured in a whole Rolecall (`sync`, `start`). */
function rowsOf(name: string): RowSpec[] {
  return [
    { name: `store: commit of ${name}`, unit: 'ms' },
    { name: `store: commit of ${name}, longest stall`, unit: 'ms' },
    { name: `store: snapshot of ${name}`, unit: 'ms' },
    { name: `store: snapshot of ${name}, longest stall`, unit: 'ms' },
    { name: `store: load of ${name}`, unit: 'ms' },
    { name: `store: load of ${name}, longest stall`, unit: 'ms' },
    { name: `store: RSS after the load of ${name}`, unit: 'MB' },
    { name: `store: one durable change at ${name} (floor: write + fdatasync)`, unit: 'ms', limit: 2 },
    { name: `store: history of one at ${name}`, unit: 'ms' },
    { name: `store: journal of ${name}`, unit: 'MB' },
    { name: `store: snapshot of ${name}, size`, unit: 'MB' },
    { name: `store: load of ${name} from the journal alone`, unit: 'ms' },
    // Of a small one most is the start of it.
    {
      name: `store: load of ${name} from the journal alone, a MB`,
      unit: 'ms',
      ...(name !== nameOf(1_000) && { limit: 30 }),
    },
  ];
}

function partOf(size: number): Part {
  return {
    rows: rowsOf(nameOf(size)),
    async measure() {
      const dir = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
      const readings: Reading[] = [];
      for (const phase of ['commit', 'load', 'replay'] satisfies Phase[]) {
        const child = await startChild<Reading[]>(phase, { dir, size });
        await child.stop();
        readings.push(...child.ready);
      }
      await rm(dir, { recursive: true, force: true });
      return readings;
    },
  };
}

const started = readRole<PhaseOptions>();
if (started) await serveReading(await runPhase(started.role as Phase, started.options));
else await runBench([1_000, 100_000, 700_000].map(partOf));
