import type { WebSocket } from 'ws';
import type { Clock, Timer } from '../core/clock.ts';
import { TimerSet } from './timer-set.ts';

/** Twitch's close codes. */
export const CLOSE = {
  internal: 4000,
  inbound: 4001,
  pingPong: 4002,
  unused: 4003,
  reconnectGrace: 4004,
  timeout: 4005,
  network: 4006,
  invalidReconnect: 4007,
} as const;

export interface SessionTimes {
  /** A session without a subscription by then is closed with 4003. Twitch: 10 s. */
  unusedMs: number;
  /** After session_reconnect the old socket is closed with 4004. Twitch: 30 s. */
  reconnectMs: number;
  /** Pings, with 4002 when the last is unanswered at the next; 0 is off. */
  pingMs: number;
}

export type Metadata = { message_id: string; message_type: string; message_timestamp: string } & Record<
  string,
  string
>;

export interface SentMessage {
  metadata: Metadata;
  payload: Record<string, unknown>;
}

/**
 * One EventSub session. It outlives its socket once: on a reconnect that Twitch asked for, the same session
 * moves to a new one.
 */
export class EventSubSession {
  readonly id: string;
  readonly keepaliveS: number;
  readonly connectedAt: string;
  readonly #clock: Clock;
  readonly #timers: TimerSet;
  #socket: WebSocket;
  #keepalive: Timer | null = null;
  #muted: 'keepalives' | 'everything' | null = null;
  /** Kept back by a fault until the next message has gone out. */
  #held: SentMessage | null = null;

  constructor(socket: WebSocket, clock: Clock, keepaliveS: number) {
    this.id = `AgoQ${crypto.randomUUID().replaceAll('-', '')}`;
    this.keepaliveS = keepaliveS;
    this.connectedAt = new Date(clock.now()).toISOString();
    this.#clock = clock;
    this.#timers = new TimerSet(clock);
    this.#socket = socket;
  }

  get socket(): WebSocket {
    return this.#socket;
  }

  welcome(): void {
    this.send('session_welcome', this.describe('connected', null));
  }

  /** Moves to the socket that came in over the reconnect URL. Returns the old one. */
  moveTo(socket: WebSocket): WebSocket {
    const old = this.#socket;
    this.#socket = socket;
    this.#timers.cancelAll();
    this.welcome();
    return old;
  }

  describe(status: string, reconnectUrl: string | null): Record<string, unknown> {
    const session = {
      id: this.id,
      status,
      connected_at: this.connectedAt,
      keepalive_timeout_seconds: reconnectUrl === null ? this.keepaliveS : null,
      reconnect_url: reconnectUrl,
      recovery_url: null,
    };
    return { session };
  }

  /** Builds and sends a message of Twitch's shape. */
  send(type: string, payload: Record<string, unknown>, extra: Record<string, string> = {}): SentMessage {
    const metadata = { ...this.newMetadata(type), ...extra };
    const message = { metadata, payload };
    this.sendMessage(message);
    return message;
  }

  newMetadata(type: string): Metadata {
    const messageTime = new Date(this.#clock.now()).toISOString();
    return { message_id: crypto.randomUUID(), message_type: type, message_timestamp: messageTime };
  }

  sendMessage(message: SentMessage): void {
    this.sendRaw(JSON.stringify(message));
    const held = this.#held;
    this.#held = null;
    if (held) this.sendMessage(held);
  }

  /** Keeps a message back until another one has gone out. */
  hold(message: SentMessage): void {
    const earlier = this.#held;
    this.#held = message;
    if (earlier) this.sendRaw(JSON.stringify(earlier));
  }

  /** Any frame at all. */
  sendRaw(data: string | Buffer): void {
    if (this.#muted !== 'everything' && this.#socket.readyState === this.#socket.OPEN)
      this.#socket.send(data);
    this.#armKeepalive();
  }

  /** Runs once, unless the session moves or ends before. */
  after(ms: number, action: () => void): void {
    this.#timers.after(ms, action);
  }

  /** A fault: from now on keepalives, or everything, is swallowed. */
  mute(what: 'keepalives' | 'everything'): void {
    this.#muted = what;
    this.#keepalive?.cancel();
  }

  end(): void {
    this.#timers.cancelAll();
    this.#keepalive?.cancel();
    this.#keepalive = null;
    this.#held = null;
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  /** Twitch sends a keepalive only when nothing else went out in the window. */
  #armKeepalive(): void {
    this.#keepalive?.cancel();
    if (this.#muted !== null) return;
    this.#keepalive = this.#clock.after(this.keepaliveS * 1000, () => {
      this.#keepalive = null;
      if (this.#socket.readyState === this.#socket.OPEN) this.sendMessage(this.#keepaliveMessage());
    });
  }

  #keepaliveMessage(): SentMessage {
    return { metadata: this.newMetadata('session_keepalive'), payload: {} };
  }
}
