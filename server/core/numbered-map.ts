/** Numbers whose values are kept together. */
const PAGE = 4_096;

/**
 * A map for hundreds of thousands of records that are numbered upwards, walked in that order. One big `Map` grows
 * inside a single insert (40 ms at 100,000 where memory is slow to come by), which every client would feel.
 */
export class NumberedMap<V> {
  /** By their first number. */
  readonly #pages = new Map<number, Map<number, V>>();

  get size(): number {
    let size = 0;
    for (const page of this.#pages.values()) size += page.size;
    return size;
  }

  set(number: number, value: V): void {
    const first = firstOf(number);
    const page = this.#pages.get(first) ?? new Map<number, V>();
    this.#pages.set(first, page.set(number, value));
  }

  delete(number: number): boolean {
    return this.#pages.get(firstOf(number))?.delete(number) ?? false;
  }

  clear(): void {
    this.#pages.clear();
  }

  *values(): Generator<V, void, undefined> {
    for (const page of this.#pages.values()) yield* page.values();
  }

  *[Symbol.iterator](): Generator<[number, V], void, undefined> {
    for (const page of this.#pages.values()) yield* page;
  }
}

const firstOf = (number: number): number => number - (number % PAGE);
