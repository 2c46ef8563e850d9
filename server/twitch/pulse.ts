import type { Clock, Timer } from '../core/clock.ts';

const EVERY_MS = 10_000;
/** The wall clock is compared with the timers; a jump of more than this is a sleep of the PC. */
const SLEEP_MS = 60_000;
/** Twitch says something every 10 seconds; twurple's own watch stands still when it is not told so. */
const SILENCE_MS = 60_000;

export interface PulseListener {
  /** The computer slept. Timers stand still meanwhile; a wall clock that ran on tells. */
  onSlept(ms: number): void;
  /** Something used to come, and nothing does any more. */
  onSilent(): void;
}

/** Looks every few seconds whether time jumped or the other side has gone silent. */
export class Pulse {
  readonly #clock: Clock;
  readonly #listener: PulseListener;
  #timer: Timer | null = null;
  #trafficAt: number | null = null;

  constructor(clock: Clock, listener: PulseListener) {
    this.#clock = clock;
    this.#listener = listener;
  }

  start(): void {
    this.stop();
    const dueAt = this.#clock.now() + EVERY_MS;
    this.#timer = this.#clock.after(EVERY_MS, () => {
      this.start();
      this.#beat(this.#clock.now() - dueAt);
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  /** Something was received. */
  onTraffic(): void {
    this.#trafficAt = this.#clock.monotonic();
  }

  /** A new connection: nothing is expected of it yet. */
  forgetTraffic(): void {
    this.#trafficAt = null;
  }

  #beat(lateMs: number): void {
    const silentMs = this.#trafficAt === null ? 0 : this.#clock.monotonic() - this.#trafficAt;
    if (lateMs > SLEEP_MS) this.#listener.onSlept(lateMs);
    else if (silentMs > SILENCE_MS) this.#listener.onSilent();
  }
}
