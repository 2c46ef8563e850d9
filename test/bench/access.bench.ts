import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Router } from '../../server/api/router.ts';
import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { silentLog } from '../../server/core/log.ts';
import { type BenchRow, grantOf, nameOf, percentile, printTable, realClock } from './support.ts';

/** The decision itself, without a socket: params and result checked as always, answered by a whole Rolecall. */

async function benchSize(viewers: number): Promise<BenchRow[]> {
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
  const times = measure(router, viewers);
  await app.close();
  await rm(dataFolder, { recursive: true, force: true });
  const name = `access.check in process, ${nameOf(viewers)} viewers`;
  return [
    { name: `${name}, p50`, value: percentile(times, 0.5) * 1000, unit: 'µs', limit: 5 },
    { name: `${name}, p99`, value: percentile(times, 0.99) * 1000, unit: 'µs', limit: 50 },
  ];
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

function measure(router: Router, viewers: number): number[] {
  const caller = { level: 'read', sink: null } as const;
  // Every other one is nobody, which takes longest: no rule matches.
  const params = Array.from({ length: 20_000 }, (_, i) => ({
    user: i % 2 === 0 ? `viewer_${(i * 7919) % viewers}` : `nobody_${i}`,
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

const rows: BenchRow[] = [];
for (const viewers of [1_000, 100_000, 700_000]) rows.push(...(await benchSize(viewers)));
printTable(rows);
process.exit(0);
