import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Reply } from '../protocol/envelope.ts';
import { ERROR_STATUS } from '../protocol/errors.ts';
import { callerName, isObs } from './caller-name.ts';
import { type PageInObs, pageOf } from './callers.ts';
import { Connections } from './connections.ts';
import { type Entry, guard, isApiPath, isLoopback, type GuardAnswer, type TokenHolder } from './guard.ts';
import { wantsText } from './check-route.ts';
import { refuseUpgrade, send, sendReply, sendText } from './http-answer.ts';
import type { HttpLimits } from './http-limits.ts';
import type { HttpRoutes } from './http-routes.ts';
import { limitBody } from './json-body.ts';
import { addressesOf, listenAll } from './listening.ts';
import { readWithoutOffer, wantsWebSocket } from './other-upgrades.ts';
import { RateLimit } from './rate-limit.ts';
import { type Caller, failure } from './router.ts';
import { agentOf, answerUnreadable, isAddressProblem, type Unreadable } from './unreadable.ts';
import type { WsServer } from './ws-server.ts';

const IMPORT_PATH = '/api/actions/data.import';
/** How often it is looked whose time is over. */
const LOOK_EVERY_MS = 2_000;
/** So long whoever still reads an answer may go on when we close. */
const CLOSE_MS = 500;
/** Where programs ask: some of them put a slash behind every address. */
const PROGRAM_PATH = /^\/(?:api\/.|health\/|ping\/|ws\/)/;

