import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Router } from '../../server/api/router.ts';
import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { silentLog } from '../../server/core/log.ts';
import { type FeaturePolicy, LIMITED } from '../../server/core/policy.ts';
import {
  grantOf,
  nameOf,
  type Part,
  percentile,
  readRole,
  realClock,
  runBench,
  serveReading,
  startChild,
} from './support.ts';

/** The decision itself, without a socket: params and result checked as always, answered by a whole Rolecall. */

/** Everything that rules can say, with a cooldown that is over by the next question, and rows that hold for many. */
const EVERYTHING: FeaturePolicy = {
  ...LIMITED,
  cooldown: { globalMs: 0, userMs: 1, roleMs: { subscriber: 1 } },
  others: 'members',
  guests: 'never',
  firstTimers: 'never',
  bots: 'never',
  perks: [
    { for: 'everyone', voice: 'Brian', maxChars: 100, volume: 80 },
    { for: 'subscriber', maxChars: 200 },
    { for: 'subscriber', minTier: '3000', voice: 'Amy', maxChars: 400, maxSeconds: 30 },
    { for: 'vip', voice: 'Joey', maxChars: 300 },
    { for: 'moderator', maxChars: 300 },
    { for: 'grant', maxChars: 300 },
  ],
};

interface Size {
  readonly viewers: number;
  /** With every rule switched on. */
  readonly isFull: boolean;
}

/** In a process of its own. @returns µs: p50 and p99 of checks, and of checks that consume */
async function benchSize({ viewers, isFull }: Size): Promise<number[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  const config = readConfig(['--port', '0', '--no-open'], {});
  if (typeof config === 'string') throw new Error('no configuration');
  const app = await openApp({
    config,
    dataFolder,
    pagesFolder: resolve('dist/pages'),
    version: '0.0.0-bench',
    build: 'test',
    clock: realClock,
    log: silentLog,
    onSecret: () => undefined,
    random: Math.random,
  });
  await app.stores.roster.commit(() => Array.from({ length: viewers }, (_, i) => grantOf(i)));
  const router = await routerOf(() => app.start());
  const owner = { level: 'owner', sink: null } as const;
  if (isFull) await router.dispatch('policy.set', { feature: 'tts', policy: EVERYTHING }, owner);
  const readings = [false, true].flatMap((consume) => {
    const times = measure(router, viewers, consume);
    return [percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000];
  });
  await app.close();
  await rm(dataFolder, { recursive: true, force: true });
  return readings;
}

function partOf({ viewers, isFull }: Size): Part {
  const rows = ['', ' with consume'].flatMap((how) => {
    const name = `access.check in process${how}, ${nameOf(viewers)} viewers${isFull ? ', every rule' : ''}`;
    return [
      { name: `${name}, p50`, unit: 'µs', limit: 4 },
      { name: `${name}, p99`, unit: 'µs', limit: 20 },
    ];
  });
  return {
    rows,
    async measure() {
      const child = await startChild<number[]>('size', { viewers, isFull });
      await child.stop();
      return child.ready.map((value) => ({ value }));
    },
  };
}

/** The app hands its router to nobody; a request shows it. */
async function routerOf(start: () => Promise<number>): Promise<Router> {
  let router: Router | undefined;
  const { dispatch } = Router.prototype;
  Router.prototype.dispatch = function (this: Router, ...args: Parameters<Router['dispatch']>) {
    router = this; // eslint-disable-line @typescript-eslint/no-this-alias
    return dispatch.apply(this, args);
  };
  await fetch(`http://127.0.0.1:${await start()}/health`);
  Router.prototype.dispatch = dispatch;
  if (!router) throw new Error('no router');
  return router;
}

function measure(router: Router, viewers: number, consume: boolean): number[] {
  const caller = { level: 'read', sink: null } as const;
  // Every other one is nobody, which takes longest: no rule matches.
  const params = Array.from({ length: 20_000 }, (_, i) => ({
    user: i % 2 === 0 ? `viewer_${(i * 7919) % viewers}` : `nobody_${i}`,
    consume,
    fromSharedChat: false,
    firstMessage: false,
  }));
  const times: number[] = [];
  for (let round = 0; round < 10; round++) {
    for (const each of params) {
      const start = performance.now();
      const reply = router.dispatch('access.check', each, caller);
      if (round >= 4) times.push(performance.now() - start);
      if (reply instanceof Promise || !reply.ok) throw new Error('no answer');
    }
  }
  return times;
}

const SIZES: readonly Size[] = [
  ...[1_000, 100_000, 700_000].map((viewers) => ({ viewers, isFull: false })),
  { viewers: 100_000, isFull: true },
];
const started = readRole<Size>();
if (started) await serveReading(await benchSize(started.options));
else await runBench(SIZES.map(partOf));
