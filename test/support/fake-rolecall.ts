import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ActionName } from '../../server/protocol/actions.ts';
import type { ErrorCode } from '../../server/protocol/errors.ts';
import type { EventData, EventName } from '../../server/protocol/events.ts';
import { Queue } from './queue.ts';

export type Status = EventData<'sync.status'>;
export interface Request {
  readonly id: string;
  readonly action: ActionName;
  readonly params: Record<string, unknown>;
}

/** Thrown by a handler: answered as an error of the wire. */
export class WireError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a handler returns for a request that is never answered. */
export const SILENCE = Symbol('no answer');
type Handler = (params: Record<string, unknown>, id: string) => unknown;

const pages = resolve('dist/pages');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * A server that speaks the wire contract and says what a test told it to: for states that are hard to
 * bring about in a real one. Refuses actions that were not set up. Serves the built pages too.
 */
export class FakeRolecall {
  readonly requests = new Queue<Request>();
  /** The address of each connection's request, as it comes. */
  readonly connections = new Queue<string>();
  version = '0.1.0';
  build = 'one';
  isDemo = false;
  status: Status;
  readonly #subscriptions = new Map<WebSocket, Set<string>>();
  readonly #handlers = new Map<string, Handler>();
  #server: Server | null = null;
  #port = 0;

  constructor(status: Status = statusOf()) {
    this.status = status;
    this.handle('server.info', () => ({
      version: this.version,
      protocol: 1,
      uptimeMs: 1,
      demo: this.isDemo,
    }));
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get connectionCount(): number {
    return this.#subscriptions.size;
  }

  handle(action: ActionName, handler: Handler): void {
    this.#handlers.set(action, handler);
  }

  /** Listens; after `stop()` again on the same port. */
  async start(): Promise<this> {
    const server = createServer((request, response) => void serve(request, response));
    const sockets = new WebSocketServer({ server, path: '/ws' });
    sockets.on('connection', (socket, request) => this.#accept(socket, request.url ?? ''));
    await new Promise<void>((done) => server.listen(this.#port, '127.0.0.1', done));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.cut();
    server?.closeAllConnections();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
  }

  /** Ends every connection without a word. */
  cut(): void {
    for (const socket of this.#subscriptions.keys()) socket.terminate();
    this.#subscriptions.clear();
  }

  /** To those who subscribed. */
  emit<E extends EventName>(event: E, data: EventData<E>): void {
    for (const [socket, events] of this.#subscriptions) {
      if (events.has(event)) socket.send(JSON.stringify({ event, data }));
    }
  }

  /** Whether anybody has subscribed to it. */
  hasListener(event: EventName): boolean {
    return [...this.#subscriptions.values()].some((events) => events.has(event));
  }

  setStatus(status: Status): void {
    this.status = status;
    this.emit('sync.status', status);
  }

  /** To everybody, as it is. */
  sendText(text: string): void {
    for (const socket of this.#subscriptions.keys()) socket.send(text);
  }

  #accept(socket: WebSocket, url: string): void {
    this.#subscriptions.set(socket, new Set());
    this.connections.push(url);
    socket.on('close', () => this.#subscriptions.delete(socket));
    socket.on('message', (data: Buffer) => void this.#answer(socket, JSON.parse(data.toString()) as Request));
    const hello = { protocol: 1, version: this.version, build: this.build, status: this.status };
    socket.send(JSON.stringify({ event: 'hello', data: hello }));
  }

  async #answer(socket: WebSocket, request: Request): Promise<void> {
    this.requests.push(request);
    const { id, action, params } = request;
    try {
      const handler = this.#handlers.get(action) ?? this.#subscription(socket, action);
      if (!handler) throw new WireError('unknown_action', `The test did not set up ${action}.`);
      const result = await handler(params, id);
      if (result !== SILENCE) socket.send(JSON.stringify({ id, ok: true, result }));
    } catch (error) {
      const { code, message } =
        error instanceof WireError ? error : { code: 'internal_error', message: String(error) };
      socket.send(JSON.stringify({ id, ok: false, error: { code, message } }));
    }
  }

  #subscription(socket: WebSocket, action: ActionName): Handler | undefined {
    const subscribed = this.#subscriptions.get(socket) ?? new Set();
    const change = {
      'events.subscribe': (event: string) => subscribed.add(event),
      'events.unsubscribe': (event: string) => subscribed.delete(event),
    }[action as string];
    return (
      change &&
      (({ events }) => {
        for (const event of events as string[]) change(event);
        return { events, status: this.status };
      })
    );
  }
}

async function serve({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname: path, searchParams } = new URL(url, 'http://fake');
  const file = path.startsWith('/assets/') ? path : `${searchParams.get('lang') ?? 'en'}${path}.html`;
  try {
    const body = await readFile(join(pages, file));
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.setHeader(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' ws:",
    );
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

/** A status with everything fresh `ageMs` ago, changed as told. */
export function statusOf(changes: Partial<Status> = {}, ageMs = 130_000): Status {
  const at = new Date(Date.now() - ageMs).toISOString();
  const kind = (count: number) => ({
    state: 'fresh' as const,
    count,
    lastSuccessAt: at,
    lastAttemptAt: at,
    live: true,
    error: null,
  });
  return {
    state: 'fresh',
    message: 'Everything is up to date.',
    channel: { userId: '12345678', userLogin: 'some_channel', userDisplayName: 'Some_Channel' },
    warnings: [],
    kinds: { subscribers: kind(1240), vips: kind(24), moderators: kind(8) },
    running: null,
    nextSyncAt: new Date(Date.now() + 28 * 60_000).toISOString(),
    eventsub: { state: 'off', since: null },
    stream: { live: null, startedAt: null },
    ...changes,
  };
}
