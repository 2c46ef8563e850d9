import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { ACTIONS, isActionName } from '../protocol/actions.ts';
import type { Reply } from '../protocol/envelope.ts';
import { ERROR_STATUS } from '../protocol/errors.ts';
import { includesLevel } from '../protocol/levels.ts';
import { paramsFromQuery } from '../protocol/query.ts';
import { checkRoute } from './check-route.ts';
import { type Docs, isDocsPath } from './docs.ts';
import type { ExportDoor } from './export-door.ts';
import { type Entry, EXPORT_PATH, guard, isLoopback, type GuardAnswer, type TokenHolder } from './guard.ts';
import { readJsonBody } from './json-body.ts';
import { RateLimit, type RateRules } from './rate-limit.ts';
import { type Caller, failure, type Router } from './router.ts';
import type { WsServer } from './ws-server.ts';

export interface HttpLimits {
  readonly bodyBytes: number;
  /**
   * Of `data.import` alone, from who may import. Parsing tens of megabytes at once stops everything for a
   * moment: the streamer does that once in the life of an installation, not while anybody waits.
   */
  readonly importBytes: number;
  readonly rate: RateRules;
  readonly connections: number;
}

export const HTTP_LIMITS: HttpLimits = {
  bodyBytes: 256 * 1024,
  importBytes: 64 * 1024 * 1024,
  rate: { perSecond: 500, burst: 1000 },
  connections: 300,
};

const IMPORT_ADVICE = ' Take `roles` out of the export: it is the longest part, and nobody reads it.';
/** Nothing runs in there, and nothing comes from elsewhere. */
const DOCS_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'referrer-policy': 'no-referrer',
};
const OWN_ADDRESS = '127.0.0.1';

export interface HttpParts {
  readonly router: Router;
  readonly ws: WsServer;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: HttpLimits;
  readonly host: string;
  readonly exports: Pick<ExportDoor, 'send'>;
  readonly docs: Docs;
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
      wantsOneWord(request, url) ? sendText(response, 'error') : this.#send(response, reply);
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
      sendJson(response, 200, { rolecall: true });
      return;
    }
    if (pathname.startsWith('/api/') || pathname === '/health') {
      const caller: Caller = { level: answer.level ?? 'read', sink: null };
      await this.#routeApi(request, response, url, caller, answer.tokenId !== null);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      this.#send(response, failure('not_found', `There is nothing to ${request.method ?? 'do'} here.`));
      return;
    }
    await this.#parts.pages(request, response);
  }

  async #routeApi(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    caller: Caller,
    hasToken: boolean,
  ): Promise<void> {
    const { router, limits } = this.#parts;
    const { pathname, searchParams } = url;
    const isGet = request.method === 'GET';
    if (pathname === '/health' && isGet) {
      const reply = await router.dispatch('sync.status', {}, caller);
      if (reply.ok) sendJson(response, 200, reply.result);
      else this.#send(response, reply);
      return;
    }
    if (pathname === '/api/check' && isGet) {
      const check = await checkRoute(router, searchParams, caller);
      if (check.text !== null) sendText(response, check.text);
      else if (check.status !== null) sendJson(response, check.status, check.json);
      else this.#send(response, check.json as Reply);
      return;
    }
    if (isDocsPath(pathname) && isGet) {
      const document = await this.#parts.docs.find(pathname);
      if (document) send(response, 200, document.type, document.text, DOCS_HEADERS);
      else this.#send(response, failure('not_found', 'There is no such page. The API is at /api/docs.'));
      return;
    }
    if (pathname.startsWith(EXPORT_PATH) && isGet) {
      const refusal = await this.#parts.exports.send(pathname.slice(EXPORT_PATH.length), response);
      if (refusal) this.#send(response, failure(refusal.code, refusal.message));
      return;
    }
    const name = /^\/api\/actions\/([\w.]+)$/.exec(pathname)?.[1];
    if (name === undefined || (!isGet && request.method !== 'POST')) {
      this.#send(response, failure('not_found', 'No such path; see "API" in the README.'));
      return;
    }
    if (isGet) {
      this.#send(response, await this.#getAction(name, searchParams, caller, hasToken));
      return;
    }
    const isImport = name === 'data.import';
    if (isImport && !includesLevel(caller.level, ACTIONS[name].level)) {
      request.resume(); // the refusal has to come through, whatever is on its way
      this.#send(response, await router.dispatch(name, {}, caller));
      return;
    }
    const body = isImport
      ? await readJsonBody(request, limits.importBytes, IMPORT_ADVICE)
      : await readJsonBody(request, limits.bodyBytes);
    this.#send(response, 'reply' in body ? body.reply : await router.dispatch(name, body.json, caller));
  }

  /** A GET can be triggered by any page's image tag, so that what changes something needs a token. */
  #getAction(
    name: string,
    query: URLSearchParams,
    caller: Caller,
    hasToken: boolean,
  ): Reply | Promise<Reply> {
    if (!isActionName(name)) return this.#parts.router.dispatch(name, {}, caller);
    const spec = ACTIONS[name];
    if (spec.level !== 'read' && !hasToken) {
      return failure('unauthorized', `GET ${name} needs an access token; without one, use POST.`);
    }
    const rest = new URLSearchParams(query);
    rest.delete('token');
    return this.#parts.router.dispatch(name, paramsFromQuery(spec.params, rest), caller);
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

  #send(response: ServerResponse, reply: Reply): void {
    sendJson(response, reply.ok ? 200 : ERROR_STATUS[reply.error.code], reply);
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

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

function sendText(response: ServerResponse, word: string): void {
  send(response, 200, 'text/plain; charset=utf-8', word);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}

function refuseUpgrade(socket: Duplex, status: number, message: string): void {
  // Not left half-open: who does not close in turn would keep a connection, and the shutdown, for ever.
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
      `Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`,
  );
}
