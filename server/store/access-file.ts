import { basename } from 'node:path';
import { Low } from 'lowdb';
import type { AccessEntry, AccessStore, GrantRecord, OverrideRecord } from '../access/ports.ts';
import {
  AccessAdapter,
  encodeAccessHeader,
  encodeAccessLine,
  encodeStagedLine,
  NO_FILE,
} from './access-adapter.ts';
import { AppendFile } from './files/append-file.ts';
import type { StoreParts } from './files/data-folder.ts';
import { setAsideName } from './files/durable-write.ts';
import { explainSaveError, StoreError, type StoreNotice } from './files/store-error.ts';
import { Mutex } from '../core/mutex.ts';

const FILE = 'access.ndjson';
/** The file is written anew when it has this many lines more than twice the records. */
const SPARE_LINES = 1_000;

interface Waiting {
  readonly entries: readonly AccessEntry[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Overrides and grants on disk. A change is one appended line and one sync, however many records there are;
 * what is outdated goes when the file is written anew.
 */
export class AccessFile implements AccessStore {
  readonly #parts: StoreParts;
  readonly #path: string;
  readonly #adapter: AccessAdapter;
  readonly #low: Low<AccessEntry[]>;
  readonly #overrides = new Map<number, OverrideRecord>();
  readonly #grants = new Map<number, GrantRecord>();
  readonly #mutex = new Mutex();
  readonly notices: StoreNotice[] = [];
  #file: AppendFile | null = null;
  #state = NO_FILE;
  #lines = 0;
  #waiting: Waiting[] = [];
  #isClosed = false;

  /** @param lastImport the import that the settings name; see `commitImport` */
  constructor(parts: StoreParts, lastImport: string | null) {
    this.#parts = parts;
    this.#path = parts.folder.file(FILE);
    this.#adapter = new AccessAdapter(parts, this.#path, lastImport);
    this.#low = new Low<AccessEntry[]>(this.#adapter, []);
  }

  /** @throws StoreError `file_too_new`, `file_unreadable` */
  async load(): Promise<void> {
    await this.#low.read();
    for (const entry of this.#low.data) this.#put(entry);
    this.#low.data = [];
    this.#state = this.#adapter.state;
    this.#lines = this.#state.lines;
    if (this.#state.damaged > 0) {
      await this.#keepCopy();
      await this.#writeAnew();
    } else if (this.#state.staged > 0) await this.#writeAnew();
    else this.#writeAnewIfWorthwhile();
  }

  overrides(): Iterable<OverrideRecord> {
    return this.#overrides.values();
  }

  grants(): Iterable<GrantRecord> {
    return this.#grants.values();
  }

  /** @throws StoreError `not_saved`, `closed` */
  save(entries: readonly AccessEntry[]): Promise<void> {
    if (this.#isClosed) return Promise.reject(new StoreError('closed', 'Rolecall is closing.'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, resolve, reject });
      void this.#mutex.run(() => this.#saveGroup());
    });
  }

  /** Writes the records of an import, durably. They count for nothing before `take`. @throws StoreError `not_saved` */
  stage(importId: string, entries: readonly AccessEntry[]): Promise<void> {
    if (this.#isClosed) return Promise.reject(new StoreError('closed', 'Rolecall is closing.'));
    return this.#mutex.run(async () => {
      try {
        await this.#append([encodeStagedLine(importId, entries)]);
      } catch (cause) {
        throw this.#notSaved(cause);
      }
    });
  }

  /** The import came to pass: its records are like all others from now on. */
  take(entries: readonly AccessEntry[]): void {
    for (const entry of entries) this.#put(entry);
    // As lines of their own they do not depend on what the settings say any more.
    if (entries.length > 0 && !this.#isClosed) void this.#mutex.run(() => this.#writeAnew());
  }

  dropGrants(ids: readonly number[]): void {
    for (const id of ids) this.#grants.delete(id);
    void this.#mutex.run(() => this.#writeAnew());
  }

  /** @throws StoreError `not_saved` */
  async clear(): Promise<void> {
    await this.#mutex.run(async () => {
      try {
        await this.#closeFile();
        await this.#parts.folder.files.remove(this.#path);
        await this.#parts.folder.files.syncFolder(this.#parts.folder.path);
      } catch (cause) {
        throw this.#notSaved(cause);
      }
      this.#overrides.clear();
      this.#grants.clear();
      this.#state = NO_FILE;
      this.#lines = 0;
    });
  }

  /** Waits for what is under way; accepts nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#mutex.run(() => this.#closeFile());
  }

  /** All that wait share one write and one sync. */
  async #saveGroup(): Promise<void> {
    const group = this.#waiting.splice(0);
    if (group.length === 0) return;
    try {
      const lines = group.map(({ entries }) => encodeAccessLine(entries));
      await this.#append(lines);
    } catch (cause) {
      const error = this.#notSaved(cause);
      for (const { reject } of group) reject(error);
      return;
    }
    for (const { entries, resolve } of group) {
      for (const entry of entries) this.#put(entry);
      resolve();
    }
    this.#writeAnewIfWorthwhile();
  }

