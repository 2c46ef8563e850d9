import { ACCESS_COPY, ACCESS_FILE } from './access-search.ts';
import { AppendFile } from './files/append-file.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { replaceFile } from './files/durable-write.ts';
import { rawBlocks } from './files/lines.ts';
import { explainSaveError } from './files/store-error.ts';
import { Mutex } from '../core/mutex.ts';

/** What was just added to the first file. */
export interface Added {
  readonly bytes: Uint8Array;
  /** Where it begins. */
  readonly position: number;
  /** Number of its last line. */
  readonly last: number;
}

/**
 * The second file of overrides and grants, with the same bytes. A second chance, no duty: that it cannot be written
 * is no reason not to save. None of its promises rejects.
 */
export class AccessCopy {
  readonly #deps: StoreDeps;
  readonly #path: string;
  readonly #mutex = new Mutex();
  #file: AppendFile | null = null;
  /** How much of the first file it has, bytes; null: it has to be written anew. */
  #length: number | null;
  #hasFailed = false;

  constructor(deps: StoreDeps, length: number | null) {
    this.#deps = deps;
    this.#path = deps.folder.file(ACCESS_COPY);
    this.#length = length;
  }

  /** @param isDurable whether it has to survive a power cut when the promise resolves */
  add({ bytes, position, last }: Added, isDurable: boolean): Promise<void> {
    return this.#try(async () => {
      const end = position + bytes.length;
      if (this.#length === null || this.#length < position) await this.#renew(end);
      else if (this.#length < end) await this.#append(bytes, position, isDurable);
      this.#length = Math.max(this.#length ?? 0, end);
      if (isDurable) this.#deps.folder.manifest.note(ACCESS_COPY, last);
    });
  }

  /** Makes it what the first file is, durably. */
  renew(length: number, last: number): Promise<void> {
    return this.#try(async () => {
      await this.#renew(length);
      this.#deps.folder.manifest.note(ACCESS_COPY, last);
    });
  }

  /** The file is not there any more. */
  forget(): Promise<void> {
    return this.#mutex.run(async () => {
      await this.#close();
      this.#length = 0;
    });
  }

  close(): Promise<void> {
    return this.#mutex.run(() => this.#close());
  }

  async #append(bytes: Uint8Array, position: number, isDurable: boolean): Promise<void> {
    const { folder } = this.#deps;
    this.#file ??= await AppendFile.open(folder, this.#path, { length: position, isDirty: true });
    await (isDurable ? this.#file.append([bytes]) : this.#file.appendSoon([bytes]));
  }

  async #renew(length: number): Promise<void> {
    const { folder } = this.#deps;
    const { files } = folder;
    await this.#close(); // Windows does not replace a file that is open
    const first = await files.open(folder.file(ACCESS_FILE), 'read');
    try {
      await replaceFile(files, this.#path, rawBlocks(first, 0, length));
    } finally {
      await first.close();
    }
    this.#length = length;
  }

  #try(action: () => Promise<void>): Promise<void> {
    return this.#mutex.run(async () => {
      try {
        await action();
        this.#hasFailed = false;
      } catch (error) {
        this.#length = null;
        if (this.#hasFailed) return;
        this.#hasFailed = true;
        this.#deps.log.warn('Store', `${ACCESS_COPY} is behind: ${explainSaveError(error).message}`);
      }
    });
  }

  async #close(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
  }
}
