import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { AccessService } from '../../server/access/service.ts';
import { Events } from '../../server/core/events.ts';
import { silentLog } from '../../server/core/log.ts';
import { DEFAULT_POLICY, EVERYONE } from '../../server/core/policy.ts';
import { openStores, type Stores } from '../../server/store/stores.ts';
import {
  grantOf,
  median,
  nameOf,
  type Part,
  percentile,
  type Reading,
  readRole,
  realClock,
  type RowSpec,
  runBench,
  serveReading,
  startChild,
  timeOf,
} from './support.ts';

/**
 * With 10,000 overrides and 10,000 grants: the decision itself, from memory, without router and schemas; a
 * preview for everybody; and what one more grant costs on the disk. Each size in a process of its own.
 */

const EXCEPTIONS = 10_000;
const CHECKS = 200_000;

const userOf = (i: number) => grantOf(i).user;

const STREAMER = { userId: '1', userLogin: 'streamer', userDisplayName: 'Streamer' };

function createService(stores: Stores): AccessService {
  const list = { trust: 'fresh', live: true, lastSuccessAt: Date.now() } as const;
  const never = (): never => {
    throw new Error('nobody asks Twitch here');
  };
  return new AccessService({
    roster: stores.roster.roster,
    store: stores.access,
    uses: stores.uses,
    settings: stores.settings,
    events: new Events((event, error) => console.error(event, error)),
    clock: realClock,
    log: silentLog,
    random: Math.random,
    channel: {
      status: {
        lists: () => ({ subscribers: list, vips: list, moderators: list }),
        broadcaster: () => STREAMER,
      },
      audience: {
        bans: null,
        followedAt: () => 'unknown',
        byLogin: () => undefined,
        lookUp: () => null,
      },
      redemptions: { fetchOpen: never, settle: never },
      isConnected: () => false,
      untilConnected: () => Promise.resolve(false),
      isClockRight: () => true,
      lookUpAccount: never,
      onDenied: () => undefined,
      onSaidName: () => undefined,
    },
  });
}

/** For viewers who are on a list and for as many who are not, for one of two features. */
async function fillExceptions(system: AccessService, viewers: number): Promise<void> {
  const nothing = { note: null, by: 'bench', source: 'bench' };
  const setBoth = async (_: unknown, i: number): Promise<void> => {
    const feature = i % 2 === 0 ? 'tts' : 'premium-voice';
    const effect = i % 3 === 0 ? 'deny' : 'allow';
    const muted = userOf((i * 7) % (viewers * 2));
    await system.exceptions.overrides.set({
      note: null,
      by: 'bench',
      user: muted,
      feature,
      effect,
      until: null,
    });
    const paying = userOf((i * 7 + 3) % (viewers * 2));
    await system.exceptions.grants.add({
      ...nothing,
      user: paying,
      feature,
      minutes: 600,
      redemptionId: `r-${i}`,
    });
  };
  await Promise.all(Array.from({ length: EXCEPTIONS }, setBoth));
}

/** By name and by id, known and (every fifth) unknown. */
function questionsFor(viewers: number) {
  return Array.from({ length: 4_096 }, (_, i) => {
    const { userId, userLogin } = userOf((i * 7_919) % (viewers + viewers / 4));
    return i % 2 === 0 ? { user: userLogin } : { userId };
  });
}

function timeChecks(system: AccessService, viewers: number, consume: boolean): number[] {
  const questions = questionsFor(viewers);
  const times: number[] = [];
  for (let i = 0; i < 2 * CHECKS; i++) {
    const who = questions[i % questions.length];
    const request = { ...who, platform: 'twitch', feature: i % 3 === 0 ? 'premium-voice' : 'tts', consume };
    const start = performance.now();
    void system.check(request);
    if (i >= CHECKS) times.push(performance.now() - start);
    else performance.now();
  }
  return times;
}

async function timePreview(system: AccessService): Promise<{ ms: number; stallMs: number }> {
  let stallMs = 0;
  let last = performance.now();
  const look = (): void => {
    stallMs = Math.max(stallMs, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(look, 1);
  const ms = await timeOf(() => system.preview({ feature: 'tts', policy: EVERYONE, limit: 50 }));
  look();
  clearInterval(timer);
  return { ms, stallMs };
}

/** In turns with a bare write and sync of a line of the same size. */
async function timeGrants(system: AccessService, dir: string): Promise<[number[], number[]]> {
  const file = await open(join(dir, 'floor'), 'w+');
  const line = Buffer.alloc(300, 97);
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < 300; i++) {
    const user = { userId: `5${i}`, userLogin: `more_${i}`, userDisplayName: null };
    const grant = { feature: 'tts', minutes: 5, note: null, by: 'bench', source: 'bench' };
    const redemptionId = `more-${i}`;
    times[0].push(await timeOf(() => system.exceptions.grants.add({ ...grant, user, redemptionId })));
    times[1].push(
      await timeOf(async () => {
        await file.write(line, 0, line.length, i * line.length);
        await file.datasync();
      }),
    );
  }
  await file.close();
  return times;
}

/** @returns for each row of a size, in order */
async function benchSize(viewers: number): Promise<Reading[]> {
  const dir = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  const stores = await openStores(join(dir, 'data'), realClock, silentLog);
  await stores.roster.commit(() => Array.from({ length: viewers }, (_, i) => grantOf(i)));
  const system = createService(stores);
  await fillExceptions(system, viewers);
  const both = (times: readonly number[]): Reading[] => [
    { value: median(times) * 1000 },
    { value: percentile(times, 0.99) * 1000 },
  ];
  const readings = both(timeChecks(system, viewers, false));
  const cooldown = { globalMs: 0, userMs: 20, roleMs: {} };
  await system.changePolicy(() => ({ ...DEFAULT_POLICY, tts: { ...EVERYONE, cooldown } }));
  readings.push(...both(timeChecks(system, viewers, true)));
  const { ms, stallMs } = await timePreview(system);
  readings.push({ value: ms }, { value: stallMs });
  const [own, floor] = (await timeGrants(system, dir)).map(median);
  readings.push({ value: own ?? NaN, floor: floor ?? NaN });
  await system.close();
  await stores.close();
  await rm(dir, { recursive: true, force: true });
  return readings;
}

function partOf(viewers: number): Part {
  const size = `${nameOf(viewers)} viewers`;
  const rows: RowSpec[] = ['decision in process', 'decision with consume'].flatMap((name) => [
    { name: `${name}, ${size}, p50`, unit: 'µs', limit: 4 },
    { name: `${name}, ${size}, p99`, unit: 'µs', limit: 20 },
  ]);
  rows.push(
    { name: `access.preview, ${size}`, unit: 'ms' },
    { name: `access.preview, ${size}, longest stall`, unit: 'ms' },
    { name: `one durable grant, ${size}, 10k grants (floor: write + fdatasync)`, unit: 'ms', limit: 2 },
  );
  return {
    rows,
    async measure() {
      const child = await startChild<Reading[]>('size', { viewers });
      await child.stop();
      return child.ready;
    },
  };
}

const started = readRole<{ viewers: number }>();
if (started) await serveReading(await benchSize(started.options.viewers));
else await runBench([1_000, 100_000, 700_000].map(partOf));
