/** Why a document is not read on, fit for its sender. */
export class JsonError extends Error {}

/** Bytes that come in pieces, up to a limit. */
export class Bytes {
  readonly #max: number;
  readonly #tooLong: string;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #bytes = Buffer.allocUnsafe(4096);
  #size = 0;

  constructor(max: number, tooLong: string) {
    this.#max = max;
    this.#tooLong = tooLong;
  }

  get size(): number {
    return this.#size;
  }

  get isBlank(): boolean {
    return this.#bytes.subarray(0, this.#size).every(isBlank);
  }

  add(chunk: Uint8Array, from: number, to: number): void {
    const size = this.#size + to - from;
    this.#makeRoom(size);
    this.#bytes.set(chunk.subarray(from, to), this.#size);
    this.#size = size;
  }

  put(byte: number): void {
    this.#makeRoom(this.#size + 1);
    this.#bytes[this.#size++] = byte;
  }

  clear(): void {
    this.#size = 0;
  }

  text(from = 0, to = this.#size): string {
    try {
      return this.#decoder.decode(this.#bytes.subarray(from, to));
    } catch {
      throw notJson();
    }
  }

  #makeRoom(size: number): void {
    if (size > this.#max) throw new JsonError(this.#tooLong);
    if (size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.min(this.#max, size * 2));
    this.#bytes.copy(larger, 0, 0, this.#size);
    this.#bytes = larger;
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw notJson();
  }
}

export function notJson(): JsonError {
  return new JsonError('The body is not JSON in UTF-8.');
}

export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
