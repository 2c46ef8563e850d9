import { performance } from 'node:perf_hooks';

/** So long may what is done here hold up whoever else waits. */
const TURN_MS = 2;

/**
 * Does things in their order: at once while there are few, else some a turn of the event loop. A socket hands over
 * thousands of frames in one turn if thousands have come.
 */
export class Turns<T> {
  readonly #action: (item: T) => void;
  readonly #hold: (isHeld: boolean) => void;
  #waiting: T[] = [];
  #spentMs = 0;
  #isPlanned = false;
  #isClosed = false;

  /**
   * @param action must not throw
   * @param hold true: bring no more for now, what came waits already; false: go on
   */
  constructor(action: (item: T) => void, hold: (isHeld: boolean) => void) {
    this.#action = action;
    this.#hold = hold;
  }

  take(item: T): void {
    if (this.#isClosed) return;
    if (this.#waiting.length === 0 && this.#spentMs < TURN_MS) this.#do([item]);
    else if (this.#waiting.push(item) === 1) this.#hold(true);
    this.#plan();
  }

  /** What waits is dropped, and so is whatever else comes. */
  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#isPlanned = false;
    this.#spentMs = 0;
    if (this.#waiting.length === 0) return;
    this.#waiting.splice(0, this.#do(this.#waiting));
    if (this.#waiting.length === 0) this.#hold(false);
    this.#plan();
  }

  /** @returns how many were done before the turn was over */
  #do(items: readonly T[]): number {
    const begun = performance.now() - this.#spentMs;
    let done = 0;
    while (done < items.length && this.#spentMs < TURN_MS) {
      this.#action(items[done++] as T);
      this.#spentMs = performance.now() - begun;
    }
    return done;
  }
}
