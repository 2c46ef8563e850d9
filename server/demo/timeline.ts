/** Reads what is so now. */
export const NOW = Infinity;

/** A value that remembers what it was and when: the one history that all lagging answers are read from. */
export class Timeline<T> {
  readonly #since: number[] = [];
  readonly #values: T[] = [];

  set(value: T, at: number): void {
    this.#since.push(at);
    this.#values.push(value);
  }

  /** The value at that time; undefined before the first. A change counts from its own millisecond on. */
  at(time: number = NOW): T | undefined {
    let low = 0;
    let high = this.#since.length;
    if (time === NOW) return this.#values[high - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#since[middle] ?? NOW) <= time) low = middle + 1;
      else high = middle;
    }
    return this.#values[low - 1];
  }
}

/** A map that remembers: who is deleted now is still found at an earlier time. */
export class TimedMap<V> {
  readonly #now: () => number;
  readonly #lines = new Map<string, Timeline<V | undefined>>();

  /** @param now on a clock that never jumps */
  constructor(now: () => number) {
    this.#now = now;
  }

  get(key: string, time: number = NOW): V | undefined {
    return this.#lines.get(key)?.at(time);
  }

  set(key: string, value: V): void {
    this.#change(key, value);
  }

  /** False when there was nothing. */
  delete(key: string): boolean {
    if (this.get(key) === undefined) return false;
    this.#change(key, undefined);
    return true;
  }

  get size(): number {
    return [...this.keys()].length;
  }

  *values(time: number = NOW): Generator<V> {
    for (const line of this.#lines.values()) {
      const value = line.at(time);
      if (value !== undefined) yield value;
    }
  }

  *keys(time: number = NOW): Generator<string> {
    for (const [key, line] of this.#lines) if (line.at(time) !== undefined) yield key;
  }

  #change(key: string, value: V | undefined): void {
    const line = this.#lines.get(key) ?? new Timeline();
    this.#lines.set(key, line);
    line.set(value, this.#now());
  }
}
