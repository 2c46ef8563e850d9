/** Values that are kept as text together. */
const PACK = 200;

/**
 * A long list of JSON values, kept outside of JavaScript's memory: hundreds of thousands of objects that live for
 * seconds would make the garbage collector stop the world. Walking over it makes them anew, a few at a time.
 */
export class PackedList<T> implements Iterable<T> {
  readonly #packs: Buffer[] = [];
  #loose: T[] = [];

  add(value: T): void {
    this.#loose.push(value);
    if (this.#loose.length < PACK) return;
    this.#packs.push(Buffer.from(JSON.stringify(this.#loose)));
    this.#loose = [];
  }

  *[Symbol.iterator](): Generator<T, void, undefined> {
    for (const pack of this.#packs) yield* JSON.parse(pack.toString()) as T[];
    yield* this.#loose;
  }
}
