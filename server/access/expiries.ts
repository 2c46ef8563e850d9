import type { Clock, Timer } from '../core/clock.ts';

interface Due<T> {
  readonly at: number;
  readonly item: T;
}

/** A timer may be early, or late after a sleep; the wall clock may be set. It is looked at again by then. */
const LONGEST_WAIT_MS = 60_000;

/** Calls back when items expire, each once and in order. One timer for all of them. */
export class Expiries<T> {
  readonly #clock: Clock;
  readonly #onDue: (items: T[]) => void;
  /** The next one is the last. */
  readonly #waiting: Due<T>[] = [];
  #timer: Timer | null = null;
  #isOn = false;

  constructor(clock: Clock, onDue: (items: T[]) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** @param at epoch ms. The listener checks whether it still holds. */
  add(at: number, item: T): void {
    this.#waiting.splice(this.#placeOf(at), 0, { at, item });
    this.#arm();
  }

  /** Many at once, before the start. */
  fill(items: readonly (readonly [at: number, item: T])[]): void {
    for (const [at, item] of items) this.#waiting.push({ at, item });
    this.#waiting.sort((a, b) => b.at - a.at);
    this.#arm();
  }

  start(): void {
    this.#isOn = true;
    this.#look();
  }

  close(): void {
    this.#isOn = false;
    this.#timer?.cancel();
  }

  clear(): void {
    this.#waiting.length = 0;
    this.#arm();
  }

  #look(): void {
    const now = this.#clock.now();
    const due: T[] = [];
    for (let next = this.#waiting.at(-1); next && next.at <= now; next = this.#waiting.at(-1)) {
      due.push(next.item);
      this.#waiting.pop();
    }
    this.#arm();
    if (due.length > 0) this.#onDue(due);
  }

  #arm(): void {
    this.#timer?.cancel();
    this.#timer = null;
    const next = this.#waiting.at(-1);
    if (!next || !this.#isOn) return;
    const wait = Math.min(Math.max(0, next.at - this.#clock.now()), LONGEST_WAIT_MS);
    this.#timer = this.#clock.after(wait, () => this.#look());
  }

  /** Those that are due later stand in front; of the same time, the first one said comes first. */
  #placeOf(at: number): number {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#waiting[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
