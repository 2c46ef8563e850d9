import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Reply } from '../protocol/envelope.ts';
import { ERROR_STATUS } from '../protocol/errors.ts';
import { type Entry, guard, isApiPath, isLoopback, type GuardAnswer, type TokenHolder } from './guard.ts';
import { refuseUpgrade, send, sendReply, sendText } from './http-answer.ts';
import type { HttpLimits } from './http-limits.ts';
import type { HttpRoutes } from './http-routes.ts';
import { RateLimit } from './rate-limit.ts';
import { type Caller, failure } from './router.ts';
import type { WsServer } from './ws-server.ts';

const OWN_ADDRESS = '127.0.0.1';

export interface HttpParts {
  readonly routes: HttpRoutes;
  readonly ws: WsServer;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: HttpLimits;
  readonly host: string;
  readonly findToken: (token: string) => TokenHolder | null;
  /** Serves the pages; called for GET and HEAD of everything that is not the API. */
  pages(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * The HTTP door to the router, and the way in for WebSockets. The API does not go through express: that
 * costs as much again as the whole answer; pages do.
 */
export class HttpServer {
  readonly #parts: HttpParts;
  /** One an address. */
  readonly #servers: Server[] = [];
  readonly #rates = new WeakMap<Duplex, RateLimit>();
  #port = 0;

  constructor(parts: HttpParts) {
    this.#parts = parts;
  }

  /** The one that it listens on; 0 before. */
  get port(): number {
    return this.#port;
  }

  /**
   * Listens on the configured host; if that is another address than this PC's own, on 127.0.0.1 too: what
   * runs beside it goes on reaching it there.
   * @returns the port. @throws the `listen` error, for instance EADDRINUSE
   */
  async listen(port: number): Promise<number> {
    const { host, ws } = this.#parts;
    const at = await this.#listenAt(host, port);
    if (!isLoopback(host) && at.address !== OWN_ADDRESS) await this.#listenAt(OWN_ADDRESS, at.port);
    this.#port = at.port;
    ws.start();
    return at.port;
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map(closeServer));
  }

  async #listenAt(host: string, port: number): Promise<AddressInfo> {
    const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16 * 1024 });
    server.maxConnections = this.#parts.limits.connections;
    server.on('request', (request, response) => void this.#onRequest(request, response));
    server.on('upgrade', (request, socket, head) => this.#onUpgrade(request, socket, head));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        server.on('error', (error) => this.#parts.log.error('HTTP', 'Server error', error));
        resolve();
      });
    });
    this.#servers.push(server);
    return server.address() as AddressInfo;
  }

  #guard(request: IncomingMessage, url: URL, isUpgrade: boolean): GuardAnswer {
    const { findToken, host } = this.#parts;
    return guard(
      { port: this.#port, host, findToken },
      {
        method: request.method ?? 'GET',
        path: url.pathname,
        headers: request.headers,
        queryToken: url.searchParams.get('token'),
        isUpgrade,
      },
    );
  }

  async #onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = parseUrl(request);
    const refuse = (reply: Reply): void =>
      wantsOneWord(request, url) ? sendText(response, 'error') : sendReply(response, reply);
    try {
      const answer = this.#guard(request, url, false);
      if (!answer.ok) refuse(failure(answer.code, answer.message));
      else if (!this.#takeRate(request)) refuse(failure('rate_limited', 'Too many requests; slow down.'));
      else await this.#route(request, response, url, answer);
    } catch (error) {
      this.#parts.log.error(
        'HTTP',
        `${request.method ?? ''} ${request.url?.split('?')[0] ?? ''} failed`,
        error,
      );
      refuse(failure('internal_error', 'Internal error; the log has the details.'));
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse, url: URL, answer: Entry): Promise<void> {
    const { pathname } = url;
    if (pathname === '/ping') {
      // The waiting pages are local files and have to read this. It says no more than that Rolecall is here.
      const readable = request.method === 'GET' ? { 'access-control-allow-origin': '*' } : {};
      send(response, 200, 'application/json; charset=utf-8', '{"rolecall":true}', readable);
      return;
    }
    if (isApiPath(pathname)) {
      const { onlyLooks } = answer;
      const caller: Caller = { level: answer.level ?? 'read', sink: null, onlyLooks };
      await this.#parts.routes.answer({ request, response, url, caller, hasToken: answer.tokenId !== null });
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendReply(response, failure('not_found', `There is nothing to ${request.method ?? 'do'} here.`));
      return;
    }
    await this.#parts.pages(request, response);
  }

  #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const url = parseUrl(request);
    const answer = this.#guard(request, url, true);
    if (!answer.ok) return refuseUpgrade(socket, ERROR_STATUS[answer.code], answer.message);
    if (url.pathname !== '/ws') return refuseUpgrade(socket, 404, 'The WebSocket is at /ws.');
    if (this.#parts.ws.isFull) return refuseUpgrade(socket, 503, 'Too many connections.');
    this.#parts.ws.accept(request, socket, head, answer);
  }

  #takeRate(request: IncomingMessage): boolean {
    const now = this.#parts.clock.monotonic();
    const rate = this.#rates.get(request.socket) ?? new RateLimit(this.#parts.limits.rate, now);
    this.#rates.set(request.socket, rate);
    return rate.take(now);
  }
}

/** Who asked for one word gets one word, always: it is all that such a tool can compare. */
function wantsOneWord(request: IncomingMessage, url: URL): boolean {
  const isCheck = request.method === 'GET' && url.pathname === '/api/check';
  return isCheck && url.searchParams.get('format') === 'text';
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 500).unref();
  await closed;
}

function parseUrl(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://rolecall');
  } catch {
    return new URL('http://rolecall/bad-url');
  }
}
