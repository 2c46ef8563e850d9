import type { Clock, Timer } from '../core/clock.ts';

/** One thing that will be done at one time, which can be moved. */
export class Schedule {
  readonly #clock: Clock;
  readonly #action: () => void;
  #timer: Timer | null = null;

  constructor(clock: Clock, action: () => void) {
    this.#clock = clock;
    this.#action = action;
  }

  /** In `ms` from now, and not at the time that was planned before. */
  in(ms: number): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(ms, this.#action);
  }

  cancel(): void {
    this.#timer?.cancel();
  }
}
