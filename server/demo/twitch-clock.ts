import type { Clock, Timer } from '../core/clock.ts';

/** Twitch's own idea of what time it is. Durations are everybody's. */
export class TwitchClock implements Clock {
  /** How far Twitch's clock is ahead of the machine's, ms; everything that Twitch dates has it. */
  skewMs = 0;
  /** How far the `Date` header alone is ahead of that. Null: there is no such header. */
  dateSkewMs: number | null = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now() + this.skewMs;
  }

  monotonic(): number {
    return this.#clock.monotonic();
  }

  after(ms: number, action: () => void): Timer {
    return this.#clock.after(ms, action);
  }

  /** The `Date` header of an answer, if it has one. */
  dateHeader(): Record<string, string> {
    if (this.dateSkewMs === null) return {};
    return { Date: new Date(this.now() + this.dateSkewMs).toUTCString() };
  }
}
