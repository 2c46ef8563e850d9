import { basename } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { replaceFile, writeAll } from './durable-write.ts';
import type { OpenFile } from './file-ops.ts';
import { rawBlocks } from './lines.ts';
import { setAside, setAsideName } from './set-aside.ts';

/** A file that only grows, and of which all that `length` counts is durable. One call at a time. */
export class AppendFile {
  readonly #folder: DataFolder;
  readonly path: string;
  #file: OpenFile;
  /** Which file was opened: another one may go by its name by now. */
  #identity: string;
  #length: number;
  /** Whether there may be more in the file than what is known to be good. */
  #isDirty: boolean;

  private constructor(folder: DataFolder, path: string, file: OpenFile, identity: string, good: Good) {
    this.#folder = folder;
    this.path = path;
    this.#file = file;
    this.#identity = identity;
    this.#length = good.length;
    this.#isDirty = good.isDirty;
  }

  /** @param file if it is open already */
  static async open(folder: DataFolder, path: string, good: Good, file?: OpenFile): Promise<AppendFile> {
    const opened = file ?? (await folder.files.open(path, 'edit'));
    return new AppendFile(folder, path, opened, await opened.identity(), good);
  }

  /** Bytes that are durable. */
  get length(): number {
    return this.#length;
  }

  /**
   * Appends blocks and makes them durable with one sync. On failure the file is cut back to what it was; if
   * even that fails, it is tried again before anything else is ever written.
   * @throws StoreError `store_gone`, and whatever the disk says
   */
  async append(blocks: Iterable<Uint8Array>): Promise<void> {
    await this.#add(blocks, async (end) => {
      const [isInPlace] = await Promise.all([this.#isInPlace(), this.#file.datasync()]);
      if (!isInPlace) await this.#putBack(end);
    });
  }

  /** As `append`, but it may be lost in a power cut: for copies. */
  async appendSoon(blocks: Iterable<Uint8Array>): Promise<void> {
    await this.#add(blocks, () => Promise.resolve());
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
      await this.#reopen();
      await cutTo(this.#file, this.#length);
    }
    this.#isDirty = false;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #add(blocks: Iterable<Uint8Array>, finish: (end: number) => Promise<void>): Promise<void> {
    await this.repair();
    let end = this.#length;
    this.#isDirty = true;
    try {
      for (const block of blocks) end = await writeAll(this.#file, block, end);
      await finish(end);
    } catch (error) {
      await this.repair().catch(() => undefined);
      throw error;
    }
    this.#isDirty = false;
    this.#length = end;
  }

  async #isInPlace(): Promise<boolean> {
    return (await this.#folder.files.identify(this.path)) === this.#identity;
  }

  /** Somebody deleted the file, or put another in its place, while it was open: what is open is right. */
  async #putBack(end: number): Promise<void> {
    const folder = this.#folder;
    await folder.check();
    const other = await setAsideName(folder, this.path);
    const isOther = (await folder.files.identify(this.path)) !== null;
    if (isOther) await setAside(folder, this.path, other);
    await replaceFile(folder.files, this.path, rawBlocks(this.#file, 0, end));
    await this.#reopen();
    const what = isOther ? `was changed by something else (that is kept as ${other})` : 'was deleted';
    const message = `${basename(this.path)} ${what} while Rolecall was running. It was written anew: nothing is lost.`;
    folder.warnings.raise({ code: 'file_restored', message, fix: null });
  }

  async #reopen(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    this.#file = await this.#folder.files.open(this.path, 'edit');
    this.#identity = await this.#file.identity();
  }
}

/** How much of a file is good, bytes, and whether there may be more in it. */
export interface Good {
  readonly length: number;
  readonly isDirty: boolean;
}

async function cutTo(file: OpenFile, length: number): Promise<void> {
  if ((await file.size()) < length) throw new Error('the file is shorter than what was written to it');
  await file.truncate(length);
  await file.datasync();
}
