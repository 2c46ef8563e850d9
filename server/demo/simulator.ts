import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '../core/clock.ts';
import { Auth } from './auth.ts';
import type { AuthOptions, TokenRequest } from './auth.ts';
import { burst } from './burst.ts';
import type { BurstOptions } from './burst.ts';
import { createControl } from './control/control.ts';
import { EventSub } from './eventsub.ts';
import type { EventSubOptions } from './eventsub.ts';
import { Faults } from './faults.ts';
import { madeUpEvent } from './made-up-events.ts';
import type { Lie } from './made-up-events.ts';
import { Pipeline } from './pipeline.ts';
import { createRandom } from './random.ts';
import { RateLimiter } from './rate-limit.ts';
import { RequestLog } from './request-log.ts';
import { systemClock } from './system-clock.ts';
import { ChannelState } from './channel-state.ts';
import type { ChannelOptions } from './channel-state.ts';
import { TwitchClock } from './twitch-clock.ts';
import { answerUpgrade } from './upgrade.ts';
import { World } from './world.ts';
import type { WorldOptions } from './world.ts';

export interface StartOptions extends ChannelOptions, WorldOptions, AuthOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default: the machine's. Latencies, lifetimes, keepalives and the 10 s rule all run on it. */
  clock?: Clock;
  /** Added to every HTTP call, whatever the fault rules say. */
  latencyMs?: number;
  /** Helix points a minute for one client id and user. Default 800. */
  pointsPerMinute?: number;
  eventsub?: EventSubOptions;
  /** Opens `/control/…` to whoever can reach the port. Default false. */
  control?: boolean;
  /** How many calls `requests.entries` remembers. Default 5000. */
  requestLogSize?: number;
}

export interface Simulator {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Its `skewMs` and `dateSkewMs` say how far Twitch's clock is ahead of everybody else's. */
  readonly clock: TwitchClock;
  readonly world: World;
  readonly auth: Auth;
  readonly eventsub: EventSub;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** A token pair without a login. Default: all scopes, `simulator-client`, the broadcaster. */
  issueToken(request?: TokenRequest): { accessToken: string; refreshToken: string };
  /** Approves one device code, or all that wait. Returns how many. */
  approveDevice(userCode?: string): number;
  /** Thousands of changes within a second, or over as long as you like. Returns whom they were about. */
  burst(options: BurstOptions): Promise<string[]>;
  /** An event about something that has not happened, to everybody who hears of its type. Returns how many. */
  tell(lie: Lie): number;
  /** The user disconnects the app: all tokens die and every subscription is told so. */
  revokeAuthorization(): void;
  /** From now on connections are refused; all that is known stays. */
  goDark(): Promise<void>;
  /** Listens again on the same port. */
  comeBack(): Promise<void>;
  /** Ends every connection and timer at once. */
  close(): Promise<void>;
}

/** Starts Twitch on 127.0.0.1. Rejects with EADDRINUSE and the like when the port is not to be had. */
export async function startSimulator(options: StartOptions = {}): Promise<Simulator> {
  const clock = new TwitchClock(options.clock ?? systemClock);
  const truth = new ChannelState(options, clock);
  const auth = new Auth(clock, truth.broadcasterId, options);
  const faults = new Faults();
  const requests = new RequestLog(options.requestLogSize);
  const limiter = new RateLimiter(clock, options.pointsPerMinute);
  let port = options.port ?? 0;
  const origin = (): string => `http://127.0.0.1:${port}`;
  const socketUrl = (): string => `ws://127.0.0.1:${port}/ws`;
  const eventsub = new EventSub(clock, auth, faults, options.eventsub ?? {}, socketUrl);
  const world = new World(truth, clock, options, (event) => eventsub.tell(event));

  const revokeAuthorization = (): void => {
    auth.killAccessTokens();
    auth.killRefreshTokens();
    eventsub.revoke();
  };
  const outage = (ms: number): void => {
    // The answer to whoever asked for it leaves first. A timer of the clock would not keep a process alive in
    // which nothing listens.
    setTimeout(() => void goDark().then(() => setTimeout(() => void listen(), ms)), 50);
  };
  const tell = (lie: Lie): number => eventsub.tellAll(madeUpEvent(truth, lie, clock.now()));
  const parts = { clock, world, auth, faults, limiter, requests, eventsub, origin };
  const control = options.control ? createControl({ ...parts, revokeAuthorization, outage, tell }) : null;
  const random = createRandom((options.seed ?? 1) + 3);
  const pipeline = new Pipeline({ ...parts, control, random, latencyMs: options.latencyMs ?? 0 });

  const server = createServer((request, response) => void pipeline.handle(request, response));
  server.keepAliveTimeout = 60_000;
  const upgrader = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    void answerUpgrade({ request, socket, head }, { ...parts, upgrader });
  });
  // Upgraded and half-open sockets are not among those that closeAllConnections knows.
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  const listen = async (): Promise<void> => {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
    port = (server.address() as AddressInfo).port;
  };
  const goDark = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  await listen();
  return {
    get port() {
      return port;
    },
    get url() {
      return origin();
    },
    clock,
    world,
    auth,
    eventsub,
    faults,
    requests,
    burst: (burstOptions) => burst(world, clock, burstOptions),
    tell,
    issueToken: (request) => auth.issueToken(request),
    approveDevice: (userCode) => auth.devices.approve(truth.broadcasterId, userCode),
    revokeAuthorization,
    goDark,
    comeBack: listen,
    close: async () => {
      eventsub.close();
      await goDark();
    },
  };
}
