import { BACKSLASH, QUOTE } from '../files/ascii.ts';

/** What a key is: the same text may be the one's id and the other's name. */
export const KEY = { id: 1, login: 2, displayName: 3 } as const;
export type KeyKind = (typeof KEY)[keyof typeof KEY];

/** Slots a key, at least: fewer make it slow. */
const ROOM = 1.3;
/** 1 and up are groups. */
const FREE = 0;

/**
 * Which group of viewers each id and name belongs to, found from the bytes alone: a map of strings for
 * 100,000 viewers takes longer to fill than everything else of a start. Keys are told apart by 64 bits of hash.
 * It is used but once, and for most of that time not compiled yet: hence one short loop for nearly everything.
 */
export class NameIndex {
  readonly #mask: number;
  readonly #shift: number;
  readonly #slots: Int32Array;
  readonly #groups: Uint16Array;
  /** Of the key that was read last. Whole numbers of 32 bits with a sign: others would each be an object. */
  #first = 0;
  #second = 0;

  /** @param size how many keys it has to hold at most */
  constructor(size: number) {
    const bits = Math.ceil(Math.log2(Math.max(16, size * ROOM)));
    const slots = 2 ** bits;
    this.#mask = slots - 1;
    this.#shift = 32 - bits;
    this.#slots = new Int32Array(2 * slots);
    this.#groups = new Uint16Array(slots);
  }

  /**
   * Reads the key that begins here and goes up to a quote, for `add`.
   * @returns where it ends; -1 if it is not the same in memory as in the file and in small letters
   */
  readQuoted(kind: KeyKind, bytes: Uint8Array, start: number): number {
    let first = kind as number;
    let second = 0;
    let at = start;
    for (; ; at++) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) break;
      // Capitals (65 to 90), and all that is not a letter, a digit or a sign of ASCII, and the file's end.
      if (!(byte >= 0x20 && byte < 0x80) || (byte < 0x5b && byte > 0x40) || byte === BACKSLASH) return -1;
      first = Math.imul(first ^ byte, 0x01000193); // FNV-1a
      second = (Math.imul(second, 31) + byte) | 0;
    }
    this.#first = first;
    this.#second = second;
    return at;
  }

  /** @param group 0 to 65534. @returns false if the key that was read last is there already */
  add(group: number): boolean {
    const slot = this.#find();
    if (this.#groups[slot] !== FREE) return false;
    this.#slots[2 * slot] = this.#first;
    this.#slots[2 * slot + 1] = this.#second;
    this.#groups[slot] = group + 1;
    return true;
  }

  /** `add` for any text. */
  addText(kind: KeyKind, text: string, group: number): boolean {
    this.#read(kind, text);
    return this.add(group);
  }

  /** The group, or -1. */
  get(kind: KeyKind, text: string): number {
    this.#read(kind, text);
    return (this.#groups[this.#find()] ?? FREE) - 1;
  }

  #read(kind: KeyKind, text: string): void {
    let first = kind as number;
    let second = 0;
    for (const byte of Buffer.from(text)) {
      first = Math.imul(first ^ byte, 0x01000193);
      second = (Math.imul(second, 31) + byte) | 0;
    }
    this.#first = first;
    this.#second = second;
  }

  /** The slot of the key that was read last, or the free one where it would be. */
  #find(): number {
    const first = this.#first;
    const second = this.#second;
    let slot = Math.imul(first ^ second, 0x9e3779b1) >>> this.#shift;
    while (this.#groups[slot] !== FREE) {
      if (this.#slots[2 * slot] === first && this.#slots[2 * slot + 1] === second) break;
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}
