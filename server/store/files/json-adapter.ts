import { basename } from 'node:path';
import type { Adapter } from 'lowdb';
import type { StoreParts } from './data-folder.ts';
import { readWhole, renameFile, replaceFile, setAsideName, temporaryName } from './durable-write.ts';
import { errorCode, StoreError, type StoreNotice } from './store-error.ts';

/** What is in a JSON file of ours, and how. */
export interface JsonFileSpec<T> {
  /** `settings` for `settings.json`. */
  readonly name: string;
  /** Of the shape of the data; starts at 1. */
  readonly version: number;
  readonly defaults: T;
  /** Checks foreign data and returns it typed, or throws an `Error` that says what is wrong. */
  readonly parse: (data: unknown) => T;
  /** `migrations[n]` makes data of version n + 1 from data of version n. */
  readonly migrations?: Readonly<Record<number, (data: unknown) => unknown>>;
  /** Readable by this user only, and no previous version is kept. */
  readonly isSecret?: boolean;
  /** Without line breaks, for files that nobody edits. */
  readonly isCompact?: boolean;
}

/** lowdb's adapter for one JSON file `{version, savedAt, data}`: durable, versioned, and never torn. */
export class JsonAdapter<T> implements Adapter<T> {
  readonly notices: StoreNotice[] = [];
  readonly #parts: StoreParts;
  readonly #spec: JsonFileSpec<T>;
  readonly #path: string;
  readonly #backup: string;

  constructor(parts: StoreParts, spec: JsonFileSpec<T>) {
    this.#parts = parts;
    this.#spec = spec;
    this.#path = parts.folder.file(`${spec.name}.json`);
    this.#backup = `${this.#path}.bak`;
  }

  /**
   * The data, or null if there is no usable file. An unusable one is set aside, not deleted.
   * @throws StoreError `file_too_new`, `file_unreadable`
   */
  async read(): Promise<T | null> {
    await this.#parts.folder.files.remove(temporaryName(this.#path)).catch(() => undefined);
    const current = await this.#readOne(this.#path);
    if (current.data !== null) return current.data;
    const previous = this.#spec.isSecret ? null : await this.#readOne(this.#backup);
    const name = basename(this.#path);
    if (current.setAside !== null) {
      const instead = previous?.data ? 'The version saved before it is used.' : 'It starts afresh.';
      const message = `${name} was damaged (${current.problem}) and was kept as ${current.setAside}. ${instead}`;
      this.#notice({ file: name, setAside: current.setAside, message });
    } else if (previous?.data) {
      const message = `${name} was missing. The version saved before it is used.`;
      this.#notice({ file: name, setAside: null, message });
    }
    return previous?.data ?? null;
  }

  async write(data: T): Promise<void> {
    const { folder, clock } = this.#parts;
    const { version, isSecret, isCompact } = this.#spec;
    const savedAt = new Date(clock.now()).toISOString();
    const text = `${JSON.stringify({ version, savedAt, data }, null, isCompact ? 0 : 2)}\n`;
    await replaceFile(folder.files, this.#path, [Buffer.from(text)], {
      permissions: isSecret ? 0o600 : 0o644,
      beforeRename: () => (isSecret ? Promise.resolve() : this.#keepPrevious()),
    });
  }

  /** A second chance, no duty: failing to keep one is no reason not to save. */
  async #keepPrevious(): Promise<void> {
    try {
      await this.#parts.folder.files.duplicate(this.#path, this.#backup);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return;
      this.#parts.log.debug('Store', `No copy of ${basename(this.#path)} was kept (${errorCode(error)})`);
    }
  }

  async #readOne(path: string): Promise<{ data: T | null; problem: string; setAside: string | null }> {
    const bytes = await readWhole(this.#parts.folder.files, path).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    if (!bytes) return { data: null, problem: 'missing', setAside: null };
    try {
      return { data: this.#decode(bytes, path), problem: '', setAside: null };
    } catch (error) {
      if (error instanceof StoreError) throw error;
      const problem = error instanceof SyntaxError ? 'no valid JSON' : (error as Error).message;
      return { data: null, problem, setAside: await this.#setAside(path) };
    }
  }

  #decode(bytes: Buffer, path: string): T {
    const envelope: unknown = JSON.parse(bytes.toString());
    if (typeof envelope !== 'object' || envelope === null || !('version' in envelope && 'data' in envelope))
      throw new Error('not a file of Rolecall');
    const { version: found } = envelope;
    const { version, migrations = {}, parse } = this.#spec;
    if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) throw new Error('no version');
    if (found > version) throw tooNew(path);
    let { data } = envelope;
    for (let from = found; from < version; from++) {
      const migrate = migrations[from];
      if (!migrate) throw new Error(`version ${from} is not known`);
      data = migrate(data);
    }
    return parse(data);
  }

  async #setAside(path: string): Promise<string> {
    const name = setAsideName(path, this.#parts.clock.now());
    try {
      await renameFile(this.#parts.folder.files, path, this.#parts.folder.file(name));
    } catch (error) {
      throw unreadable(path, error);
    }
    return name;
  }

  #notice(notice: StoreNotice): void {
    this.notices.push(notice);
    this.#parts.log.warn('Store', notice.message);
  }
}

export function tooNew(path: string): StoreError {
  return new StoreError(
    'file_too_new',
    `${path} was written by a newer version of Rolecall and was left as it is.`,
    'Start the newer version, or choose another folder with --data.',
  );
}

export function unreadable(path: string, cause: unknown): StoreError {
  return new StoreError(
    'file_unreadable',
    `${path} cannot be read (${errorCode(cause) || 'unknown'}).`,
    'See who may read it, or choose another folder with --data.',
    cause,
  );
}
