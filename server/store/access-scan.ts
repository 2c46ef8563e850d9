import { type AccessLine, decodeLine, isNewer } from './access-line.ts';
import type { FileOps } from './files/file-ops.ts';
import { linesOf, readBlocks } from './files/lines.ts';
import { openPlain, type PlainFile } from './files/plain-file.ts';
import { bareLine, isSealed, isTorn } from './files/sealed-line.ts';
import { errorCode, tooNew, unreadable } from './files/store-error.ts';

/** What a file of overrides and grants holds, and what is wrong with it. */
export interface AccessScan {
  readonly isThere: boolean;
  /** Bytes that can be kept: what follows was never acknowledged. */
  readonly end: number;
  readonly size: number;
  /** The number before its first line; null: nobody knows. */
  readonly base: number | null;
  /** In the order of the file. */
  readonly lines: readonly AccessLine[];
  /** The highest number in it. */
  readonly last: number;
  /** The same, if every damaged line had one. */
  readonly reach: number;
  /** In a few words; null: nothing that shows in the file itself. */
  readonly problem: string | null;
  /** false: of version 1; the numbers are made up. */
  readonly isNumbered: boolean;
  /** Whether it is whole and has to be written in our form: of version 1, or saved by an editor. */
  readonly isForeign: boolean;
}

export const NO_FILE: AccessScan = {
  isThere: false,
  end: 0,
  size: 0,
  base: null,
  lines: [],
  last: 0,
  reach: 0,
  problem: null,
  isNumbered: true,
  isForeign: false,
};

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function scanAccess(files: FileOps, path: string): Promise<AccessScan> {
  let file: PlainFile | null = null;
  try {
    file = await openPlain(files, path);
    return file ? await new Scanner(path).scan(file) : NO_FILE;
  } catch (error) {
    if (errorCode(error) === 'ELOOP')
      return { ...NO_FILE, isThere: true, problem: 'a link to somewhere else' };
    throw errorCode(error) === '' ? error : unreadable(path, error);
  } finally {
    await file?.close();
  }
}

class Scanner {
  readonly #path: string;
  readonly #lines: AccessLine[] = [];
  #base: number | null = null;
  #version = 0;
  #lacksFeed = false;
  #next = 1;
  #last = 0;
  #end = 0;
  #problem: string | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  async scan(file: PlainFile): Promise<AccessScan> {
    const size = await file.size();
    for await (const block of readBlocks(file, 0, size)) {
      for (const [start, stop] of linesOf(block)) {
        const line = bareLine(block.bytes.subarray(start, stop));
        const hasEnd = stop < block.bytes.length;
        if (!hasEnd && !isSealed(line)) {
          // What follows the last line feed.
          if (!isTorn(line)) this.#problem ??= 'its end is nothing of ours';
          break;
        }
        if (line.length > 0) this.#onLine(line);
        this.#end = block.offset + stop + 1;
        this.#lacksFeed ||= !hasEnd;
      }
    }
    return this.#result(size, file.isForeign);
  }

  #result(size: number, isForeign: boolean): AccessScan {
    const isUnsound = this.#base === null && (this.#lines.length > 0 || this.#end > 0);
    return {
      isThere: true,
      size,
      end: this.#end,
      base: this.#base,
      lines: this.#lines,
      last: Math.max(this.#last, this.#base ?? 0),
      reach: Math.max(this.#last, this.#next - 1),
      problem: this.#problem ?? (isUnsound ? 'its beginning is missing' : null),
      isNumbered: this.#version !== 1,
      isForeign: isForeign || this.#lacksFeed || this.#version === 1,
    };
  }

  #onLine(bytes: Buffer): void {
    const line = decodeLine(bytes, this.#next);
    if (!line) {
      this.#next++;
      this.#problem ??= 'not every line is as it was written';
    } else if ('version' in line) {
      if (isNewer(line)) throw tooNew(this.#path);
      if (this.#base !== null || this.#next > 1) this.#problem ??= 'lines are out of order';
      this.#base ??= line.base;
      this.#version = line.version;
      this.#next = line.base + 1;
    } else this.#onRecords(line);
  }

  #onRecords(line: AccessLine): void {
    if (this.#base !== null && line.number !== this.#next)
      this.#problem ??= 'lines are missing or out of order';
    this.#lines.push(line);
    this.#next = line.number + 1;
    this.#last = Math.max(this.#last, line.number);
  }
}
