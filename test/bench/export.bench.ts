import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLog } from '../../server/core/log.ts';
import type { RoleChange } from '../../server/core/roles.ts';
import { openStores } from '../../server/store/stores.ts';
import { RealRolecall } from './real-rolecall.ts';
import {
  grantOf,
  median,
  nameOf,
  type Part,
  readRole,
  realClock,
  runBench,
  serveReading,
  startChild,
  timeOf,
} from './support.ts';

/** An export of everybody with three records each, and an import of many exceptions, in a real process. */

const RECORDS = 3;
/** How long a start may go on in the background, ms. */
const SETTLE_MS = 8_000;
/** Viewers whose history is asked for, before it counts and then. */
const WARM_UP = 10;
const ASKED = 20;

interface Options {
  readonly dir: string;
  readonly viewers: number;
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

/** One folder for all rounds: filling it takes longer than everything else. */
const folders = new Map<number, Promise<string>>();

function folderOf(viewers: number): Promise<string> {
  const known = folders.get(viewers);
  if (known) return known;
  const filled = (async () => {
    const dir = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
    process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
    await (await startChild('fill', { dir, viewers })).stop();
    return dir;
  })();
  folders.set(viewers, filled);
  return filled;
}

function exportPart(viewers: number, format: 'json' | 'csv'): Part {
  const name = `export of ${nameOf(viewers)} × ${RECORDS} as ${format}`;
  return {
    rows: [
      { name: `${name}, longest stall`, unit: 'ms', limit: 25 },
      { name: `${name}, what it adds to the RSS at its peak`, unit: 'MB', limit: 300 },
      { name: `${name}, CPU`, unit: 's' },
    ],
    async measure() {
      const rolecall = await RealRolecall.start({ dataFolder: await folderOf(viewers) });
      await wait(SETTLE_MS);
      const idle = await rolecall.measure(() => Promise.resolve());
      const cost = await rolecall.measure(() => rolecall.export(format));
      await rolecall.stop();
      const added = Math.max(0, cost.peakMb - idle.rssMb);
      return [{ value: cost.stallMs }, { value: added }, { value: cost.cpuMs / 1000 }];
    },
  };
}

const history: Part = {
  rows: [{ name: 'history of one viewer, journal of 400 MB', unit: 'ms', limit: 10 }],
  async measure() {
    const rolecall = await RealRolecall.start({ dataFolder: await folderOf(700_000) });
    await wait(SETTLE_MS);
    const times: number[] = [];
    // The first ones meet code that has not run yet.
    for (let i = -WARM_UP; i < ASKED; i++) {
      const { userId } = grantOf((700_000 + i * 34_567) % 700_000).user;
      const ms = await timeOf(() => rolecall.call('viewers.history', { userId }));
      if (i >= 0) times.push(ms);
    }
    await rolecall.stop();
    return [{ value: median(times) }];
  },
};

/** Of every kind: by hand and until a time, with a note or none, under names in other letters. */
function overridesOf(count: number): object[] {
  const now = Date.now();
  const open = { endedAt: null, endedBy: null, endReason: null };
  return Array.from({ length: count }, (_, i) => {
    const { userId, userLogin, userDisplayName } = grantOf(i).user;
    const end = new Date(now + 86_400_000 + ((i * 7_919) % count) * 1_000).toISOString();
    return {
      userId,
      userLogin,
      userDisplayName: i % 10 === 0 ? `安美 ${i}` : userDisplayName,
      feature: i % 3 === 0 ? 'premium-voice' : 'tts',
      effect: i % 2 === 0 ? 'deny' : 'allow',
      until: i % 2 === 0 ? null : end,
      note: i % 4 === 0 ? 'shouted at everybody on Saturday' : null,
      by: 'bench',
      setAt: new Date(now - i).toISOString(),
      ...open,
    };
  });
}

function importPart(count: number): Part {
  const name = `import of ${nameOf(count)} overrides`;
  return {
    rows: [
      { name: `${name}, longest stall`, unit: 'ms', limit: 25 },
      { name: `${name}, peak RSS`, unit: 'MB', limit: 300 },
      { name: `${name}, CPU`, unit: 's' },
    ],
    async measure() {
      const rolecall = await RealRolecall.start();
      const chunks: Buffer[] = [];
      await rolecall.export('json', (chunk) => chunks.push(chunk));
      const empty = JSON.parse(Buffer.concat(chunks).toString()) as object;
      const body = JSON.stringify({ data: { ...empty, overrides: overridesOf(count) } });
      const cost = await rolecall.measure(async () => {
        await rolecall.call('data.import', body);
        await wait(3_000); // the files are brought in order afterwards
      });
      await rolecall.stop();
      return [{ value: cost.stallMs }, { value: cost.peakMb }, { value: cost.cpuMs / 1000 }];
    },
  };
}

const started = readRole<Options>();
if (started) {
  await fill(started.options);
  await serveReading(null);
} else {
  await runBench([importPart(100_000), exportPart(700_000, 'json'), exportPart(700_000, 'csv'), history]);
}
