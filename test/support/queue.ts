/** Values that come sooner or later; a test takes them in order and fails by name if none comes. */
export class Queue<T> {
  readonly #values: T[] = [];
  readonly #takers: ((value: T) => void)[] = [];

  get size(): number {
    return this.#values.length;
  }

  push(value: T): void {
    const taker = this.#takers.shift();
    if (taker) taker(value);
    else this.#values.push(value);
  }

  async take(timeoutMs = 30_000): Promise<T> {
    if (this.#values.length > 0) return this.#values.shift() as T;
    return new Promise<T>((resolve, reject) => {
      const taker = (value: T): void => {
        clearTimeout(timer);
        resolve(value);
      };
      const timer = setTimeout(() => {
        this.#takers.splice(this.#takers.indexOf(taker), 1);
        reject(new Error(`nothing came within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#takers.push(taker);
    });
  }

  /** Takes until one fits. */
  async takeWhere(fits: (value: T) => boolean, timeoutMs = 30_000): Promise<T> {
    for (;;) {
      const value = await this.take(timeoutMs);
      if (fits(value)) return value;
    }
  }

  /** Everything that is there now. */
  drain(): T[] {
    return this.#values.splice(0);
  }
}