export interface HttpDeps {
  readonly routes: HttpRoutes;
  readonly ws: WsServer;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: HttpLimits;
  readonly host: string;
  /** A program on this PC sent an address with blanks or letters in it that are not encoded. */
  readonly onNotEncoded: (caller: string) => void;
  /** One of our pages connects from inside OBS. */
  readonly onPageInObs: (page: PageInObs) => void;
  readonly findToken: (token: string) => TokenHolder | null;
  /** Serves the pages; called for GET and HEAD of everything that is not the API. */
  pages(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * The HTTP door to the router, and the way in for WebSockets. The API does not go through express: that
 * costs as much again as the whole answer; pages do.
 */
export class HttpServer {
  readonly #deps: HttpDeps;
  /** One an address. */
  #servers: readonly Server[] = [];
  readonly #connections: Connections;
  readonly #rates = new WeakMap<Duplex, RateLimit>();
  readonly #strangerRates = new WeakMap<Duplex, RateLimit>();
  #port = 0;

  constructor(deps: HttpDeps) {
    this.#deps = deps;
    this.#connections = new Connections(deps.limits, deps.clock, !isLoopback(deps.host));
  }

  /** The one that it listens on; 0 before. */
  get port(): number {
    return this.#port;
  }

  /**
   * Listens on the configured host and on this PC's own addresses.
   * @param port 0: any that is free
   * @returns the port. @throws the `listen` error, for instance EADDRINUSE
   */
  async listen(port: number): Promise<number> {
    const { host, ws, limits, log } = this.#deps;
    const { headersMs, bodyMs, importMs } = limits;
    const options = {
      headersTimeout: headersMs,
      requestTimeout: headersMs + Math.max(bodyMs, importMs),
      connectionsCheckingInterval: LOOK_EVERY_MS,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: false, // the guard refuses it in words
    };
    this.#port = port; // who comes before all addresses are listened on is no stranger
    const prepare = (server: Server): void => this.#prepare(server);
    const all = await listenAll({ addresses: addressesOf(host), port, options, log, prepare });
    this.#servers = all.servers;
    this.#port = all.port;
    ws.start();
    return all.port;
  }

  async close(): Promise<void> {
    const closed = this.#servers.map((server) => new Promise((done) => server.close(done)));
    for (const server of this.#servers) server.closeIdleConnections();
    setTimeout(() => this.#connections.destroyAll(), CLOSE_MS).unref();
    await Promise.all(closed);
  }

  #prepare(server: Server): void {
    server.on('connection', (socket: Socket) => this.#connections.add(socket));
    server.on('request', (request, response) => void this.#onRequest(request, response));
    // Whatever is expected, the answer is what there is.
    server.on('checkExpectation', (request, response) => void this.#onRequest(request, response));
    server.on('upgrade', (request, socket, head) => {
      if (wantsWebSocket(request)) this.#onUpgrade(request, socket, head);
      else readWithoutOffer(server, request, socket, head);
    });
    server.on('clientError', (error, socket) => this.#onUnreadable(error, socket));
  }

  #onUnreadable(error: Unreadable, socket: Duplex): void {
    answerUnreadable(error, socket);
    if (isLoopback(this.#deps.host) && isAddressProblem(error)) {
      const name = callerName({ 'user-agent': agentOf(error) }, { level: null, tokenId: null }, 'HTTP');
      this.#deps.onNotEncoded(name ?? 'HTTP');
    }
  }

  #guard(request: IncomingMessage, url: URL, isUpgrade: boolean): GuardAnswer {
    const { findToken, host } = this.#deps;
    const answer = guard(
      { port: this.#port, host, findToken },
      {
        method: request.method ?? 'GET',
        path: url.pathname,
        headers: request.headers,
        queryToken: url.searchParams.get('token'),
        isUpgrade,
      },
    );
    if (answer.ok && answer.tokenId !== null) this.#connections.welcome(request.socket);
    return answer;
  }

  async #onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = parseUrl(request);
    const refuse = (reply: Reply): void =>
      wantsOneWord(request, url) ? sendText(response, 'error') : sendReply(response, reply);
    try {
      const answer = this.#guard(request, url, false);
      limitBody(request, this.#deps.clock, this.#bodyMs(url, answer));
      if (!answer.ok) refuse(failure(answer.code, answer.message));
      else if (!this.#takeRate(request)) refuse(failure('rate_limited', 'Too many requests; slow down.'));
      else await this.#route(request, response, url, answer);
    } catch (error) {
      this.#deps.log.error(
        'HTTP',
        `${request.method ?? ''} ${request.url?.split('?')[0] ?? ''} failed`,
        error,
      );
      refuse(failure('internal_error', 'Internal error; the log has the details.'));
    }
  }

  #bodyMs({ pathname }: URL, answer: GuardAnswer): number {
    const { bodyMs, importMs } = this.#deps.limits;
    return answer.ok && answer.level === 'owner' && pathname === IMPORT_PATH ? importMs : bodyMs;
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
      const onlyLooks = answer.onlyLooks || request.method === 'HEAD';
      const name = callerName(request.headers, answer, 'HTTP');
      const caller: Caller = { level: answer.level ?? 'read', sink: null, onlyLooks, name };
      await this.#deps.routes.answer({ request, response, url, caller, hasToken: answer.tokenId !== null });
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendReply(response, failure('not_found', `There is nothing to ${request.method ?? 'do'} here.`));
      return;
    }
    if (pathname === '/ws')
      sendReply(
        response,
        failure('invalid_format', 'Here is the WebSocket: connect with ws://, not http://.'),
      );
    else await this.#deps.pages(request, response);
  }

  #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const url = parseUrl(request);
    const answer = this.#guard(request, url, true);
    if (!answer.ok) return refuseUpgrade(socket, ERROR_STATUS[answer.code], answer.message);
    if (url.pathname !== '/ws') return refuseUpgrade(socket, 404, 'The WebSocket is at /ws.');
    const { ws, onPageInObs } = this.#deps;
    const page = isObs(request.headers) ? pageOf(url.searchParams) : null;
    if (page && answer.level !== null) onPageInObs(page);
    if (answer.level !== null && ws.isFull) return refuseUpgrade(socket, 503, 'Too many connections.');
    ws.accept(request, socket, head, answer, () => this.#connections.welcome(request.socket));
  }

  #takeRate({ socket }: IncomingMessage): boolean {
    const { clock, limits } = this.#deps;
    const now = clock.monotonic();
    const isStranger = this.#connections.isStranger(socket);
    const rates = isStranger ? this.#strangerRates : this.#rates;
    const rate = rates.get(socket) ?? new RateLimit(isStranger ? limits.strangerRate : limits.rate, now);
    rates.set(socket, rate);
    return rate.take(now);
  }
}

/** Who asked for one word gets one word, always: it is all that such a tool can compare. */
function wantsOneWord(request: IncomingMessage, url: URL): boolean {
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  return isGet && url.pathname === '/api/check' && wantsText(url.searchParams);
}

function parseUrl(request: IncomingMessage): URL {
  try {
    const url = new URL(request.url ?? '/', 'http://rolecall');
    if (PROGRAM_PATH.test(url.pathname)) url.pathname = url.pathname.replace(/\/+$/, '');
    return url;
  } catch {
    return new URL('http://rolecall/bad-url');
  }
}
