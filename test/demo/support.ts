import type { Clock } from '../../server/core/clock.ts';
import { DEFAULT_CLIENT_ID } from '../../server/demo/auth.ts';
import { startSimulator } from '../../server/demo/simulator.ts';
import type { Simulator, StartOptions } from '../../server/demo/simulator.ts';
import { WebSocket } from 'ws';
import { onEnd } from '../support/endings.ts';

/** The broadcaster of every simulator that names no other. */
export const BROADCASTER = '12345678';

/** A simulator that is closed after the test. */
export async function simulator(options: StartOptions = {}): Promise<Simulator> {
  const started = await startSimulator(options);
  onEnd(() => started.close());
  return started;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // Twitch's JSON, looked into freely by the tests.
  body: Body;
}
interface Body {
  data: Record<string, unknown>[];
  pagination: { cursor?: string };
  message: string;
  [name: string]: unknown;
}

export interface ApiOptions {
  method?: string;
  body?: unknown;
  clientId?: string;
  signal?: AbortSignal;
}

export type Api = (path: string, options?: ApiOptions) => Promise<Answer>;

/** Calls with a token (default a fresh one with all scopes) and a client id that fits. */
export function apiOf(sim: Simulator, accessToken = sim.issueToken().accessToken): Api {
  return async (path, { method = 'GET', body, clientId = DEFAULT_CLIENT_ID, signal } = {}) => {
    const headers = { Authorization: `Bearer ${accessToken}`, 'Client-Id': clientId };
    const response = await fetch(sim.url + path, {
      method,
      ...(signal ? { signal } : {}),
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return answerOf(response);
  };
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  let body = {} as Body;
  try {
    body = JSON.parse(text) as Body;
  } catch {
    // Left empty: the test looks at the text.
  }
  return { status: response.status, headers: response.headers, text, body };
}

/** A call to `/control/…` as JSON, for a simulator that was started with control. */
export const control = async (
  sim: Simulator,
  method: string,
  path: string,
  body: unknown = {},
): Promise<Answer> =>
  answerOf(
    await fetch(`${sim.url}/control/${path}`, {
      method,
      ...(method === 'GET'
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    }),
  );

/** Posts a form to the token service; `inQuery` puts the fields into the address, as some clients do. */
export async function postForm(
  sim: Simulator,
  path: string,
  fields: Record<string, string>,
  inQuery = false,
): Promise<Answer> {
  const form = new URLSearchParams(fields);
  const url = sim.url + path + (inQuery ? `?${form.toString()}` : '');
  return answerOf(await fetch(url, { method: 'POST', ...(inQuery ? {} : { body: form }) }));
}

/** Follows cursors to the end, at most `limit` pages. */
export async function readList(api: Api, path: string, first = 100, limit = 50): Promise<Answer[]> {
  const pages: Answer[] = [];
  let cursor: string | undefined = '';
  do {
    const after = cursor === '' ? '' : `&after=${encodeURIComponent(cursor)}`;
    const page = await api(`/mock${path}?broadcaster_id=${BROADCASTER}&first=${first}${after}`);
    pages.push(page);
    cursor = page.body.pagination.cursor;
  } while (cursor && pages.length < limit);
  return pages;
}

export const idsOf = (answers: Answer | Answer[]): unknown[] =>
  [answers].flat().flatMap((answer) => answer.body.data.map((row) => row['user_id']));

export interface Message {
  metadata: Record<string, string>;
  payload: {
    session?: {
      id: string;
      reconnect_url: string | null;
      keepalive_timeout_seconds: number | null;
      status: string;
    };
    subscription?: Record<string, unknown>;
    event?: Record<string, unknown>;
  };
}

/** A client that keeps what it gets in a queue. */
export class Listener {
  readonly socket: WebSocket;
  readonly #queue: string[] = [];
  #wake: () => void = () => {};
  readonly closed: Promise<number>;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('message', (data: Buffer) => {
      this.#queue.push(data.toString());
      this.#wake();
    });
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    onEnd(() => this.socket.terminate());
  }

  get waiting(): number {
    return this.#queue.length;
  }

  async nextText(): Promise<string> {
    while (this.#queue.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#queue.shift() ?? '';
  }

  async next(): Promise<Message> {
    return JSON.parse(await this.nextText()) as Message;
  }

  /** The session id out of the welcome. */
  async welcome(): Promise<string> {
    return (await this.next()).payload.session?.id ?? '';
  }
}

export const connect = (sim: Simulator, query = ''): Listener =>
  new Listener(`ws://127.0.0.1:${sim.port}/ws${query}`);

/** Creates one EventSub subscription about the broadcaster. */
export function subscribe(
  api: Api,
  sessionId: string,
  type: string,
  version = '1',
  extra = {},
): Promise<Answer> {
  const condition = { broadcaster_user_id: BROADCASTER, ...extra };
  const transport = { method: 'websocket', session_id: sessionId };
  return api('/eventsub/subscriptions', { method: 'POST', body: { type, version, condition, transport } });
}

/** A clock that moves only when told to. */
export class ManualClock implements Clock {
  #now = Date.UTC(2026, 10, 22);
  #setBack = 0;
  readonly #timers = new Set<{ at: number; action: () => void }>();

  now(): number {
    return this.#now - this.#setBack;
  }

  /** Somebody puts the wall clock right, or wrong; timers and durations do not notice. */
  setBack(ms: number): void {
    this.#setBack += ms;
  }

  monotonic(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): { cancel: () => void } {
    const timer = { at: this.#now + ms, action };
    this.#timers.add(timer);
    return { cancel: () => this.#timers.delete(timer) };
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#now = due.at;
      this.#timers.delete(due);
      due.action();
    }
    this.#now = end;
  }
}
