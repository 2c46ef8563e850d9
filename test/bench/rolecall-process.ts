import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { HTTP_LIMITS } from '../../server/api/http-limits.ts';
import { WS_LIMITS } from '../../server/api/ws-server.ts';
import { keepHeapSmall, openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { silentLog } from '../../server/core/log.ts';
import { NO_DETAIL } from '../../server/core/roles.ts';
import type { BurstOptions } from '../../server/demo/burst.ts';
import { startSimulator } from '../../server/demo/simulator.ts';
import { openStores } from '../../server/store/stores.ts';
import { grantOf, realClock, serveParent, timeOf } from './support.ts';

/** The processes that a bench runs against: Rolecall, the floor it is compared with, and Twitch. */

const UNLIMITED = { perSecond: 1e9, burst: 1e9 };
const CLIENT_ID = 'simulator-client';

export interface RolecallOptions {
  /** Viewers that are there from the start. */
  readonly viewers: number;
}

/** Applies an event about somebody new. @returns how long that took, ms */
export interface RolecallQuestion {
  readonly event: number;
}

/** Rolecall as its main program starts it, with its limits out of the way and without a login. */
export async function runRolecall({ viewers }: RolecallOptions): Promise<void> {
  await keepHeapSmall();
  const dataFolder = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  if (viewers > 0) await fill(dataFolder, viewers);
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
    random: Math.random,
    onSecret: () => undefined,
    limits: { ws: { ...WS_LIMITS, rate: UNLIMITED }, http: { ...HTTP_LIMITS, rate: UNLIMITED } },
  });
  const port = await app.start();
  await app.stores.roster.roster.whenAwake(); // a start has a bench of its own
  const answer = ({ event: index }: RolecallQuestion): Promise<number> => {
    const { user, kind } = grantOf(1_000_000 + index);
    const stamp = { sentAt: Date.now(), messageId: String(index) };
    const event = { kind, user, detail: { ...NO_DETAIL, tier: '1000' }, isVague: false, stamp } as const;
    return timeOf(() => app.sync.writer.applyEvents([event]));
  };
  await serveParent({ port }, answer, async () => {
    await app.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
}

async function fill(dataFolder: string, viewers: number): Promise<void> {
  const stores = await openStores(dataFolder, realClock, silentLog);
  await stores.roster.commit(() => Array.from({ length: viewers }, (_, i) => grantOf(i)));
  await stores.close();
}

/** The floor: what a bare server in Node needs to read the same questions and to write answers of the same shape. */
export async function runEcho(): Promise<void> {
  const server = createServer((_request, response) => {
    const body = JSON.stringify(FLAT_ANSWER_LIKE);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket: WebSocket) => {
    socket.on('message', (data: Buffer) => {
      const { id } = JSON.parse(data.toString('utf8')) as { id: string };
      socket.send(JSON.stringify({ id, ok: true, result: ANSWER_LIKE }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await serveParent(
    { port },
    () => Promise.resolve(null),
    () => Promise.resolve(),
  );
}

const user = { userId: '100012345', userLogin: 'viewer_12345', userDisplayName: 'Viewer_12345' };
const perks = { voice: null, maxChars: null, maxSeconds: null, volume: null };
const evidence = { syncedAt: null, stale: true, live: false, source: 'roster' };
const decision = {
  allowed: true,
  feature: 'tts',
  reason: 'subscriber',
  message: 'Viewer_12345 is a subscriber.',
  tier: '1000',
  expiresAt: null,
  retryAfterMs: null,
};

/** As Rolecall answers in these benches: as long, and as much to take apart for who asked. */
const ANSWER_LIKE = { ...decision, user, roles: ['subscriber'], perks, evidence };
/** The same over HTTP. */
const FLAT_ANSWER_LIKE = {
  ...decision,
  decision: 'allow',
  ...user,
  isBroadcaster: false,
  isSubscriber: true,
  isVip: false,
  isModerator: false,
  ...perks,
  ...evidence,
};

export interface TwitchOptions {
  readonly subscribers: number;
  readonly vips: number;
  readonly moderators: number;
  readonly latencyMs: number;
  /** Everybody whom Twitch knows, with and without a role. */
  readonly viewers?: number;
}

export interface TwitchReady {
  readonly port: number;
  readonly token: string;
  /** Streamer.bot's. */
  readonly otherToken: string;
  readonly broadcasterId: string;
}

/** Somebody of the channel's viewers subscribes. @returns their id */
export interface TwitchQuestion {
  readonly subscribe: number;
}

/** Twitch without its rate limit. Asked for a burst it makes one; asked for nothing it tells its calls by path. */
export async function runTwitch(options: TwitchOptions): Promise<void> {
  const simulator = await startSimulator({ ...options, pointsPerMinute: 1e9, requestLogSize: 10 });
  const { accessToken: token } = simulator.issueToken({ clientId: CLIENT_ID });
  const { accessToken: otherToken } = simulator.issueToken({ clientId: CLIENT_ID });
  const { truth } = simulator.world;
  await serveParent(
    { port: simulator.port, token, otherToken, broadcasterId: truth.broadcasterId } satisfies TwitchReady,
    (question: BurstOptions | TwitchQuestion | null): Promise<unknown> => {
      if (question === null) return Promise.resolve(simulator.requests.counts());
      if (!('subscribe' in question)) return simulator.burst(question);
      const userId = truth.users.idAt(question.subscribe);
      simulator.world.subscribe(userId, { tier: '1000' });
      return Promise.resolve(userId);
    },
    () => simulator.close(),
  );
}
