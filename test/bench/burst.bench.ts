import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { BurstOptions } from '../../server/demo/burst.ts';
import { RealRolecall } from './real-rolecall.ts';
import { runEcho, runTwitch, type TwitchOptions, type TwitchReady } from './rolecall-process.ts';
import {
  askInTurns,
  type Child,
  nameOf,
  openSocket,
  type Part,
  percentile,
  type Reading,
  readRole,
  runBench,
  sender,
  startChild,
} from './support.ts';

/** Thousands of events in a second: what whoever asks meanwhile feels, what it takes, and when all of it is right. */

/** After this every event has been asked about, but for the calls' own time. */
const VERIFIED_MS = 130_000;
const LIMIT_MS = VERIFIED_MS + 60_000;
const SAMPLE = 50;

interface Seen {
  readonly rssMb: number;
  readonly handles: number;
}

/** Resident memory at its peak, and open files and sockets; NaN where there is no /proc. */
function look(pid: number): Seen {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const rssMb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
    return { rssMb, handles: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return { rssMb: Number.NaN, handles: Number.NaN };
  }
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const checkOf = (userId: string): string =>
  JSON.stringify({ id: '1', action: 'access.check', params: { userId, record: false } });

const callsOf = async (twitch: Child<TwitchReady>): Promise<number> => {
  const counts = await twitch.ask<Record<string, number>>(null);
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
};

/** Resolves when everybody of the sample has the tier that Twitch knows. */
async function untilRight(send: (userId: string) => Promise<unknown>, userIds: readonly string[]) {
  for (const userId of userIds) {
    for (;;) {
      const { result } = (await send(userId)) as { result: { tier: string | null } };
      if (result.tier === '1000') break;
      await sleep(200);
    }
  }
}

/**
 * @param says what the events say of the tier, which is 1000
 */
async function bench(count: number, says: string): Promise<Reading[]> {
  const channel: TwitchOptions = { subscribers: 1_000, vips: 50, moderators: 50, latencyMs: 0 };
  const twitch = await startChild<TwitchReady>('twitch', channel);
  const rolecall = await RealRolecall.start({ twitch: twitch.ready });
  await rolecall.firstSyncOver();
  const echo = await startChild<{ port: number }>('echo', {});
  const own = sender(await openSocket(rolecall.port, '/ws'), () => checkOf('100000007'));
  const bare = sender(await openSocket(echo.ready.port, '/'), () => JSON.stringify({ id: '1' }));
  await sleep(6_000); // events come
  const before = { calls: await callsOf(twitch), ...look(rolecall.pid) };
  let most = before.handles;
  const watching = setInterval(() => (most = Math.max(most, look(rolecall.pid).handles)), 50);
  let isOver = false;
  const asking = askInTurns(own, bare, () => isOver);
  let rightMs = NaN;
  const { stallMs } = await rolecall.measure(async () => {
    const start = performance.now();
    const burst: BurstOptions = {
      ...{ change: 'subscribe', count, overMs: 1_000 },
      options: { tier: '1000', isGift: true, says: { tier: says } },
    };
    const userIds = await twitch.ask<string[]>(burst);
    const sample = [...userIds.slice(0, SAMPLE), ...userIds.slice(-SAMPLE)];
    let which = '';
    const look1 = sender(await openSocket(rolecall.port, '/ws'), () => checkOf(which));
    const send = (userId: string): Promise<unknown> => {
      which = userId;
      return look1(0);
    };
    await sleep(5_000);
    // Busy seconds are the first ones, and those in which Twitch is asked.
    if (says !== '1000') await Promise.race([untilRight(send, sample), sleep(LIMIT_MS)]);
    rightMs = performance.now() - start;
    await sleep(Math.max(0, VERIFIED_MS + 10_000 - rightMs));
  });
  isOver = true;
  const [times, floors] = await asking;
  clearInterval(watching);
  const calls = (await callsOf(twitch)) - before.calls;
  const { rssMb } = look(rolecall.pid);
  await Promise.all([rolecall.stop(), twitch.stop(), echo.stop()]);
  return [
    { value: calls },
    { value: stallMs },
    { value: Math.max(...times) },
    { value: Math.max(...floors) },
    { value: percentile(times, 0.99), floor: percentile(floors, 0.99) },
    { value: rssMb },
    { value: most - before.handles },
    ...(says === '1000' ? [] : [{ value: rightMs / 1000 }]),
  ];
}

interface Limits {
  readonly calls: number;
  readonly checkMs: number;
  /** One is the client that looks whether all is right. */
  readonly handles: number;
}

function partOf(count: number, says: string, limits: Limits): Part {
  const name = `${nameOf(count)} gifts in a second`;
  return {
    rows: [
      { name: `${name}: calls to Twitch`, unit: '', limit: limits.calls },
      { name: `${name}: longest time that no check is answered`, unit: 'ms', limit: limits.checkMs },
      // Four programs share the cores: whatever keeps the echo waiting keeps the check waiting, too.
      { name: `${name}: slowest check, with what others take`, unit: 'ms' },
      { name: `${name}: slowest bare echo meanwhile`, unit: 'ms' },
      { name: `${name}: p99 of checks (floor: bare echo)`, unit: 'ms' },
      { name: `${name}: peak RSS`, unit: 'MB', limit: 300 },
      { name: `${name}: file handles more than before, at most`, unit: '', limit: limits.handles },
      ...(says === '1000'
        ? []
        : [{ name: `${name}: wrong tiers of all of them right again after`, unit: 's', limit: 140 }]),
    ],
    measure: () => bench(count, says),
  };
}

const started = readRole<TwitchOptions>();
if (started?.role === 'echo') await runEcho();
else if (started?.role === 'twitch') await runTwitch(started.options);
else {
  await runBench([
    partOf(1_000, '1000', { calls: 30, checkMs: 5, handles: 2 }),
    partOf(20_000, '3000', { calls: 420, checkMs: 50, handles: 2 }),
  ]);
}
