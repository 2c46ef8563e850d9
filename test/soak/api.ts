import { Agent } from 'node:http';
import { WebSocket } from 'ws';
import { callHttp } from './http.ts';

export interface Frame {
  readonly id?: string;
  readonly ok?: boolean;
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
  readonly event?: string;
  readonly data?: unknown;
}

/** The connection went away before the answer came: nobody's fault when the process was killed. */
export class Gone extends Error {}

/** A client of Rolecall's own API: one WebSocket that comes back by itself, and HTTP with the same actions. */
export class Api {
  readonly #port: number;
  readonly #token: string;
  readonly #onEvent: (name: string, data: unknown) => void;
  readonly #waiting = new Map<string, { resolve: (frame: Frame) => void; reject: (error: Error) => void }>();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });
  #socket: WebSocket | null = null;
  #nextId = 1;

  constructor(port: number, token: string, onEvent: (name: string, data: unknown) => void) {
    this.#port = port;
    this.#token = token;
    this.#onEvent = onEvent;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Opens the socket and listens to `events`. */
  async open(events: readonly string[]): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/ws?token=${this.#token}`);
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString('utf8')) as Frame));
    socket.on('close', () => this.#lose());
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.on('error', reject);
    });
    this.#socket = socket;
    await this.call('events.subscribe', { events });
  }

  /** The result of an action over the WebSocket. @throws Gone, or Error with what the server said */
  async call<T>(action: string, params?: unknown, limitMs = 120_000): Promise<T> {
    const frame = await this.ask(action, params, limitMs);
    if (frame.ok) return frame.result as T;
    throw new Error(`${action}: ${frame.error?.code ?? ''} ${frame.error?.message ?? ''}`);
  }

  /** The reply, whatever it says. */
  ask(action: string, params: unknown, limitMs: number): Promise<Frame> {
    const id = String(this.#nextId++);
    return new Promise((resolve, reject) => {
      if (!this.isOpen) {
        reject(new Gone());
        return;
      }
      const timer = setTimeout(() => settle(() => reject(new Error(`${action}: no answer`))), limitMs);
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        end();
      };
      this.#waiting.set(id, {
        resolve: (frame) => settle(() => resolve(frame)),
        reject: (error) => settle(() => reject(error)),
      });
      this.#socket?.send(JSON.stringify({ id, action, params }));
    });
  }

  /** The same action over HTTP. */
  async askHttp(action: string, json: unknown, limitMs: number): Promise<Frame> {
    const url = `http://127.0.0.1:${this.#port}/api/actions/${action}`;
    const { body } = await callHttp(url, {
      method: 'POST',
      json,
      token: this.#token,
      agent: this.#agent,
      limitMs,
    });
    return body as Frame;
  }

  close(): void {
    this.#socket?.terminate();
    this.#agent.destroy();
  }

  #take(frame: Frame): void {
    if (frame.event !== undefined) this.#onEvent(frame.event, frame.data);
    else this.#waiting.get(frame.id ?? '')?.resolve(frame);
  }

  #lose(): void {
    for (const { reject } of [...this.#waiting.values()]) reject(new Gone());
  }
}
