import { Low } from 'lowdb';
import type { StoreParts } from './data-folder.ts';
import { JsonAdapter, type JsonFileSpec } from './json-adapter.ts';
import { explainSaveError, StoreError, type StoreNotice } from './store-error.ts';

interface Waiting<T> {
  readonly change: (data: T) => T;
  readonly resolve: (data: T) => void;
  readonly reject: (error: unknown) => void;
}

interface Included<T> extends Waiting<T> {
  readonly result: T;
}

/** One small JSON file. What `data` shows is on the disk, always. */
export class JsonFile<T> {
  readonly #low: Low<T>;
  readonly #parts: StoreParts;
  readonly #name: string;
  readonly notices: readonly StoreNotice[];
  /** What is durable. `low.data` runs ahead of it while a write is under way. */
  #data: T;
  #waiting: Waiting<T>[] = [];
  #writing: Promise<void> | null = null;
  #isClosed = false;

  constructor(low: Low<T>, parts: StoreParts, name: string, notices: readonly StoreNotice[]) {
    this.#low = low;
    this.#data = low.data;
    this.#parts = parts;
    this.#name = name;
    this.notices = notices;
  }

  get data(): T {
    return this.#data;
  }

  /**
   * Changes the data; `change` returns the new data and leaves the old alone. Changes made while a write is
   * under way share the next one. Resolves when a write that holds this change is durable, with the data
   * right after it; rejects if `change` threw or that write failed, and then the change never happened.
   * @throws StoreError `not_saved`, `closed`
   */
  update(change: (data: T) => T): Promise<T> {
    if (this.#isClosed) return Promise.reject(new StoreError('closed', 'Rolecall is closing.'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Waits for what is under way; accepts nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    await Promise.resolve(); // lets the changes of one tick share a write
    while (this.#waiting.length > 0) await this.#writeBatch(this.#waiting.splice(0));
    this.#writing = null;
  }

  async #writeBatch(batch: readonly Waiting<T>[]): Promise<void> {
    const before = this.#data;
    const included = this.#fold(before, batch);
    const next = included.at(-1)?.result ?? before;
    try {
      if (next !== before) {
        this.#low.data = next;
        await this.#low.write();
        this.#data = next;
      }
    } catch (cause) {
      this.#low.data = before;
      const { message, fix } = explainSaveError(cause);
      this.#parts.log.error('Store', `${this.#name}.json: ${message}`, cause);
      for (const { reject } of included) reject(new StoreError('not_saved', message, fix, cause));
      return;
    }
    for (const { resolve, result } of included) resolve(result);
  }

  /** Applies one change after the other; one that throws is left out and told so. */
  #fold(before: T, batch: readonly Waiting<T>[]): Included<T>[] {
    const included: Included<T>[] = [];
    let result = before;
    for (const waiting of batch) {
      try {
        result = waiting.change(result);
        included.push({ ...waiting, result });
      } catch (error) {
        waiting.reject(error);
      }
    }
    return included;
  }
}

/**
 * Reads the file, or starts with the defaults if there is none. Nothing is written before a change.
 * @throws StoreError `file_too_new`, `file_unreadable`
 */
export async function openJsonFile<T>(parts: StoreParts, spec: JsonFileSpec<T>): Promise<JsonFile<T>> {
  const adapter = new JsonAdapter(parts, spec);
  const low = new Low<T>(adapter, spec.defaults);
  await low.read();
  return new JsonFile(low, parts, spec.name, adapter.notices);
}