  async #append(lines: readonly string[]): Promise<void> {
    const file = await this.#openFile();
    const header = file.length === 0 ? encodeAccessHeader() : '';
    // The name of a new file has to survive a power cut as well as its lines.
    if (header !== '') await this.#parts.folder.files.syncFolder(this.#parts.folder.path);
    await file.append([Buffer.from(header + lines.join(''))]);
    this.#lines += lines.length;
  }

  /** Opened when first needed: an installation without overrides and grants has no such file. */
  async #openFile(): Promise<AppendFile> {
    if (this.#file) return this.#file;
    const { files } = this.#parts.folder;
    const { end, size } = this.#state;
    this.#file = new AppendFile(files, this.#path, await files.open(this.#path, 'edit'), end, size > end);
    return this.#file;
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    if (!file) return;
    // There may be more in the file than its good part: the next one to open it cuts that off.
    this.#state = { ...this.#state, end: file.length, size: Infinity };
    await file.close();
  }

  #put(entry: AccessEntry): void {
    if (entry.kind === 'override') this.#overrides.set(entry.record.id, entry.record);
    else this.#grants.set(entry.record.id, entry.record);
  }

  #writeAnewIfWorthwhile(): void {
    const needed = this.#overrides.size + this.#grants.size;
    if (this.#lines > 2 * needed + SPARE_LINES) void this.#mutex.run(() => this.#writeAnew());
  }

  /** Never rejects: the file as it is has everything too. */
  async #writeAnew(): Promise<void> {
    try {
      await this.#closeFile(); // Windows does not replace a file that is open
      this.#low.data = [
        ...Array.from(this.#overrides.values(), (record) => ({ kind: 'override', record }) as const),
        ...Array.from(this.#grants.values(), (record) => ({ kind: 'grant', record }) as const),
      ];
      await this.#low.write();
      this.#state = this.#adapter.state;
    } catch (error) {
      this.#parts.log.warn('Store', `${FILE} was not tidied up: ${explainSaveError(error).message}`);
    } finally {
      this.#low.data = [];
      this.#lines = Math.min(this.#lines, this.#overrides.size + this.#grants.size);
    }
  }

  async #keepCopy(): Promise<void> {
    const { folder, clock, log } = this.#parts;
    const setAside = setAsideName(this.#path, clock.now());
    await folder.files.copy(this.#path, folder.file(setAside)).catch((error: unknown) => {
      log.error('Store', `No copy of the damaged ${FILE} could be kept`, error);
    });
    const message = `${FILE} was damaged; a copy was kept as ${setAside}. All that can be read of it is used.`;
    log.warn('Store', message);
    this.notices.push({ file: basename(this.#path), setAside, message });
  }

  #notSaved(cause: unknown): StoreError {
    const { message, fix } = explainSaveError(cause);
    this.#parts.log.error('Store', `${FILE}: ${message}`, cause);
    return new StoreError('not_saved', message, fix, cause);
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openAccess(parts: StoreParts, lastImport: string | null = null): Promise<AccessFile> {
  const file = new AccessFile(parts, lastImport);
  await file.load();
  return file;
}
