/** Lets those who are about the same thing wait for each other; the others go on side by side. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();
  /** Nobody begins before this is over. */
  #alone: Promise<unknown> = Promise.resolve();

  /** Waits for all that came before, and lets nobody begin meanwhile. */
  runAlone<T>(action: () => Promise<T>): Promise<T> {
    const result = Promise.all([this.#alone, ...this.#last.values()]).then(action);
    this.#alone = result.catch(() => undefined);
    return result;
  }

  run<T>(about: string, action: () => Promise<T>): Promise<T> {
    const alone = this.#alone;
    const before = this.#last.get(about);
    const result = (before ? before.then(() => alone) : alone).then(action);
    const settled = result
      .catch(() => undefined)
      .then(() => {
        if (this.#last.get(about) === settled) this.#last.delete(about);
      });
    this.#last.set(about, settled);
    return result;
  }
}
