/** Rows that memory is taken for at once. */
const CHUNK = 16 * 1024;

type Numbers = Float64Array | Int32Array | Uint8Array;

/** A long list of numbers that grows without being copied. What was never set is 0. */
export class Column<A extends Numbers> {
  readonly #create: (length: number) => A;
  readonly #chunks: A[] = [];

  constructor(create: (length: number) => A) {
    this.#create = create;
  }

  get(row: number): number {
    return this.#chunks[Math.floor(row / CHUNK)]?.[row % CHUNK] ?? 0;
  }

  set(row: number, value: number): void {
    const index = Math.floor(row / CHUNK);
    while (this.#chunks.length <= index) this.#chunks.push(this.#create(CHUNK));
    (this.#chunks[index] as A)[row % CHUNK] = value;
  }
}

/** Gives each value that is said a number, and the value for the number. For few values. */
export class Words<T> {
  readonly #numbers = new Map<string, number>();
  readonly #values: T[] = [];

  /** @param key the same for the same value */
  numberOf(key: string, value: T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#values.length);
    return this.#values.push(value) - 1;
  }

  valueOf(number: number): T {
    return this.#values[number] as T;
  }
}
