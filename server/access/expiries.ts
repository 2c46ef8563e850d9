import type { Clock, Timer } from '../core/clock.ts';
import { Heap } from '../core/heap.ts';

interface Due<T> {
  readonly at: number;
  /** Of the same time, the first one said comes first. */
  readonly order: number;
  readonly item: T;
}

const isBefore = (a: Due<unknown>, b: Due<unknown>): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

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
  readonly #waiting = new Heap<Due<T>>(isBefore);
  /** The latest one comes first. */
  readonly #over = new Heap<Due<T>>((a, b) => isBefore(b, a));
  #order = 0;
  #timer: Timer | null = null;
  #isOn = false;

  constructor(clock: Clock, listener: ExpiryListener<T>) {
    this.#clock = clock;
    this.#listener = listener;
  }

  /** @param at epoch ms */
  add(at: number, item: T): void {
    this.#waiting.push({ at, order: this.#order++, item });
    this.#arm();
  }

  /** Many at once. Nobody hears of those that are over by now. */
  fill(items: readonly (readonly [at: number, item: T])[]): void {
    const now = this.#clock.now();
    for (const [at, item] of items)
      (at > now ? this.#waiting : this.#over).push({ at, order: this.#order++, item });
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
    this.#over.keep(({ at }) => at > until);
  }

  clear(): void {
    this.#waiting.clear();
    this.#over.clear();
    this.#arm();
  }

  #look(): void {
    const now = this.#clock.now();
    const back: T[] = [];
    const due: T[] = [];
    for (let last = this.#over.first; last && last.at > now; last = this.#over.first) {
      this.#over.pop();
      this.#waiting.push(last);
      back.push(last.item);
    }
    for (let next = this.#waiting.first; next && next.at <= now; next = this.#waiting.first) {
      this.#waiting.pop();
      this.#over.push(next);
      due.push(next.item);
    }
    this.#arm();
    if (back.length > 0) this.#listener.onBack(back);
    if (due.length > 0) this.#listener.onDue(due);
  }

  #arm(): void {
    this.#timer?.cancel();
    this.#timer = null;
    const next = this.#waiting.first;
    if (!this.#isOn || (!next && this.#over.size === 0)) return;
    const wait = next ? Math.max(0, next.at - this.#clock.now()) : LONGEST_WAIT_MS;
    this.#timer = this.#clock.after(Math.min(wait, LONGEST_WAIT_MS), () => this.#look());
  }
}
