import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { Queue } from '../support/queue.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('base64');

export interface Request {
  readonly request: string;
  readonly id: string;
  readonly [name: string]: unknown;
}

export interface DoAction {
  readonly action: { readonly id?: string; readonly name?: string };
  readonly args: Readonly<Record<string, string | number>>;
}

export interface FiredTrigger {
  readonly triggerName: string;
  readonly args: Readonly<Record<string, string | number>>;
}

export interface FakeOptions {
  readonly port?: number;
  /** Asked for by Hello. */
  readonly password?: string;
  /** Without it nothing is answered (`Enforce`). */
  readonly isEnforced?: boolean;
  /** Accepts and says nothing. */
  readonly isMute?: boolean;
  /** Hangs after a wrong password: does not even answer a goodbye. */
  readonly isDeaf?: boolean;
  /** Says this instead of Hello, and nothing after it. */
  readonly greeting?: string;
}

/** Streamer.bot's WebSocket server, as its documentation describes it. Refuses what it does not know. */
export class FakeStreamerbot {
  readonly port: number;
  readonly done = new Queue<DoAction>();
  readonly requests: Request[] = [];
  connections = 0;
  /** Actions that are there; others are refused. */
  actions = [
    { id: 'a1', name: 'Welcome', group: 'Rolecall', enabled: true, subaction_count: 1 },
    { id: 'a2', name: 'Goodbye', group: '', enabled: false, subaction_count: 2 },
  ];
  /** Its login to Twitch, as `GetBroadcaster` tells it; null: none. */
  broadcaster: { id: number | string; login: string; name: string } | null = null;
  /** What `GetEvents` lists of Twitch, under the name that the documentation shows. */
  events: readonly string[] = [];
  /** What each connection has subscribed to. */
  readonly subscribed: string[] = [];
  /** Runs an action, in the background as Streamer.bot does. */
  run: (action: DoAction) => void = () => undefined;
  /** The triggers that code has registered, by the names that code uses. */
  triggers: readonly string[] = [];
  /** What was fired, in order. */
  readonly fired = new Queue<FiredTrigger>();
  /** Stops answering, without closing anything. */
  isSilent = false;
  readonly #server: WebSocketServer;

  private constructor(server: WebSocketServer, options: FakeOptions) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => this.#greet(socket, options));
  }

  static async start(options: FakeOptions = {}): Promise<FakeStreamerbot> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: options.port ?? 0 });
    await once(server, 'listening');
    return new FakeStreamerbot(server, options);
  }

  /** Something happened at Twitch: told to who subscribed to it. */
  emit(type: string, data: object = {}): void {
    const frame = { timeStamp: '2026-11-28T20:14:00.000Z', event: { source: 'Twitch', type }, data };
    if (!this.subscribed.includes(type)) return;
    for (const socket of this.#server.clients) socket.send(JSON.stringify(frame));
  }

  /** Throws everybody out, as a program that crashes. */
  drop(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  get open(): number {
    return this.#server.clients.size;
  }

  async stop(): Promise<void> {
    this.drop();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #greet(socket: WebSocket, { password, isEnforced, isMute, isDeaf, greeting }: FakeOptions): void {
    this.connections++;
    socket.on('error', () => undefined);
    if (isMute) return;
    const [salt, challenge] = [`salt${this.connections}`, `challenge${this.connections}`];
    const info = { instanceId: 'i', name: 'Fake', version: '1.0.7', os: 'windows', source: 'fake' };
    const authentication = password === undefined ? {} : { authentication: { salt, challenge } };
    let isIn = password === undefined || !isEnforced;
    socket.send(
      greeting ??
        JSON.stringify({ timestamp: 'now', session: 's', request: 'Hello', info, ...authentication }),
    );
    if (greeting !== undefined) return;
    socket.on('message', (data: Buffer) => {
      const request = JSON.parse(data.toString()) as Request;
      this.requests.push(request);
      if (this.isSilent) return;
      const answer = (status: string, more: object = {}): void =>
        socket.send(JSON.stringify({ status, id: request.id, ...more }));
      if (request.request === 'Authenticate') {
        const expected = sha(sha(`${password}${salt}`) + challenge);
        isIn = request['authentication'] === expected;
        answer(isIn ? 'ok' : 'error', isIn ? {} : { error: 'Authentication failed' });
        if (isDeaf && !isIn) socket.pause();
      } else if (!isIn) answer('error', { error: 'Not authenticated' });
      else this.#answer(request, info, answer);
    });
  }

  #broadcaster(): object {
    const connected = ['twitch', 'youtube'];
    if (!this.broadcaster) return { platforms: {}, connected: [], disconnected: connected };
    const { id, login, name } = this.broadcaster;
    const twitch = { broadcastUser: name, broadcastUserName: login, broadcastUserId: id };
    return { platforms: { twitch }, connected, disconnected: [] };
  }

  #answer(request: Request, info: object, answer: (status: string, more?: object) => void): void {
    const { request: name, action } = request;
    if (name === 'GetInfo') answer('ok', { info });
    else if (name === 'GetEvents')
      answer('ok', { events: { general: ['Custom'], twitch: this.events, raw: ['Action'] } });
    else if (name === 'GetBroadcaster') answer('ok', this.#broadcaster());
    else if (name === 'Subscribe') {
      const { Twitch } = request['events'] as { Twitch: string[] };
      const strangers = Twitch.filter((each) => !this.events.includes(each));
      if (strangers.length === 0) this.subscribed.splice(0, Infinity, ...Twitch);
      answer(strangers.length === 0 ? 'ok' : 'error', { events: request['events'] });
    } else if (name === 'GetActions') answer('ok', { count: this.actions.length, actions: this.actions });
    else if (name === 'DoAction') {
      const { id, name: wanted } = action as DoAction['action'];
      const isThere = this.actions.some((each) => each.id === id || each.name === wanted);
      if (isThere) this.done.push(request as unknown as DoAction);
      if (isThere) setImmediate(() => this.run(request as unknown as DoAction));
      answer(isThere ? 'ok' : 'error', isThere ? {} : { error: 'Action not found' });
    } else if (name === 'GetCodeTriggers') {
      const triggers = this.triggers.map((eventName) => ({ name: 'Shown', eventName, category: 'Rolecall' }));
      answer('ok', { count: triggers.length, triggers });
    } else if (name === 'ExecuteCodeTrigger') {
      const isThere = this.triggers.includes(request['triggerName'] as string);
      if (isThere) this.fired.push(request as unknown as FiredTrigger);
      answer(isThere ? 'ok' : 'error', isThere ? {} : { error: 'Trigger not found' });
    } else answer('error', { error: `${name} is not known` });
  }
}
