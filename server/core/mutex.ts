/** Lets one action at a time through, in the order of asking. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#last.then(action);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** One mutex a key: actions with the same key wait for each other, the others go on side by side. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();
  /** Nothing begins before this is over. */
  #exclusive: Promise<unknown> = Promise.resolve();

  run<T>(key: string, action: () => Promise<T>): Promise<T> {
    const exclusive = this.#exclusive;
    const before = this.#last.get(key);
    const result = (before ? before.then(() => exclusive) : exclusive).then(action);
    const settled = result
      .catch(() => undefined)
      .then(() => {
        if (this.#last.get(key) === settled) this.#last.delete(key);
      });
    this.#last.set(key, settled);
    return result;
  }

  /** Waits for all that came before, and lets nothing begin meanwhile. */
  runExclusive<T>(action: () => Promise<T>): Promise<T> {
    const result = Promise.all([this.#exclusive, ...this.#last.values()]).then(action);
    this.#exclusive = result.catch(() => undefined);
    return result;
  }
}
