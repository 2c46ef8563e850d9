import type { Adapter } from 'lowdb';
import type { AccessEntry } from '../access/ports.ts';
import type { StoreParts } from './data-folder.ts';
import { replaceFile, temporaryName } from './durable-write.ts';
import type { OpenFile } from './file-ops.ts';
import { tooNew, unreadable } from './json-adapter.ts';
import { linesOf, readBlocks } from './lines.ts';
import { accessEntryFields, parseAccessEntry } from './parse-access.ts';
import { openLine, sealLine } from './sealed-line.ts';
import { errorCode } from './store-error.ts';
import { TextBuffer } from './text-buffer.ts';

const FORMAT = 'rolecall.access';
const VERSION = 1;
/** Records encoded before the event loop gets its turn. */
const SLICE = 200;

/** What a reading found besides the records. */
export interface AccessFileState {
  /** Bytes up to the last whole line. What follows was never acknowledged. */
  readonly end: number;
  readonly size: number;
  readonly lines: number;
  /** Whole lines that are not as they were written. */
  readonly damaged: number;
}

export const NO_FILE: AccessFileState = { end: 0, size: 0, lines: 0, damaged: 0 };

export const encodeAccessHeader = (): string => sealLine(JSON.stringify([FORMAT, VERSION]));

/** A line is a transaction: all of its records count, or none. */
export const encodeAccessLine = (entries: readonly AccessEntry[]): string =>
  sealLine(JSON.stringify(entries.map(accessEntryFields)));

/**
 * lowdb's adapter for overrides and grants: NDJSON, each line with a checksum, appended to between two
 * writes. A record that comes again takes the place of the earlier one with its id.
 */
export class AccessAdapter implements Adapter<AccessEntry[]> {
  readonly #parts: StoreParts;
  readonly #path: string;
  #state: AccessFileState = NO_FILE;

  constructor(parts: StoreParts, path: string) {
    this.#parts = parts;
    this.#path = path;
  }

  /** Of the last reading or writing. */
  get state(): AccessFileState {
    return this.#state;
  }

  /** Every record, also those that later ones replace. @throws StoreError `file_too_new`, `file_unreadable` */
  async read(): Promise<AccessEntry[] | null> {
    const { files } = this.#parts.folder;
    await files.remove(temporaryName(this.#path)).catch(() => undefined);
    let file: OpenFile | null = null;
    try {
      file = await files.open(this.#path, 'read');
      return await this.#load(file);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw errorCode(error) === '' ? error : unreadable(this.#path, error);
    } finally {
      await file?.close();
    }
  }

  /** Replaces the whole file. */
  async write(entries: AccessEntry[]): Promise<void> {
    let size = 0;
    const count = (bytes: Buffer): Buffer => {
      size += bytes.length;
      return bytes;
    };
    await replaceFile(this.#parts.folder.files, this.#path, encode(entries, count));
    this.#state = { end: size, size, lines: entries.length, damaged: 0 };
  }

  async #load(file: OpenFile): Promise<AccessEntry[]> {
    const size = await file.size();
    const entries: AccessEntry[] = [];
    let [end, lines, damaged] = [0, 0, 0];
    for await (const block of readBlocks(file, 0, size)) {
      for (const [start, stop] of linesOf(block)) {
        if (stop === block.bytes.length) break; // cut short: the process died while it wrote this
        const tuple = openLine(block.bytes.subarray(start, stop));
        end = block.offset + stop + 1;
        lines++;
        if (tuple?.[1] === FORMAT) this.#checkVersion(tuple[2]);
        else if (!addAll(entries, tuple)) damaged++;
      }
    }
    this.#state = { end, size, lines, damaged };
    return entries;
  }

  #checkVersion(version: unknown): void {
    if (typeof version === 'number' && version > VERSION) throw tooNew(this.#path);
  }
}

/** False, and nothing added, if any of it is not understood. */
function addAll(entries: AccessEntry[], tuple: readonly unknown[] | null): boolean {
  if (!tuple) return false;
  try {
    entries.push(...tuple.slice(1).map(parseAccessEntry));
    return true;
  } catch {
    return false;
  }
}

function* encode(entries: readonly AccessEntry[], count: (bytes: Buffer) => Buffer): Generator<Buffer, void> {
  const buffer = new TextBuffer();
  let text = encodeAccessHeader();
  for (const [i, entry] of entries.entries()) {
    text += encodeAccessLine([entry]);
    if ((i + 1) % SLICE !== 0) continue;
    yield count(buffer.encode(text));
    text = '';
  }
  yield count(buffer.encode(text));
}
