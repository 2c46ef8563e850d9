import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { higherLevel } from '../protocol/levels.ts';
import {
  authParams,
  explain,
  problemOfRequest,
  readId,
  readRequest,
  type Reply,
  type RequestId,
} from '../protocol/envelope.ts';
import type { EventData } from '../protocol/events.ts';
import type { EventHub, EventSink } from './event-hub.ts';
import type { Entry, TokenHolder } from './guard.ts';
import { RateLimit, type RateRules } from './rate-limit.ts';
import { type Caller, failure, type Router } from './router.ts';

/** Limits of one connection and of all together. Sizes in bytes. */
export interface WsLimits {
  readonly frameBytes: number;
  readonly rate: RateRules;
  readonly connections: number;
  /** A client that leaves so much unread is dropped. */
  readonly unreadBytes: number;
  readonly pingEveryMs: number;
  /** So long a client that needs a token may keep its place without one. */
  readonly authMs: number;
}

export const WS_LIMITS: WsLimits = {
  frameBytes: 64 * 1024,
  rate: { perSecond: 500, burst: 1000 },
  connections: 200,
  unreadBytes: 4 * 1024 * 1024,
  pingEveryMs: 30_000,
  authMs: 10_000,
};

export interface WsParts {
  readonly router: Router;
  readonly hub: EventHub;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: WsLimits;
  hello(): EventData<'hello'>;
  readonly findToken: (token: string) => TokenHolder | null;
  /** Somebody who came in with this token is still here. */
  readonly onTokenSeen: (id: string) => void;
}

/** The WebSocket door to the router. The HTTP server hands over upgrades that the guard let in. */
export class WsServer {
  readonly #parts: WsParts;
  readonly #server: WebSocketServer;
  readonly #clients = new Set<Client>();
  #heartbeat: NodeJS.Timeout | null = null;

  constructor(parts: WsParts) {
    this.#parts = parts;
    const { frameBytes } = parts.limits;
    // Compression costs 2.7 times the latency of a small frame.
    this.#server = new WebSocketServer({ noServer: true, maxPayload: frameBytes, perMessageDeflate: false });
  }

  /** Begins to look after the clients; the HTTP server calls it when it listens. */
  start(): void {
    this.#heartbeat = setInterval(() => this.#checkAlive(), this.#parts.limits.pingEveryMs);
    this.#heartbeat.unref();
  }

  get isFull(): boolean {
    return this.#clients.size >= this.#parts.limits.connections;
  }

