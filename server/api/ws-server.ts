import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { callerName } from './caller-name.ts';
import type { Entry } from './guard.ts';
import type { RateRules } from './rate-limit.ts';
import { type Place, WsClient, type WsClientDeps } from './ws-client.ts';

/** Limits of one connection and of all together. Sizes in bytes. */
export interface WsLimits {
  readonly frameBytes: number;
  readonly rate: RateRules;
  /** Of those that may come in. */
  readonly connections: number;
  /** A client that leaves so much unread is dropped. */
  readonly unreadBytes: number;
  /** Where there are many clients, so much is shared among them; but each may leave `unreadShareBytes`. */
  readonly allUnreadBytes: number;
  readonly unreadShareBytes: number;
  readonly pingEveryMs: number;
  /** So long a client that needs a token may keep its place without one. */
  readonly authMs: number;
}

export const WS_LIMITS: WsLimits = {
  frameBytes: 64 * 1024,
  rate: { perSecond: 500, burst: 1000 },
  connections: 200,
  unreadBytes: 4 * 1024 * 1024,
  allUnreadBytes: 32 * 1024 * 1024,
  unreadShareBytes: 256 * 1024,
  pingEveryMs: 30_000,
  authMs: 10_000,
};

export interface WsDeps extends WsClientDeps {
  readonly limits: WsLimits;
}

/** The WebSocket door to the router. The HTTP server hands over upgrades that the guard let in. */
export class WsServer {
  readonly #deps: WsDeps;
  readonly #server: WebSocketServer;
  readonly #clients = new Set<WsClient>();
  /** Of these, who may be told something. */
  readonly #admitted = new Set<WsClient>();
  #heartbeat: NodeJS.Timeout | null = null;

  constructor(deps: WsDeps) {
    this.#deps = deps;
    const { frameBytes } = deps.limits;
    // Compression costs 2.7 times the latency of a small frame.
    this.#server = new WebSocketServer({ noServer: true, maxPayload: frameBytes, perMessageDeflate: false });
  }

  /** Begins to look after the clients; the HTTP server calls it when it listens. */
  start(): void {
    this.#heartbeat = setInterval(() => this.#checkAlive(), this.#deps.limits.pingEveryMs);
    this.#heartbeat.unref();
  }

  /** Who has shown no token where one is needed does not count: their sockets are few. */
  get isFull(): boolean {
    return this.#admitted.size >= this.#deps.limits.connections;
  }

  /**
   * @param entry level null: nothing is told before the first frame brought a token
   * @param onToken that one came
   */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, entry: Entry, onToken: () => void): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const place: Place = {
        name: callerName(request.headers, entry, 'WebSocket'),
        onToken: () => this.#admit(client, onToken),
        onClose: () => {
          this.#clients.delete(client);
          this.#admitted.delete(client);
        },
        unreadLimit: () => this.#unreadLimit(),
      };
      const client = new WsClient(webSocket, socket, this.#deps, entry, place);
      this.#clients.add(client);
      if (entry.level !== null) this.#admitted.add(client);
      client.greet();
    });
  }

  /** The token was revoked: whoever came in with it, or showed it, has to go. */
  endToken(id: string): void {
    for (const client of this.#clients) if (client.hasShown(id)) client.revoke();
  }

  close(): void {
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    for (const client of this.#clients) client.end();
    this.#server.close();
  }

  #admit(client: WsClient, onToken: () => void): boolean {
    if (!this.#admitted.has(client) && this.isFull) return false;
    this.#admitted.add(client);
    onToken();
    return true;
  }

  #unreadLimit(): number {
    const { unreadBytes, allUnreadBytes, unreadShareBytes } = this.#deps.limits;
    return Math.min(unreadBytes, Math.max(unreadShareBytes, allUnreadBytes / this.#clients.size));
  }

  #checkAlive(): void {
    for (const client of this.#clients) client.checkAlive();
  }
}
