/** Functions by name. One that throws is reported and does not keep the others from being called. */
export class Listeners {
  readonly #byName = new Map<string, Set<(data: never) => void>>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Returns what takes the listener away again. The same function may be added twice. */
  add<D>(name: string, listener: (data: D) => void): () => void {
    const entry = (data: D): void => listener(data);
    const entries = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, entries.add(entry));
    return () => {
      entries.delete(entry);
    };
  }

  has(name: string): boolean {
    return (this.#byName.get(name)?.size ?? 0) > 0;
  }

  names(): string[] {
    return [...this.#byName.keys()].filter((name) => this.has(name));
  }

  emit(name: string, data: unknown): void {
    for (const entry of [...(this.#byName.get(name) ?? [])]) {
      try {
        entry(data as never);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
