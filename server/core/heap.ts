/** A binary heap: always knows the first of many, and sorts nothing. */
export class Heap<T> {
  readonly #isBefore: (a: T, b: T) => boolean;
  /** Each comes before the two at twice its place. */
  readonly #items: T[] = [];

  constructor(isBefore: (a: T, b: T) => boolean) {
    this.#isBefore = isBefore;
  }

  get size(): number {
    return this.#items.length;
  }

  get first(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    this.#items.push(item);
    for (let place = this.#items.length - 1; place > 0;) {
      const above = (place - 1) >>> 1;
      if (!this.#swapIfBefore(place, above)) return;
      place = above;
    }
  }

  /** Many at once: takes a moment even for 100,000. */
  fill(items: Iterable<T>): void {
    for (const item of items) this.#items.push(item);
    for (let place = this.#items.length >>> 1; place-- > 0;) this.#sink(place);
  }

  pop(): T | undefined {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (last !== undefined && this.#items.length > 0) {
      this.#items[0] = last;
      this.#sink(0);
    }
    return first;
  }

  /** Leaves out the others. */
  keep(isKept: (item: T) => boolean): void {
    const kept = this.#items.filter(isKept);
    this.clear();
    this.fill(kept);
  }

  clear(): void {
    this.#items.length = 0;
  }

  #sink(from: number): void {
    for (let place = from; ;) {
      const left = 2 * place + 1;
      if (left >= this.#items.length) return;
      const hasRight = left + 1 < this.#items.length;
      const isRight = hasRight && this.#isBefore(this.#items[left + 1] as T, this.#items[left] as T);
      const child = isRight ? left + 1 : left;
      if (!this.#swapIfBefore(child, place)) return;
      place = child;
    }
  }

  /** @returns whether the one at `lower` had to come first */
  #swapIfBefore(lower: number, upper: number): boolean {
    const [a, b] = [this.#items[lower] as T, this.#items[upper] as T];
    if (!this.#isBefore(a, b)) return false;
    this.#items[upper] = a;
    this.#items[lower] = b;
    return true;
  }
}
