import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HTTP_LIMITS, type HttpLimits } from '../../server/api/http-limits.ts';
import { WS_LIMITS, type WsLimits } from '../../server/api/ws-server.ts';
import { onEnd } from '../support/endings.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';

/** A Rolecall that is closed after the test. */
export async function rolecall(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp(options);
  onEnd(() => app.close());
  return app;
}

/** A data folder for more than one start; it goes with the test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'rolecall-api-'));
  onEnd(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}

/** One that has read its lists. */
export async function synced(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await rolecall(options);
  await untilSettled(app);
  return app;
}

export async function untilSettled({ app }: TestApp): Promise<void> {
  const until = Date.now() + 30_000;
  const { memory } = app.sync;
  while (Date.now() < until) {
    if (!app.sync.running && Object.values(memory).every((kind) => kind.lastAttemptAt !== null)) return;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error('The first sync did not end.');
}

export async function client({ wsUrl }: { wsUrl: string }, query = ''): Promise<TestClient> {
  const opened = await TestClient.open(wsUrl + query);
  onEnd(() => opened.socket.terminate());
  return opened;
}

export const wsLimits = (changes: Partial<WsLimits>) => ({
  app: { limits: { ws: { ...WS_LIMITS, ...changes } } },
});
export const httpLimits = (changes: Partial<HttpLimits>) => ({
  app: { limits: { http: { ...HTTP_LIMITS, ...changes } } },
});

/** What an unlocked door of another machine looks like from here: everything needs the token. */
export const TOKEN = 'a-long-random-token-of-the-tests';
/** `127.0.0.2` is this machine too, but not one of the names that stand for it. */
export const LAN = { config: { host: '127.0.0.2', apiToken: TOKEN } } as const;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Envelope;
}

export interface Envelope {
  readonly ok?: boolean;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: string; readonly message: string };
  readonly [name: string]: unknown;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly host?: string;
}

/** One HTTP request, headers exactly as given (`Host` included, if given). */
export function http(port: number, path: string, ask: Ask = {}): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body, host = '127.0.0.1' } = ask;
  return new Promise((resolve, reject) => {
    const call = request({ host, port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        const isJson = response.headers['content-type']?.startsWith('application/json') && text !== '';
        const json = (isJson ? JSON.parse(text) : {}) as Envelope;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

export function post(port: number, action: string, params: unknown = {}, ask: Ask = {}): Promise<HttpAnswer> {
  return http(port, `/api/actions/${action}`, {
    method: 'POST',
    body: JSON.stringify(params),
    ...ask,
    headers: { 'content-type': 'application/json', ...ask.headers },
  });
}

/** Sends bytes as they are and collects all that comes back until the other side closes or `ms` have passed. */
export async function raw(
  port: number,
  bytes: string | Buffer,
  ms = 2_000,
  host = '127.0.0.1',
): Promise<string> {
  const socket = await dial(port, host);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.write(bytes);
  await new Promise<void>((done) => {
    socket.once('close', () => done());
    setTimeout(done, ms).unref();
  });
  socket.destroy();
  return text;
}

export function dial(port: number, host = '127.0.0.1', allowHalfOpen = false): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, allowHalfOpen }, () => resolve(socket));
    socket.on('error', reject);
    onEnd(() => socket.destroy());
  });
}

/** The lines of a WebSocket handshake, to be sent by hand. */
export function handshake(port: number, headers: Record<string, string> = {}, path = '/ws'): string {
  const all = {
    Host: `127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Until it is so; a test that waits in vain fails by its own message. */
export async function until(isSo: () => boolean, what: string, ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`Not within ${ms} ms: ${what}`);
    await wait(5);
  }
}
