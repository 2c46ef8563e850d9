import type { Socket } from 'node:net';
import type { Clock } from '../core/clock.ts';

export interface ConnectionLimits {
  /** Of those that may come in, all addresses together; beyond it the newcomer is turned away. */
  readonly connections: number;
  /** Where a token is needed: of one remote address, as long as no token was shown. Beyond it the oldest goes. */
  readonly strangers: number;
  /** So long nobody goes for that: whoever has a token needs a moment to show it. */
  readonly graceMs: number;
  /** Of all that have shown none, however young: more than come in at once. */
  readonly allStrangers: number;
}

interface Stranger {
  readonly address: string;
  /** On the clock that never jumps. */
  readonly since: number;
}

/**
 * Every socket of the server, on all of its addresses. Where a token is needed, those that have shown none have
 * a few places of their own: however many come, again and again, they keep no place from who has one.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #clock: Clock;
  readonly #needsToken: boolean;
  readonly #known = new Set<Socket>();
  /** Oldest first. */
  readonly #strangers = new Map<Socket, Stranger>();
  readonly #perAddress = new Map<string, number>();
  #isTidying = false;

  constructor(limits: ConnectionLimits, clock: Clock, needsToken: boolean) {
    this.#limits = limits;
    this.#clock = clock;
    this.#needsToken = needsToken;
  }

  /** A new one, or one that is read anew. It may be gone when this returns. */
  add(socket: Socket): void {
    if (this.#known.has(socket) || this.#strangers.has(socket)) return;
    socket.once('close', () => this.#forget(socket));
    if (this.#needsToken) this.#addStranger(socket);
    else if (this.#known.size < this.#limits.connections) this.#known.add(socket);
    else socket.destroy();
  }

  /** It has shown a token. */
  welcome(socket: Socket): void {
    if (!this.#strangers.has(socket) || this.#known.size >= this.#limits.connections) return;
    this.#forget(socket);
    this.#known.add(socket);
  }

  /** Whether a token is needed, and it has shown none. */
  isStranger(socket: Socket): boolean {
    return this.#strangers.has(socket);
  }

  destroyAll(): void {
    for (const socket of [...this.#known, ...this.#strangers.keys()]) socket.destroy();
  }

  #addStranger(socket: Socket): void {
    const address = (socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
    this.#strangers.set(socket, { address, since: this.#clock.monotonic() });
    const count = (this.#perAddress.get(address) ?? 0) + 1;
    this.#perAddress.set(address, count);
    const [oldest] = this.#strangers.keys();
    if (this.#strangers.size > this.#limits.allStrangers && oldest) this.#drop(oldest);
    if (count > this.#limits.strangers) this.#tidyLater();
  }

  #tidyLater(): void {
    if (this.#isTidying) return;
    this.#isTidying = true;
    this.#clock.after(this.#limits.graceMs, () => {
      this.#isTidying = false;
      this.#tidy();
    });
  }

  #tidy(): void {
    const { strangers, graceMs } = this.#limits;
    const born = this.#clock.monotonic() - graceMs;
    for (const [socket, { address, since }] of this.#strangers) {
      if ((this.#perAddress.get(address) ?? 0) <= strangers) continue;
      if (since <= born) this.#drop(socket);
      else this.#tidyLater();
    }
  }

  #drop(socket: Socket): void {
    this.#forget(socket);
    socket.destroy();
  }

  #forget(socket: Socket): void {
    this.#known.delete(socket);
    const stranger = this.#strangers.get(socket);
    if (!stranger) return;
    this.#strangers.delete(socket);
    const left = (this.#perAddress.get(stranger.address) ?? 1) - 1;
    if (left > 0) this.#perAddress.set(stranger.address, left);
    else this.#perAddress.delete(stranger.address);
  }
}
