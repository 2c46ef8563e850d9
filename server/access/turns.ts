/** Lets those who are about the same thing wait for each other; the others go on side by side. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  run<T>(about: string, action: () => Promise<T>): Promise<T> {
    const result = (this.#last.get(about) ?? Promise.resolve()).then(action);
    const settled = result
      .catch(() => undefined)
      .then(() => {
        if (this.#last.get(about) === settled) this.#last.delete(about);
      });
    this.#last.set(about, settled);
    return result;
  }
}
