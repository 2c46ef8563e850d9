/** At most three bytes of UTF-8 for each unit of a JavaScript string. */
const MAX_BYTES_PER_UNIT = 3;

/**
 * Turns one text after the other into bytes, always in the same memory: thousands of short-lived buffers
 * make the garbage collector stop the world. A result is good until the next call.
 */
export class TextBuffer {
  #bytes = Buffer.allocUnsafeSlow(0);

  encode(text: string): Buffer {
    const needed = text.length * MAX_BYTES_PER_UNIT;
    if (needed > this.#bytes.length)
      this.#bytes = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
    return this.#bytes.subarray(0, this.#bytes.write(text));
  }
}
