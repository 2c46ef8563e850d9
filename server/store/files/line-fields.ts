import { BACKSLASH, CLOSE_BRACKET, COMMA, NINE, OPEN_BRACKET, QUOTE, ZERO } from './ascii.ts';

/** So many digits are exact as a number. */
const EXACT_DIGITS = 15;

export type Field = string | number | null;

/**
 * Reads lists of texts, numbers, null and such lists, as JSON.stringify writes them, field by field. `JSON.parse` puts
 * every text of up to ten letters into V8's table of unique strings: with the ids of 700,000 viewers that table grows
 * by 70 ms in one go, and every full collection walks through it. This takes half as long, too.
 */
export class LineFields {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #isOver = true;

  /** Where what comes next begins, behind a list that is over. */
  get at(): number {
    return this.#at;
  }

  /** @param at where the first field of a list begins */
  open(bytes: Buffer, at: number): void {
    this.#bytes = bytes;
    this.#at = at;
    this.#isOver = false;
  }

  /** The next one, as JSON.parse has it; undefined: the list is over, or it is nothing of these. */
  next(): Field | undefined {
    if (this.#isOver) return undefined;
    const field = this.#bytes[this.#at] === QUOTE ? this.#text(this.#at + 1) : this.#plain(this.#at);
    if (field === undefined) this.#isOver = true;
    else this.#endField();
    return field;
  }

  /** All that are left in the list; null if something else is among them. */
  rest(): Field[] | null {
    const all: Field[] = [];
    while (!this.#isOver) {
      const field = this.next();
      if (field === undefined) return null;
      all.push(field);
    }
    return all;
  }

  /** Whether the next field is a list: then its fields come. */
  enter(): boolean {
    if (this.#isOver || this.#bytes[this.#at] !== OPEN_BRACKET) return false;
    this.#at++;
    return true;
  }

  /** Goes on behind the list that was entered, and is over. */
  leave(): void {
    this.#isOver = false;
    this.#endField();
  }

  #endField(): void {
    this.#isOver = this.#bytes[this.#at] !== COMMA;
    this.#at++;
  }

  /** Leaves `#at` behind the text. */
  #text(start: number): string | undefined {
    const bytes = this.#bytes;
    let isAscii = true;
    let isEscaped = false;
    let end = start;
    for (; bytes[end] !== QUOTE; end++) {
      const byte = bytes[end];
      if (byte === undefined) return undefined;
      if (byte > 0x7f) isAscii = false;
      if (byte !== BACKSLASH) continue;
      isEscaped = true;
      end++; // what follows is no end
    }
    this.#at = end + 1;
    if (isEscaped) return parsed(bytes.toString('utf8', start - 1, end + 1)) as string | undefined;
    // A letter alone is made without a call out of JavaScript.
    if (isAscii && end === start + 1) return String.fromCharCode(bytes[start] ?? 0);
    return bytes.toString(isAscii ? 'latin1' : 'utf8', start, end);
  }

  /** The same behind a number or null. */
  #plain(start: number): number | null | undefined {
    const bytes = this.#bytes;
    let value = 0;
    let end = start;
    for (; ; end++) {
      const byte = bytes[end] ?? 0;
      if (byte < ZERO || byte > NINE) break;
      value = value * 10 + byte - ZERO;
    }
    this.#at = end;
    const isWhole = end > start && end - start <= EXACT_DIGITS;
    return isWhole && isEnd(bytes[end]) ? value : this.#odd(start);
  }

  /** null, or a number that is no whole one. */
  #odd(start: number): number | null | undefined {
    const bytes = this.#bytes;
    let end = start;
    while (end < bytes.length && !isEnd(bytes[end])) end++;
    this.#at = end;
    const value = parsed(bytes.toString('latin1', start, end));
    return value === null || typeof value === 'number' ? value : undefined;
  }
}

function isEnd(byte: number | undefined): boolean {
  return byte === COMMA || byte === CLOSE_BRACKET;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
