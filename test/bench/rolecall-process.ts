import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type WebSocket, WebSocketServer } from 'ws';
import { HTTP_LIMITS } from '../../server/api/http-limits.ts';
import { WS_LIMITS } from '../../server/api/ws-server.ts';
import { type App, openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { silentLog } from '../../server/core/log.ts';
import { NO_DETAIL } from '../../server/core/roles.ts';
import type { BurstOptions } from '../../server/demo/burst.ts';
import { startSimulator } from '../../server/demo/simulator.ts';
import { keepHeapSmall } from '../../server/app.ts';
import { openStores } from '../../server/store/stores.ts';
import { grantOf, realClock, serveParent, timeOf } from './support.ts';

/** The processes that a bench runs against: Rolecall, the floor it is compared with, and Twitch. */

const UNLIMITED = { perSecond: 1e9, burst: 1e9 };
const CLIENT_ID = 'simulator-client';

export interface RolecallOptions {
  /** Viewers that are there from the start. */
  readonly viewers: number;
  /** null: no login. */
  readonly twitch: { readonly port: number; readonly token: string } | null;
}

/** What one measured action in the child cost. */
export interface Cost {
  readonly ms: number;
  readonly stallMs: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly peakMb: number;
}

/** A first sync (nothing is known), one more, or an event about somebody new. */
export type RolecallQuestion = 'first sync' | 'sync' | { readonly event: number };

export interface RolecallReady {
  readonly port: number;
  /** The sync at the start, which is the first; null without a login. */
  readonly first: Cost | null;
}

/** Rolecall as its main program starts it, with its limits out of the way. */
export async function runRolecall({ viewers, twitch }: RolecallOptions): Promise<void> {
  await keepHeapSmall();
  const dataFolder = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  if (viewers > 0) await fill(dataFolder, viewers);
  if (twitch) process.env['TWURPLE_MOCK_API_PORT'] = String(twitch.port);
  const config = readConfig(['--port', '0', '--no-open'], {
    ROLECALL_SYNC_WINDOW_MIN: '0',
    ROLECALL_SYNC_MIN_GAP_S: '0',
    ...(twitch && { ROLECALL_TWITCH_CLIENT_ID: CLIENT_ID, ROLECALL_TWITCH_ACCESS_TOKEN: twitch.token }),
  });
  if (typeof config === 'string') throw new Error('no configuration');
  const app = await openApp({
    config,
    dataFolder,
    pagesFolder: resolve('dist/pages'),
    version: '0.0.0-bench',
    build: 'test',
    clock: realClock,
    log: silentLog,
    random: Math.random,
    onSecret: () => undefined,
    limits: { ws: { ...WS_LIMITS, rate: UNLIMITED }, http: { ...HTTP_LIMITS, rate: UNLIMITED } },
  });
  let port = 0;
  const first = await measure(async () => {
    port = await app.start();
    if (twitch) await firstSyncOver(app);
  });
  const answer = async (question: RolecallQuestion): Promise<Cost | number> => {
    if (question === 'first sync') {
      await app.stores.roster.deleteAll();
      app.sync.forget();
    }
    if (typeof question === 'string') return measure(() => app.sync.run({ source: 'api:bench' }));
    const { user, kind } = grantOf(1_000_000 + question.event);
    const stamp = { sentAt: Date.now(), messageId: String(question.event) };
    const event = { kind, user, detail: { ...NO_DETAIL, tier: '1000' }, isVague: false, stamp } as const;
    return timeOf(() => app.sync.writer.applyEvents([event]));
  };
  const [run] = app.stores.runs.runs();
  const ready: RolecallReady = { port, first: run ? { ...first, ms: run.durationMs } : null };
  await serveParent(ready, answer, async () => {
    await app.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
}

async function firstSyncOver({ sync }: App): Promise<void> {
  while (sync.running || Object.values(sync.memory).some(({ lastSuccessAt }) => lastSuccessAt === null)) {
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function fill(dataFolder: string, viewers: number): Promise<void> {
  const stores = await openStores(dataFolder, realClock, silentLog);
  await stores.roster.commit(() => Array.from({ length: viewers }, (_, i) => grantOf(i)));
  await stores.close();
}

/** Time, CPU, and the longest time that the event loop was not free. */
async function measure(action: () => Promise<unknown>): Promise<Cost> {
  globalThis.gc?.();
  let stallMs = 0;
  let last = performance.now();
  const tick = (): void => {
    const now = performance.now();
    stallMs = Math.max(stallMs, now - last);
    last = now;
  };
  const timer = setInterval(tick, 1);
  const cpu = process.cpuUsage();
  const start = performance.now();
  await action();
  const ms = performance.now() - start;
  tick();
  clearInterval(timer);
  const { user, system } = process.cpuUsage(cpu);
  const rssMb = process.memoryUsage.rss() / 1e6;
  return { ms, stallMs, cpuMs: (user + system) / 1000, rssMb, peakMb: process.resourceUsage().maxRSS / 1000 };
}

/** The floor: what a bare server in Node needs for a question and an answer of the same size. */
export async function runEcho(): Promise<void> {
  const answer = (text: string): string => JSON.stringify({ ...(JSON.parse(text) as object), ok: true });
  const body = JSON.stringify(ANSWER_LIKE);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket: WebSocket) => {
    socket.on('message', (data: Buffer) => socket.send(answer(data.toString('utf8'))));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await serveParent(
    { port },
    () => Promise.resolve(null),
    () => Promise.resolve(),
  );
}

/** Of the size of an answer of ours. */
export const ANSWER_LIKE = {
  allowed: true,
  reason: 'subscriber',
  expiresAt: null,
  retryAfterMs: null,
  feature: 'tts',
  message: 'Viewer_12345 is a subscriber.',
  tier: '1000',
  decision: 'allow',
  userId: '100012345',
  userLogin: 'viewer_12345',
  userDisplayName: 'Viewer_12345',
  isBroadcaster: false,
  isSubscriber: true,
  isVip: false,
  isModerator: false,
  syncedAt: '2026-11-22T21:00:00.000Z',
  stale: false,
  live: false,
};

export interface TwitchOptions {
  readonly subscribers: number;
  readonly vips: number;
  readonly moderators: number;
  readonly latencyMs: number;
}

export interface TwitchReady {
  readonly port: number;
  readonly token: string;
}

/** Twitch without its rate limit. Asked for a burst it makes one; asked for nothing it tells its calls by path. */
export async function runTwitch(options: TwitchOptions): Promise<void> {
  const simulator = await startSimulator({ ...options, pointsPerMinute: 1e9, requestLogSize: 10 });
  const { accessToken: token } = simulator.issueToken({ clientId: CLIENT_ID });
  await serveParent(
    { port: simulator.port, token } satisfies TwitchReady,
    (question: BurstOptions | null) =>
      question ? simulator.burst(question) : Promise.resolve(simulator.requests.counts()),
    () => simulator.close(),
  );
}
