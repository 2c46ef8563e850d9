import { writeAll } from './durable-write.ts';
import type { FileOps, OpenFile } from './file-ops.ts';

/** A file that only grows, and of which all that `length` counts is durable. One call at a time. */
export class AppendFile {
  readonly #files: FileOps;
  readonly path: string;
  #file: OpenFile;
  #length: number;
  /** Whether there may be more in the file than what is known to be good. */
  #isDirty: boolean;

  /** @param length how much of the file is good, bytes */
  constructor(files: FileOps, path: string, file: OpenFile, length: number, isDirty: boolean) {
    this.#files = files;
    this.path = path;
    this.#file = file;
    this.#length = length;
    this.#isDirty = isDirty;
  }

  /** Bytes that are durable. */
  get length(): number {
    return this.#length;
  }

  /**
   * Appends blocks and makes them durable with one sync. On failure the file is cut back to what it was; if
   * even that fails, it is tried again before anything else is ever written.
   */
  async append(blocks: Iterable<Uint8Array>): Promise<void> {
    await this.repair();
    let end = this.#length;
    this.#isDirty = true;
    try {
      for (const block of blocks) end = await writeAll(this.#file, block, end);
      await this.#file.datasync();
    } catch (error) {
      await this.repair().catch(() => undefined);
      throw error;
    }
    this.#isDirty = false;
    this.#length = end;
  }

  /** Empties the file, durably. On failure it counts as unchanged. */
  async clear(): Promise<void> {
    const before = this.#length;
    this.#isDirty = true;
    this.#length = 0;
    try {
      await this.repair();
    } catch (error) {
      this.#length = before;
      throw error;
    }
  }

  /** Cuts off what a write that failed, or a process that died, may have left behind the good part. */
  async repair(): Promise<void> {
    if (!this.#isDirty) return;
    try {
      await cutTo(this.#file, this.#length);
    } catch {
      await this.#file.close().catch(() => undefined);
      this.#file = await this.#files.open(this.path, 'edit');
      await cutTo(this.#file, this.#length);
    }
    this.#isDirty = false;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

async function cutTo(file: OpenFile, length: number): Promise<void> {
  if ((await file.size()) < length) throw new Error('the file is shorter than what was written to it');
  await file.truncate(length);
  await file.datasync();
}
