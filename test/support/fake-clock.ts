import type { Clock, Timer } from '../../server/core/clock.ts';

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** Lets everything that was resolved run to where it waits again. */
export async function flush(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Time that stands still until a test moves it. Begins at `start`, epoch ms. */
export class FakeClock implements Clock {
  #now: number;
  #passed = 0;
  #order = 0;
  #waiting: Waiting[] = [];

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#passed;
  }

  after(ms: number, action: () => void): Timer {
    const timer = { at: this.#passed + Math.max(0, ms), order: this.#order++, action };
    this.#waiting.push(timer);
    return { cancel: () => (this.#waiting = this.#waiting.filter((other) => other !== timer)) };
  }

  /** How many timers wait. */
  get timers(): number {
    return this.#waiting.length;
  }

  /** Moves on, running what falls due on the way at its own time, and lets promises settle in between. */
  async advance(ms: number): Promise<void> {
    await flush();
    const until = this.#passed + ms;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#move(next.at);
      this.#waiting = this.#waiting.filter((other) => other !== next);
      next.action();
      await flush();
    }
    this.#move(until);
    await flush();
  }

  /** Somebody puts the wall clock right (or wrong); timers and durations do not notice. */
  setBack(ms: number): void {
    this.#now -= ms;
  }

  #next(until: number): Waiting | undefined {
    return this.#waiting
      .filter(({ at }) => at <= until)
      .reduce<Waiting | undefined>(
        (first, timer) =>
          !first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)
            ? timer
            : first,
        undefined,
      );
  }

  #move(passed: number): void {
    this.#now += Math.max(0, passed - this.#passed);
    this.#passed = Math.max(passed, this.#passed);
  }
}
