/** Memory is taken in pieces of this size. */
const CHUNK_BYTES = 1024 * 1024;
/** Places come in multiples of this, so that one that is given back fits the next line. */
const STEP_BYTES = 64;
/** In front of each line: how long it is. */
const HEAD_BYTES = 4;

/**
 * Keeps lines outside of JavaScript's memory: hundreds of thousands of objects that live for seconds would
 * make the garbage collector stop the world for longer than the work itself takes.
 */
export class LineShelf {
  readonly #chunks: Buffer[] = [];
  /** Where the last chunk is free. */
  #end = CHUNK_BYTES;
  /** Places that were given back, by their size in steps. */
  readonly #free: number[][] = [];

  /** @returns the place, for `get` and `drop` */
  put(line: Uint8Array): number {
    const place = this.#take(stepsOf(line.length));
    const [chunk, at] = this.#find(place);
    chunk.writeUInt32LE(line.length, at);
    chunk.set(line, at + HEAD_BYTES);
    return place;
  }

  /** Good until it is dropped. */
  get(place: number): Buffer {
    const [chunk, at] = this.#find(place);
    return chunk.subarray(at + HEAD_BYTES, at + HEAD_BYTES + chunk.readUInt32LE(at));
  }

  drop(place: number): void {
    const steps = stepsOf(this.get(place).length);
    (this.#free[steps] ??= []).push(place);
  }

  #take(steps: number): number {
    const free = this.#free[steps]?.pop();
    if (free !== undefined) return free;
    const bytes = steps * STEP_BYTES;
    if (this.#end + bytes > CHUNK_BYTES) {
      // A line longer than a chunk has one of its own.
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, bytes)));
      this.#end = 0;
    }
    const place = (this.#chunks.length - 1) * (CHUNK_BYTES / STEP_BYTES) + this.#end / STEP_BYTES;
    this.#end = Math.min(CHUNK_BYTES, this.#end + bytes);
    return place;
  }

  #find(place: number): [chunk: Buffer, at: number] {
    const perChunk = CHUNK_BYTES / STEP_BYTES;
    const index = Math.floor(place / perChunk);
    return [this.#chunks[index] as Buffer, (place - index * perChunk) * STEP_BYTES];
  }
}

const stepsOf = (length: number): number => Math.ceil((length + HEAD_BYTES) / STEP_BYTES);
