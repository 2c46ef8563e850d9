import { open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readList, startStreamerbot } from '../support/relayed.ts';
import { readBare } from './bare-loop.ts';
import { type Cost, RealRolecall } from './real-rolecall.ts';
import {
  runEcho,
  runRolecall,
  type RolecallOptions,
  runTwitch,
  type TwitchOptions,
  type TwitchReady,
} from './rolecall-process.ts';
import {
  askInTurns,
  type Child,
  median,
  nameOf,
  openSocket,
  type PairedTimes,
  type Part,
  percentile,
  readRole,
  runBench,
  sender,
  serveReading,
  startChild,
  timeOf,
} from './support.ts';
import { readAlone, type TwurpleOptions } from './twurple-alone.ts';

/** Whole syncs over HTTP: Rolecall, as people start it, and Twitch in processes of their own. */

interface Pair {
  readonly twitch: Child<TwitchReady>;
  readonly rolecall: RealRolecall;
}

/** Rolecall with its Twitch; the sync at the start is over. */
async function withPair<T>(options: TwitchOptions, action: (pair: Pair) => Promise<T>): Promise<T> {
  const twitch = await startChild<TwitchReady>('twitch', options);
  const rolecall = await RealRolecall.start({ twitch: twitch.ready });
  try {
    await rolecall.firstSyncOver();
    return await action({ twitch, rolecall });
  } finally {
    await Promise.all([rolecall.stop(), twitch.stop()]);
  }
}

const channel = (subscribers: number, latencyMs: number): TwitchOptions => ({
  subscribers,
  vips: 50,
  moderators: 50,
  latencyMs,
});

/** A bare loop is as long a page, however many it reads. */
const BARE_PAGES = 200;

/**
 * From the first page to the announcement, against nothing but waiting for the pages of the longest list; and what a
 * loop takes that does no more than read them, which is what the machine and Node need for it.
 */
function latencyPart(what: string, options: TwitchOptions, limit?: number): Part {
  const pages = Math.ceil(options.subscribers / 100);
  const name = `full sync, ${what}, ${options.latencyMs} ms a page`;
  return {
    rows: [
      { name: `${name} (floor: pages × latency)`, unit: 's', ...(limit !== undefined && { limit }) },
      { name: `${name}, CPU a page`, unit: 'ms' },
      {
        name: `bare loop over the pages, ${what}, ${options.latencyMs} ms a page (floor: latency)`,
        unit: 'ms',
      },
    ],
    measure: () =>
      withPair(options, async ({ twitch, rolecall }) => {
        await rolecall.forget();
        const cost = await rolecall.measure(() => rolecall.sync());
        const floor = (pages * options.latencyMs) / 1000;
        const bare = await readBare(twitch.ready, BARE_PAGES);
        return [
          { value: cost.ms / 1000, floor },
          { value: cost.cpuMs / pages },
          { value: bare, floor: options.latencyMs },
        ];
      }),
  };
}

/** Through Streamer.bot, whose action asks Twitch and posts the pages, against asking Twitch directly. */
function relayedPart(options: TwitchOptions, limit: number): Part {
  const name = `full sync of ${nameOf(options.subscribers)} through Streamer.bot, ${options.latencyMs} ms a page`;
  return {
    rows: [{ name: `${name} (floor: with a login)`, unit: 's', limit }],
    measure: () =>
      withPair(options, async ({ twitch, rolecall }) => {
        await rolecall.forget();
        const direct = await timeOf(() => rolecall.sync());
        const bot = await startStreamerbot();
        const { port, otherToken } = twitch.ready;
        const deps = {
          twitch: `http://127.0.0.1:${port}/mock/`,
          clientId: 'simulator-client',
          token: () => otherToken,
        };
        bot.run = (action) => void readList(action, deps).then((page) => rolecall.call('source.page', page));
        await rolecall.call('peers.set', { streamerbot: { port: bot.port } });
        await rolecall.call('source.connect');
        await rolecall.idle();
        await rolecall.forget();
        const relayed = await timeOf(() => rolecall.sync());
        await bot.stop();
        return [{ value: relayed / 1000, floor: direct / 1000 }];
      }),
  };
}

/** As fast as Twitch can answer, against twurple reading the same lists and keeping nothing; both for the second time. */
function alonePart(subscribers: number): Part {
  const name = `full sync of ${nameOf(subscribers)}, no latency (floor: twurple alone)`;
  return {
    rows: [{ name, unit: 's', limit: 1.6 }],
    measure: () =>
      withPair(channel(subscribers, 0), async ({ twitch, rolecall }) => {
        const alone = await startChild<number>('alone', twitch.ready);
        await alone.stop();
        await rolecall.forget();
        const ms = await timeOf(() => rolecall.sync());
        return [{ value: ms / 1000, floor: alone.ready / 1000 }];
      }),
  };
}

