import type { ConnectionState, ConnectionTimes, Socket } from './api.ts';

export const USUAL_TIMES: ConnectionTimes = {
  retryFirstMs: 300,
  retryMaxMs: 5_000,
  openTimeoutMs: 10_000,
  idleMs: 30_000,
  probeMs: 10_000,
};

export interface ConnectionHooks {
  openSocket(): Socket;
  onText(text: string): void;
  onState(state: ConnectionState): void;
  /** Sends something that the server answers. */
  probe(): void;
}

/** `WebSocket.OPEN`: not every class that can be passed has it. */
const OPEN = 1;
/** A connection that lasted so long is worth a fast retry; one that is thrown out at once is not. */
const STEADY_MS = 5_000;

/** Keeps one socket open until `close()`: opens it, watches over it, replaces it. */
export class Connection {
  readonly #times: ConnectionTimes;
  readonly #hooks: ConnectionHooks;
  #state: ConnectionState = 'closed';
  #socket: Socket | null = null;
  /** One at a time: the retry, the limit on opening, or the watch on a silent server. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #openedAt = 0;
  #receivedAt = 0;

  constructor(times: ConnectionTimes, hooks: ConnectionHooks) {
    this.#times = times;
    this.#hooks = hooks;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    if (this.#state !== 'closed') return;
    this.#attempt = 0;
    this.#setState('connecting');
    this.#open();
  }

  /** To be called when the server has said hello. */
  greeted(): void {
    if (this.#state !== 'connecting' || !this.#socket) return;
    this.#openedAt = performance.now();
    this.#watch(this.#times.idleMs);
    this.#setState('open');
  }

  send(text: string): void {
    // One that is closing would only complain: its end is told in a moment, and with it that of what was asked.
    if (this.#socket?.readyState === OPEN) this.#socket.send(text);
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#discard();
    this.#setState('closed');
  }

  #open(): void {
    const socket = this.#hooks.openSocket();
    this.#socket = socket;
    socket.onmessage = ({ data }: { data: string }) => {
      if (this.#socket !== socket) return;
      this.#receivedAt = performance.now();
      this.#hooks.onText(data);
    };
    socket.onerror = () => undefined; // `close` follows, and says no less
    socket.onclose = () => {
      if (this.#socket === socket) this.#lost();
    };
    this.#setTimer(this.#times.openTimeoutMs, () => this.#lost());
  }

  /** Also called for sockets that only seem to be open; those would report their end minutes later. */
  #lost(): void {
    this.#discard();
    if (this.#state === 'open' && performance.now() - this.#openedAt >= STEADY_MS) this.#attempt = 0;
    const { retryFirstMs, retryMaxMs } = this.#times;
    const wait = Math.min(retryMaxMs, retryFirstMs * 2 ** Math.min(this.#attempt++, 20));
    this.#setTimer(wait * (0.75 + Math.random() * 0.5), () => this.#open());
    if (this.#state !== 'connecting') this.#setState('connecting');
  }

  /** A browser does not see the server's pings, so a half-open connection shows only by silence. */
  #watch(ms: number): void {
    this.#setTimer(ms, () => {
      const silentMs = performance.now() - this.#receivedAt;
      if (silentMs < this.#times.idleMs) {
        this.#watch(this.#times.idleMs - silentMs);
        return;
      }
      const askedAt = performance.now();
      this.#hooks.probe();
      this.#setTimer(this.#times.probeMs, () => {
        if (this.#receivedAt < askedAt) this.#lost();
        else this.#watch(this.#times.idleMs);
      });
    });
  }

  #discard(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    // onerror stays: `ws` reports a socket that is ended while opening, and throws if nobody listens.
    socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #setTimer(ms: number, action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, ms);
  }

  #setState(state: ConnectionState): void {
    this.#state = state;
    this.#hooks.onState(state);
  }
}
