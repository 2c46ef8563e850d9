import type { Adapter } from 'lowdb';
import type { AccessEntry } from '../access/ports.ts';
import type { StoreParts } from './files/data-folder.ts';
import { replaceFile, temporaryName } from './files/durable-write.ts';
import type { OpenFile } from './files/file-ops.ts';
import { tooNew, unreadable } from './files/json-adapter.ts';
import { linesOf, readBlocks } from './files/lines.ts';
import { accessEntryFields, parseAccessEntry } from './parse-access.ts';
import { openLine, sealLine } from './files/sealed-line.ts';
import { errorCode } from './files/store-error.ts';
import { TextBuffer } from './files/text-buffer.ts';

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
  /** Lines of imports, whether they came to pass or not. */
  readonly staged: number;
}

export const NO_FILE: AccessFileState = { end: 0, size: 0, lines: 0, damaged: 0, staged: 0 };

export const encodeAccessHeader = (): string => sealLine(JSON.stringify([FORMAT, VERSION]));

/** A line is a transaction: all of its records count, or none. */
export const encodeAccessLine = (entries: readonly AccessEntry[]): string =>
  sealLine(JSON.stringify(entries.map(accessEntryFields)));

/** The line of an import: counts only if the settings name the import. */
export const encodeStagedLine = (importId: string, entries: readonly AccessEntry[]): string =>
  sealLine(JSON.stringify([{ kind: 'import', importId }, ...entries.map(accessEntryFields)]));

/**
 * lowdb's adapter for overrides and grants: NDJSON, each line with a checksum, appended to between two
 * writes. A record that comes again takes the place of the earlier one with its id.
 */
export class AccessAdapter implements Adapter<AccessEntry[]> {
  readonly #parts: StoreParts;
  readonly #path: string;
  readonly #lastImport: string | null;
  #state: AccessFileState = NO_FILE;

  constructor(parts: StoreParts, path: string, lastImport: string | null) {
    this.#parts = parts;
    this.#path = path;
    this.#lastImport = lastImport;
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
    this.#state = { end: size, size, lines: entries.length, damaged: 0, staged: 0 };
  }

  async #load(file: OpenFile): Promise<AccessEntry[]> {
    const size = await file.size();
    const entries: AccessEntry[] = [];
    let [end, lines, damaged, staged] = [0, 0, 0, 0];
    for await (const block of readBlocks(file, 0, size)) {
      for (const [start, stop] of linesOf(block)) {
        if (stop === block.bytes.length) break; // cut short: the process died while it wrote this
        const tuple = openLine(block.bytes.subarray(start, stop));
        end = block.offset + stop + 1;
        lines++;
        const importId = importOf(tuple);
        if (importId !== null) staged++;
        if (tuple?.[1] === FORMAT) this.#checkVersion(tuple[2]);
        else if (importId !== null && importId !== this.#lastImport)
          continue; // it never came to pass
        else if (!addAll(entries, tuple, importId === null ? 1 : 2)) damaged++;
      }
    }
    this.#state = { end, size, lines, damaged, staged };
    return entries;
  }

  #checkVersion(version: unknown): void {
    if (typeof version === 'number' && version > VERSION) throw tooNew(this.#path);
  }
}

/** The number of the import that a line belongs to; null: to none. */
function importOf(tuple: readonly unknown[] | null): string | null {
  const first = tuple?.[1];
  if (typeof first !== 'object' || first === null || !('kind' in first && 'importId' in first)) return null;
  return first.kind === 'import' && typeof first.importId === 'string' ? first.importId : null;
}

/** False, and nothing added, if any of it is not understood. @param from where the records begin */
function addAll(entries: AccessEntry[], tuple: readonly unknown[] | null, from: number): boolean {
  if (!tuple) return false;
  try {
    // One by one: an import may hold more than a call takes arguments.
    for (const entry of tuple.slice(from).map(parseAccessEntry)) entries.push(entry);
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