/** As fast as Twitch can answer: what the event loop of everybody else feels, and what memory it takes. */
function stallPart(size: number, limit: number, peakLimit?: number): Part {
  const name = nameOf(size);
  const peak = { unit: 'MB', ...(peakLimit !== undefined && { limit: peakLimit }) };
  return {
    rows: [
      { name: `longest stall, first sync + commit of ${name}`, unit: 'ms', limit },
      { name: `longest stall, re-sync of ${name} with nothing new`, unit: 'ms', limit },
      { name: `peak RSS, first sync of ${name}`, ...peak },
      { name: `peak RSS, re-sync of ${name}`, ...peak },
      { name: `re-sync of ${name} with nothing new, bytes written to the journal`, unit: 'B', limit: 0 },
      { name: `first sync of ${name}, CPU`, unit: 's' },
    ],
    async measure() {
      const costs = await withPair(channel(size, 0), async ({ rolecall }) => {
        await rolecall.forget();
        const first: Cost = await rolecall.measure(() => rolecall.sync());
        const before = await journalSize(rolecall);
        const again: Cost = await rolecall.measure(() => rolecall.sync());
        return { first, again, written: (await journalSize(rolecall)) - before };
      });
      const { first, again, written } = costs;
      return [...[first.stallMs, again.stallMs, first.peakMb, again.peakMb, written], first.cpuMs / 1000].map(
        (value) => ({ value }),
      );
    },
  };
}

async function journalSize({ dataFolder }: RealRolecall): Promise<number> {
  return (await stat(join(dataFolder, 'roster.journal.ndjson'))).size;
}

/** A sync is over after some 800 checks: the slowest hundredth of those is chance. */
const SYNCS_MEANWHILE = 4;

/** Checks while 100k are synced, and echoes of a bare server in the same window, in turns. */
const meanwhilePart: Part = {
  rows: [
    {
      name: 'access.check p99 while 100k are synced (floor: echo p99 in the same window)',
      unit: 'ms',
      limit: 2,
      noise: 5,
    },
  ],
  async measure() {
    const echo = await startChild<{ port: number }>('echo', {});
    const reading = await withPair(channel(100_000, 2), async ({ rolecall }) => {
      const frame = (i: number): string =>
        JSON.stringify({ id: i, action: 'access.check', params: { user: `somebody_${i}` } });
      const own = sender(await openSocket(rolecall.port, '/ws'), frame);
      const bare = sender(await openSocket(echo.ready.port, '/'), frame);
      const times: PairedTimes = [[], []];
      for (let i = 0; i < SYNCS_MEANWHILE; i++) {
        await rolecall.forget();
        let isOver = false;
        const syncing = rolecall.sync().finally(() => (isOver = true));
        await Promise.all([syncing, askInTurns(own, bare, () => isOver, times)]);
      }
      return { value: percentile(times[0], 0.99), floor: percentile(times[1], 0.99) };
    });
    await echo.stop();
    return [reading];
  },
};

const EVENTS = 300;

/** From Twitch's event to the announcement over the real store, and a bare line that is safe on the disk. */
async function timeEvents(viewers: number): Promise<{ own: number; bare: number }> {
  const rolecall = await startChild<{ port: number }>('rolecall', { viewers });
  const path = join(tmpdir(), `rolecall-bench-${process.pid}`);
  const file = await open(path, 'w+');
  const line = Buffer.alloc(120, 97);
  const own: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < EVENTS; i++) {
    own.push(await rolecall.ask<number>({ event: i }));
    const write = async (): Promise<void> => {
      await file.write(line, 0, line.length, i * line.length);
      await file.datasync();
    };
    bare.push(await timeOf(write));
  }
  await file.close();
  await rm(path);
  await rolecall.stop();
  return { own: median(own), bare: median(bare) };
}

const eventParts: Part[] = [
  {
    rows: [{ name: 'one durable role change at 100k (floor: write + fdatasync)', unit: 'ms', limit: 2 }],
    async measure() {
      const { own, bare } = await timeEvents(100_000);
      return [{ value: own, floor: bare }];
    },
  },
  {
    rows: [{ name: 'one durable role change at 700k (floor: at 1k)', unit: 'ms', limit: 1.5 }],
    async measure() {
      const [small, large] = [await timeEvents(1_000), await timeEvents(700_000)];
      // Each in units of its own floor: the disk is not equally quick at all times.
      return [{ value: (large.own / large.bare) * small.bare, floor: small.own }];
    },
  },
];

const started = readRole<RolecallOptions & TwitchOptions & TwurpleOptions>();
if (started?.role === 'rolecall') await runRolecall(started.options);
else if (started?.role === 'echo') await runEcho();
else if (started?.role === 'twitch') await runTwitch(started.options);
else if (started?.role === 'alone') {
  await readAlone(started.options);
  await serveReading(await timeOf(() => readAlone(started.options)));
} else {
  await runBench([
    ...eventParts,
    stallPart(100_000, 15, 190),
    stallPart(700_000, 50, 450),
    meanwhilePart,
    alonePart(5_000),
    relayedPart(channel(5_000, 60), 2),
    alonePart(50_000),
    latencyPart(
      'three lists of 30 pages',
      { subscribers: 3_000, vips: 3_000, moderators: 3_000, latencyMs: 60 },
      1.3,
    ),
    latencyPart('100k subscribers (1,000 pages)', channel(100_000, 20)),
    latencyPart('100k subscribers (1,000 pages)', channel(100_000, 60), 1.1),
  ]);
}
