import { Bytes, isBlank, JsonError, notJson, parseJson } from './json-bytes.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BLANK = 0x20;
const COMMA = 0x2c;
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** `{"<owner>":{"<list>":[…` */
const LIST_DEPTH = 3;

export interface ListLimits {
  /** Brackets in each other. */
  readonly depth: number;
  /** Of one element of a list. */
  readonly itemBytes: number;
  /** Of all that is in no list. */
  readonly restBytes: number;
}

/**
 * Reads JSON that holds long lists, `{"<owner>":{"<list>":[…],…}}`, bit by bit: each element is handed out when it
 * is there; the rest is small, and comes in the end. This looks only for where an element ends. What it is, and
 * whether it is JSON at all, JSON.parse() says.
 */
export class JsonLists {
  readonly #owner: string;
  readonly #depth: number;
  readonly #onItem: (list: string, item: unknown) => void;
  readonly #rest: Bytes;
  readonly #item: Bytes;
  /** What closes each bracket that is open. */
  readonly #open: number[] = [];
  readonly #seen = new Set<string>();
  #list: string | null = null;
  #count = 0;
  #isText = false;
  #isEscaped = false;
  #isInOwner = false;
  /** Where in `#rest` the last text is; it may be a name. */
  readonly #text = { from: 0, to: 0 };

  constructor(owner: string, limits: ListLimits, onItem: (list: string, item: unknown) => void) {
    this.#owner = owner;
    this.#depth = limits.depth;
    this.#onItem = onItem;
    this.#rest = new Bytes(limits.restBytes, `What is in no list is longer than ${limits.restBytes} bytes.`);
    this.#item = new Bytes(limits.itemBytes, `A list has an element of more than ${limits.itemBytes} bytes.`);
  }

  /** @throws JsonError */
  push(chunk: Uint8Array): void {
    let from = 0; // what comes before is put away
    for (let at = 0; at < chunk.length; at++) {
      if (this.#isText) at = this.#skipText(chunk, at);
      const byte = chunk[at] ?? BLANK;
      if (byte === QUOTE) this.#onQuote(at - from);
      else if (byte === COMMA && this.#isBetweenItems) from = this.#endItem(chunk, from, at) + 1;
      else if (byte === LIST || byte === OBJECT) from = this.#onOpen(byte, chunk, from, at);
      else if (byte === LIST_END || byte === OBJECT_END) from = this.#onClose(byte, chunk, from, at);
      else if (this.#open.length === 0) this.#onOutside(byte, at - from);
    }
    this.#into.add(chunk, from, chunk.length);
  }

  /** All has come. @returns the document, its lists empty. @throws JsonError */
  end(): unknown {
    if (this.#open.length > 0) throw new JsonError('The body ended too early.');
    const text = this.#rest.text();
    return text.trim() === '' ? {} : parseJson(text);
  }

  get #into(): Bytes {
    return this.#list === null ? this.#rest : this.#item;
  }

  get #isBetweenItems(): boolean {
    return this.#list !== null && this.#open.length === LIST_DEPTH;
  }

  /** To the quote that ends the text, or to the end of the chunk. */
  #skipText(chunk: Uint8Array, begin: number): number {
    let isEscaped = this.#isEscaped;
    let at = begin;
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) break;
    }
    this.#isEscaped = isEscaped;
    return at;
  }

  #onQuote(offset: number): void {
    if (this.#open.length === 0) throw notJson();
    this.#isText = !this.#isText;
    if (this.#list !== null) return;
    const at = this.#rest.size + offset;
    if (this.#isText) this.#text.from = at;
    else this.#text.to = at + 1;
  }

  #onOpen(byte: number, chunk: Uint8Array, from: number, at: number): number {
    if (this.#open.length >= this.#depth)
      throw new JsonError(`The body is nested deeper than ${this.#depth} levels.`);
    const depth = this.#open.push(byte === LIST ? LIST_END : OBJECT_END);
    if (this.#list !== null || depth > LIST_DEPTH || depth === 1) return from;
    this.#rest.add(chunk, from, at);
    const name = this.#nameBefore();
    if (depth < LIST_DEPTH) this.#isInOwner = byte === OBJECT && name === this.#owner;
    else if (this.#isInOwner && byte === LIST && name !== null) return this.#beginList(name, at);
    return at;
  }

  #beginList(name: string, at: number): number {
    if (this.#seen.has(name)) throw new JsonError(`${this.#owner}.${name} is there twice.`);
    this.#seen.add(name);
    this.#rest.put(LIST);
    this.#list = name;
    this.#count = 0;
    return at + 1;
  }

  #onClose(byte: number, chunk: Uint8Array, from: number, at: number): number {
    const isList = this.#isBetweenItems;
    if (this.#open.pop() !== byte) throw notJson();
    if (!isList) return from;
    this.#item.add(chunk, from, at);
    if (this.#count > 0 || !this.#item.isBlank) this.#handOut();
    this.#item.clear();
    this.#list = null;
    return at;
  }

  #endItem(chunk: Uint8Array, from: number, at: number): number {
    this.#item.add(chunk, from, at);
    this.#handOut();
    return at;
  }

  #handOut(): void {
    const item = parseJson(this.#item.text());
    this.#item.clear();
    this.#count++;
    if (this.#list !== null) this.#onItem(this.#list, item);
  }

  /** The name of what begins at the end of `#rest`; null: it has none. */
  #nameBefore(): string | null {
    const { from, to } = this.#text;
    if (!/^\s*:\s*$/.test(this.#rest.text(to))) return null;
    return String(parseJson(this.#rest.text(from, to)));
  }

  /** .NET likes to send a byte order mark. */
  #onOutside(byte: number, offset: number): void {
    const isMark = byte === BYTE_ORDER_MARK[this.#rest.size + offset];
    if (!isMark && !isBlank(byte)) throw notJson();
  }
}