  /** @param entry level null: nothing is told before the first frame brought a token */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, entry: Entry): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const client = new Client(webSocket, this.#parts, entry, () => this.#clients.delete(client));
      this.#clients.add(client);
      client.greet();
    });
  }

  /** The token was revoked: whoever came in with it has to go. */
  endToken(id: string): void {
    for (const client of this.#clients) if (client.tokenId === id) client.revoke();
  }

  close(): void {
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    for (const client of this.#clients) client.end();
    this.#server.close();
  }

  #checkAlive(): void {
    for (const client of this.#clients) client.checkAlive();
  }
}

/** One connected program or page. */
class Client implements EventSink {
  readonly #socket: WebSocket;
  readonly #parts: WsParts;
  readonly #rate: RateLimit;
  /** What it may do without a token, whichever it shows later. */
  readonly #levelWithoutToken: Entry['levelWithoutToken'];
  #tokenId: string | null;
  #caller: Caller | null;
  #isAlive = true;

  constructor(socket: WebSocket, parts: WsParts, entry: Entry, onClose: () => void) {
    const { level } = entry;
    this.#socket = socket;
    this.#parts = parts;
    this.#levelWithoutToken = entry.levelWithoutToken;
    this.#tokenId = entry.tokenId;
    this.#caller = level === null ? null : { level, sink: this, onlyLooks: false };
    this.#rate = new RateLimit(parts.limits.rate, parts.clock.monotonic());
    const deadline =
      level === null
        ? parts.clock.after(parts.limits.authMs, () => {
            if (!this.#caller) socket.close(1008, 'No access token came');
          })
        : null;
    socket.on('message', (data, isBinary) => this.#onMessage(data, isBinary));
    socket.on('pong', () => (this.#isAlive = true));
    // ws closes by itself after an error (too large a frame, broken UTF-8); `close` follows.
    socket.on('error', (error) => parts.log.debug('WebSocket', `Client error: ${error.message}`));
    socket.on('close', () => {
      deadline?.cancel();
      parts.hub.drop(this);
      this.#tokenSeen();
      onClose();
    });
  }

  /** The token that it came in with, or showed last. */
  get tokenId(): string | null {
    return this.#tokenId;
  }

  greet(): void {
    if (!this.#caller) return;
    const frame = this.#parts.hub.frame('hello', this.#parts.hello());
    if (frame !== null) this.send(frame);
  }

  send(frame: string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#socket.bufferedAmount > this.#parts.limits.unreadBytes) {
      this.#parts.log.warn('WebSocket', 'Dropped a client that does not read what it is sent.');
      this.#socket.terminate();
      return;
    }
    this.#socket.send(frame);
  }

  checkAlive(): void {
    if (!this.#isAlive) {
      this.#socket.terminate();
      return;
    }
    this.#isAlive = false;
    this.#socket.ping();
    this.#tokenSeen();
  }

  /** Does nothing for it any more; but whoever revoked the own token still gets the answer. */
  revoke(): void {
    this.#caller = null;
    this.#tokenId = null;
    this.#parts.hub.drop(this);
    setImmediate(() => this.#close(1008, 'This access token was revoked'));
  }

  end(): void {
    this.#close(1001, 'Rolecall is closing');
  }

  #close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    // Whoever does not answer the close must not hold up the shutdown.
    setTimeout(() => this.#socket.terminate(), 300).unref();
  }

  #tokenSeen(): void {
    if (this.#tokenId !== null) this.#parts.onTokenSeen(this.#tokenId);
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    const frame = isBinary ? undefined : parseFrame(data);
    const id = readId(frame);
    if (!this.#rate.take(this.#parts.clock.monotonic())) {
      this.#reply(id, failure('rate_limited', 'Too many requests on this connection; slow down.'));
      return;
    }
    if (frame === undefined) {
      this.#reply(id, failure('invalid_format', 'A frame must be JSON text: {"id","action","params"}.'));
      return;
    }
    const request = readRequest(frame);
    if (!request) {
      this.#reply(id, failure('invalid_format', problemOfRequest(frame)));
      return;
    }
    const { action, params } = request;
    const reply = action === 'auth' ? this.#authenticate(params) : this.#dispatch(action, params);
    if (reply instanceof Promise) void reply.then((late) => this.#reply(id, late));
    else this.#reply(id, reply);
  }

  #dispatch(action: string, params: unknown): Reply | Promise<Reply> {
    if (!this.#caller) return failure('unauthorized', 'Send {"action":"auth","params":{"token":"…"}} first.');
    return this.#parts.router.dispatch(action, params, this.#caller);
  }

  #authenticate(params: unknown): Reply {
    const auth = authParams.safeParse(params);
    if (!auth.success) return failure('invalid_params', explain(auth.error));
    const holder = this.#parts.findToken(auth.data.token);
    if (!holder) return failure('unauthorized', 'This access token is not valid.');
    const level = higherLevel(holder.level, this.#levelWithoutToken);
    this.#tokenId = holder.id;
    const wasLocked = this.#caller === null;
    this.#caller = { level, sink: this, onlyLooks: false };
    if (wasLocked) queueMicrotask(() => this.greet());
    return { ok: true, result: { level } };
  }

  #reply(id: RequestId, reply: Reply): void {
    // Written out: a spread costs microseconds, which counts on this path.
    const frame = reply.ok ? { id, ok: true, result: reply.result } : { id, ok: false, error: reply.error };
    this.send(JSON.stringify(frame));
  }
}

function parseFrame(data: RawData): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '') as unknown;
  } catch {
    return undefined;
  }
}
