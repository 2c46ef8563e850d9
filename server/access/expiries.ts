import type { Clock, Timer } from '../core/clock.ts';

interface Due<T> {
  readonly at: number;
  readonly item: T;
}

/** A timer may be early, or late after a sleep; the wall clock may be set. It is looked at again by then. */
const LONGEST_WAIT_MS = 60_000;

export interface ExpiryListener<T> {
  /** Their time has come. The listener checks whether that still matters. */
  onDue(items: T[]): void;
  /** The clock went back to before the time of these: it has not come. */
  onBack(items: T[]): void;
}

/** Calls back when items expire, in order, each once for as long as the clock goes forward. One timer for all of them. */
export class Expiries<T> {
  readonly #clock: Clock;
  readonly #listener: ExpiryListener<T>;
  /** The next one is the last. */
  readonly #waiting: Due<T>[] = [];
  /** The latest one is the last. */
  readonly #over: Due<T>[] = [];
  #timer: Timer | null = null;
  #isOn = false;

  constructor(clock: Clock, listener: ExpiryListener<T>) {
    this.#clock = clock;
    this.#listener = listener;
  }

  /** @param at epoch ms */
  add(at: number, item: T): void {
    // Of the same time, the first one said comes first.
    insert(this.#waiting, { at, item }, (other) => other.at > at);
    this.#arm();
  }

  /** Many at once. Nobody hears of those that are over by now. */
  fill(items: readonly (readonly [at: number, item: T])[]): void {
    const now = this.#clock.now();
    for (const [at, item] of items) (at > now ? this.#waiting : this.#over).push({ at, item });
    this.#waiting.sort((a, b) => b.at - a.at);
    this.#over.sort((a, b) => a.at - b.at);
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

  /** Those are deleted that were over by this time, epoch ms. */
  drop(until: number): void {
    const kept = this.#over.findIndex(({ at }) => at > until);
    this.#over.splice(0, kept < 0 ? this.#over.length : kept);
  }

  clear(): void {
    this.#waiting.length = 0;
    this.#over.length = 0;
    this.#arm();
  }

  #look(): void {
    const now = this.#clock.now();
    const back: T[] = [];
    const due: T[] = [];
    for (let last = this.#over.at(-1); last && last.at > now; last = this.#over.at(-1)) {
      this.#over.pop();
      const { at, item } = last;
      insert(this.#waiting, last, (other) => other.at > at);
      back.push(item);
    }
    for (let next = this.#waiting.at(-1); next && next.at <= now; next = this.#waiting.at(-1)) {
      this.#waiting.pop();
      const { at, item } = next;
      insert(this.#over, next, (other) => other.at <= at);
      due.push(item);
    }
    this.#arm();
    if (back.length > 0) this.#listener.onBack(back);
    if (due.length > 0) this.#listener.onDue(due);
  }

  #arm(): void {
    this.#timer?.cancel();
    this.#timer = null;
    const next = this.#waiting.at(-1);
    if (!this.#isOn || (!next && this.#over.length === 0)) return;
    const wait = next ? Math.max(0, next.at - this.#clock.now()) : LONGEST_WAIT_MS;
    this.#timer = this.#clock.after(Math.min(wait, LONGEST_WAIT_MS), () => this.#look());
  }
}

/** Puts an item behind all those that stay in front of it. */
function insert<T>(list: Due<T>[], due: Due<T>, isInFront: (other: Due<T>) => boolean): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list[middle];
    if (other && isInFront(other)) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, due);
}
