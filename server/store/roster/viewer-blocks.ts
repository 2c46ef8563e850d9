import { BACKSLASH, COMMA, QUOTE } from '../files/ascii.ts';
import type { LineBlock } from '../files/lines.ts';
import { PREFIX_LENGTH } from '../files/sealed-line.ts';

/** Bytes of the journal that are searched together. */
export const SEARCHED_BYTES = 64 * 1024;
/** Of the filter of a block: some 500 lines, of whose ids one in 1,600 is found that is not there. */
const FILTER_BYTES = 1024;
const PROBES = 7;
/** `"+","s","`: between the numbers of a line and the viewer's id. */
const BEFORE_ID = 9;
/** Filters that memory is taken for at once. */
const CHUNK = 64;

/**
 * Which blocks of the journal may tell of a viewer: a Bloom filter of the ids of each, in a sixtieth of its size.
 * Nothing is believed of what a line says: a block with one that is not as usual is one that may tell of anybody.
 */
export class ViewerBlocks {
  readonly #chunks: Uint8Array[] = [];
  #count = 0;
  /** Of the id that was read last. */
  #first = 0;
  #second = 0;

  /** Takes the lines of a part of the journal. The same twice does no harm. */
  add({ bytes, offset }: LineBlock): void {
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let start = 0; start < plain.length;) {
      const feed = plain.indexOf(10, start);
      const stop = feed < 0 ? plain.length : feed;
      this.#addLine(plain, start, stop, Math.floor((offset + start) / SEARCHED_BYTES));
      start = stop + 1;
    }
  }

  /** Where the blocks begin that may tell of this viewer, in order. */
  placesOf(userId: string): number[] {
    const quoted = Buffer.from(JSON.stringify(userId));
    const isUsual = this.#read(quoted, 1, quoted.length) === quoted.length - 1;
    const places: number[] = [];
    for (let block = 0; block < this.#count; block++)
      if (this.#mayHold(block, isUsual)) places.push(block * SEARCHED_BYTES);
    return places;
  }

  #addLine(bytes: Uint8Array, start: number, stop: number, block: number): void {
    for (; this.#count <= block; this.#count++)
      if (this.#count % CHUNK === 0) this.#chunks.push(new Uint8Array(CHUNK * FILTER_BYTES));
    const filter = this.#chunks[Math.floor(block / CHUNK)] as Uint8Array;
    const from = (block % CHUNK) * FILTER_BYTES;
    const id = idStart(bytes, start, stop);
    if (id < 0 || this.#read(bytes, id, stop) < 0) {
      filter.fill(0xff, from, from + FILTER_BYTES);
      return;
    }
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = this.#bit(probe);
      filter[from + (bit >>> 3)] = (filter[from + (bit >>> 3)] as number) | (1 << (bit & 7));
    }
  }

  #mayHold(block: number, isUsual: boolean): boolean {
    const filter = this.#chunks[Math.floor(block / CHUNK)] as Uint8Array;
    const from = (block % CHUNK) * FILTER_BYTES;
    // An id that is written with a backslash is in no filter: only in blocks that may hold anybody.
    if (!isUsual) return filter.subarray(from, from + FILTER_BYTES).every((byte) => byte === 0xff);
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = this.#bit(probe);
      if (((filter[from + (bit >>> 3)] as number) & (1 << (bit & 7))) === 0) return false;
    }
    return true;
  }

  /** Reads the id that begins here. @returns where its quote is; -1: it is not written as usual */
  #read(bytes: Uint8Array, start: number, stop: number): number {
    let first = 0x811c9dc5; // FNV-1a
    let second = 0;
    for (let at = start; at < stop; at++) {
      const byte = bytes[at] as number;
      if (byte === BACKSLASH) return -1;
      if (byte === QUOTE) {
        this.#first = Math.imul(first ^ (first >>> 15), 0x9e3779b1);
        this.#second = Math.imul(second, 0x85ebca6b) | 1;
        return at;
      }
      first = Math.imul(first ^ byte, 0x01000193);
      second = (Math.imul(second, 31) + byte) | 0;
    }
    return -1;
  }

  #bit(probe: number): number {
    return (this.#first + Math.imul(probe, this.#second)) >>> 19; // of 8,192
  }
}

/** Where the viewer's id begins in a line of a change; -1: it is none, or damaged. */
function idStart(bytes: Uint8Array, start: number, stop: number): number {
  let at = start + PREFIX_LENGTH;
  for (let commas = 0; commas < 3; at++) {
    if (at >= stop) return -1;
    if (bytes[at] === COMMA) commas++;
  }
  const id = at + BEFORE_ID;
  const isUsual =
    id < stop &&
    bytes[at] === QUOTE &&
    bytes[at + 3] === COMMA &&
    bytes[at + 4] === QUOTE &&
    bytes[at + 7] === COMMA &&
    bytes[at + 8] === QUOTE;
  return isUsual ? id : -1;
}
