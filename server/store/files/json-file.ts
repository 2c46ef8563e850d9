import { Low } from 'lowdb';
import type { StoreDeps } from './data-folder.ts';
import { JsonAdapter } from './json-adapter.ts';
import type { JsonFileSpec } from './json-spec.ts';
import { notSaved, StoreError } from './store-error.ts';

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
  readonly #adapter: JsonAdapter<T>;
  readonly #deps: StoreDeps;
  readonly #spec: JsonFileSpec<T>;
  /** What is durable. `low.data` runs ahead of it while a write is under way. */
  #data: T;
  #waiting: Waiting<T>[] = [];
  #writing: Promise<void> | null = null;
  #isClosed = false;

  constructor(deps: StoreDeps, spec: JsonFileSpec<T>, adapter: JsonAdapter<T>, low: Low<T>) {
    this.#deps = deps;
    this.#spec = spec;
    this.#adapter = adapter;
    this.#low = low;
    this.#data = low.data;
  }

  /** Whether there was a file when it was opened. */
  get isThere(): boolean {
    return this.#adapter.isThere;
  }

  get data(): T {
    return this.#data;
  }

  /**
   * Changes the data; `change` returns the new data and leaves the old alone. Changes made while a write is
   * under way share the next one. Resolves when a write that holds this change is durable, with the data
   * right after it; rejects if `change` threw, if what it made could not be read again, or if that write failed,
   * and then the change never happened.
   * @throws StoreError `invalid_data`, `not_saved`, `store_gone`, `closed`
   */
  update(change: (data: T) => T): Promise<T> {
    if (this.#isClosed) return Promise.reject(new StoreError('closed', 'Rolecall is closing.'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Brings the files in order, where they were not when they were read. A failure is logged. */
  async settle(): Promise<void> {
    if (!this.#adapter.isBehind) return;
    await new Promise<void>((resolve) => {
      const again = { change: (data: T) => data, resolve: () => resolve(), reject: () => resolve() };
      this.#waiting.push(again);
      this.#writing ??= this.#writeAll();
    });
  }

  /** Waits for what is under way; accepts nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
    await this.#adapter.close();
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
      if (next !== before || this.#adapter.isBehind) {
        this.#low.data = next;
        await this.#low.write();
        this.#data = next;
      }
    } catch (cause) {
      this.#low.data = before;
      const error = notSaved(cause);
      this.#deps.log.error('Store', `${this.#spec.name}.json: ${error.message}`, cause);
      for (const { reject } of included) reject(error);
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
        result = this.#checked(waiting.change(result), result);
        included.push({ ...waiting, result });
      } catch (error) {
        waiting.reject(error);
      }
    }
    return included;
  }

  /** What is written has to be readable again. */
  #checked(next: T, before: T): T {
    if (next === before) return before;
    try {
      return this.#spec.parse(next);
    } catch (error) {
      const message = `Not saved: ${(error as Error).message}.`;
      this.#deps.log.error('Store', `${this.#spec.name}.json: ${message}`);
      throw new StoreError('invalid_data', message, null, error);
    }
  }
}

/**
 * Reads the file, or starts with the defaults if there is none. Nothing is written before a change.
 * @throws StoreError `file_too_new`, `file_unreadable`
 */
export async function openJsonFile<T>(deps: StoreDeps, spec: JsonFileSpec<T>): Promise<JsonFile<T>> {
  const adapter = new JsonAdapter(deps, spec);
  const low = new Low<T>(adapter, spec.defaults);
  await low.read();
  return new JsonFile(deps, spec, adapter, low);
}
