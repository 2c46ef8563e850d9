import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import { ACTIONS } from '../../server/protocol/actions.ts';

export interface Frame {
  readonly id?: string | number | null;
  readonly ok?: boolean;
  readonly result?: Record<string, unknown>;
  readonly error?: { code: string; message: string };
  readonly event?: string;
  readonly data?: Record<string, unknown>;
}

/** A WebSocket client that keeps every frame until somebody waits for it. */
export class TestClient {
  readonly socket: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #waiting: (() => void)[] = [];
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.#frames.push(JSON.parse(data.toString('utf8')) as Frame);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    socket.on('error', () => undefined);
  }

  static async open(url: string, options: ClientOptions = {}): Promise<TestClient> {
    const client = new TestClient(new WebSocket(url, options));
    await once(client.socket, 'open');
    return client;
  }

  /** The first frame that fits, now or later; it is taken out. Fails after `ms`. */
  async take(isWanted: (frame: Frame) => boolean, ms = 30_000): Promise<Frame> {
    const until = Date.now() + ms;
    for (;;) {
      const index = this.#frames.findIndex(isWanted);
      const frame = this.#frames[index];
      if (frame) {
        this.#frames.splice(index, 1);
        return frame;
      }
      const leftMs = until - Date.now();
      // Nobody waits any more for a frame of a client that was closed.
      if (leftMs <= 0 && this.socket.readyState > this.socket.OPEN) return new Promise(() => undefined);
      if (leftMs <= 0)
        throw new Error(`No such frame within ${ms} ms; there are: ${JSON.stringify(this.#frames)}`);
      await Promise.race([
        new Promise<void>((resolve) => this.#waiting.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, leftMs)),
      ]);
    }
  }

  event(name: string, isWanted: (data: Record<string, unknown>) => boolean = () => true): Promise<Frame> {
    return this.take((frame) => frame.event === name && isWanted(frame.data ?? {}));
  }

  /** Calls an action and returns its reply frame, whether ok or not. That nobody waits for it is no error. */
  call(action: string, params?: unknown): Promise<Frame> {
    const reply = this.#call(action, params);
    reply.catch(() => undefined);
    return reply;
  }

  async #call(action: string, params?: unknown): Promise<Frame> {
    const id = `t${this.#nextId++}`;
    this.socket.send(JSON.stringify({ id, action, params }));
    const reply = await this.take((frame) => frame.id === id);
    // The one result that the server does not check itself.
    if (action === 'access.check' && reply.ok) ACTIONS[action].result.parse(reply.result);
    return reply;
  }

  send(text: string | Buffer): void {
    this.socket.send(text);
  }

  /** Frames that nobody took. */
  get rest(): readonly Frame[] {
    return this.#frames;
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close();
    await once(this.socket, 'close');
  }
}
