import { crc32 } from 'node:zlib';
import type { FileOps, OpenFile } from '../files/file-ops.ts';
import { rawBlocks } from '../files/lines.ts';

/** Big reads: nothing is looked at but the sum. */
const SUM_BYTES = 1024 * 1024;

/** The checksum of the beginning of a file, from another one of its beginning. @throws Error if it ends before `to` */
export async function sumOf(
  file: Pick<OpenFile, 'read'>,
  to: number,
  { offset, sum }: Summed = { offset: 0, sum: 0 },
): Promise<number> {
  let crc = sum;
  for await (const block of rawBlocks(file, offset, to, SUM_BYTES)) crc = crc32(block, crc);
  return crc;
}

/** The checksum of all bytes before `offset`. */
export interface Summed {
  readonly offset: number;
  readonly sum: number;
}

/** Whether the journal up to where a snapshot ends is what it was when that was written. */
export async function isPastAsItWas(
  files: FileOps,
  path: string,
  { covered, sum }: { readonly covered: { readonly offset: number }; readonly sum: number | null },
): Promise<boolean> {
  if (sum === null) return true; // a snapshot of before does not say
  const file = await files.open(path, 'read');
  try {
    return (await sumOf(file, covered.offset)) === sum;
  } finally {
    await file.close();
  }
}

/** Follows the journal with a checksum, so that the snapshot can tell whether somebody changed its past. */
export class JournalSum {
  readonly #files: FileOps;
  readonly #path: string;
  #done: Summed;

  constructor(files: FileOps, path: string, done: Summed = { offset: 0, sum: 0 }) {
    this.#files = files;
    this.#path = path;
    this.#done = done;
  }

  /** Of all bytes before `offset`. */
  async upTo(offset: number): Promise<number> {
    const from = this.#done.offset <= offset ? this.#done : { offset: 0, sum: 0 };
    const file = await this.#files.open(this.#path, 'read');
    try {
      this.#done = { offset, sum: await sumOf(file, offset, from) };
    } finally {
      await file.close();
    }
    return this.#done.sum;
  }

  /** What was believed of the past is not so: it is read again. */
  forget(): void {
    this.#done = { offset: 0, sum: 0 };
  }
}
