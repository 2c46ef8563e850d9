import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccessEntry, AccessStore, GrantRecord, OverrideRecord } from '../access/ports.ts';
import { WAITING } from './access-line.ts';
import { AccessLog } from './access-log.ts';
import { type Expected, isDenial } from './access-merge.ts';
import type { AccessFound } from './access-search.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { explainSaveError, notSaved, StoreError } from './files/store-error.ts';
import { checkReadable } from './parse-access.ts';
import { absorbed } from '../core/absorbed.ts';
import { Mutex } from '../core/mutex.ts';
import { NumberedMap } from '../core/numbered-map.ts';
import { mapped, slices } from '../core/slices.ts';
import type { NewWarning } from '../core/warnings.ts';

const FILE = 'access.ndjson';
/** The file is written anew when it has this many lines more than twice the records. */
const SPARE_LINES = 1_000;
/** Records checked before the event loop gets its turn, and records of an import in a line. */
const SLICE = 200;

interface Waiting {
  readonly entries: readonly AccessEntry[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Overrides and grants on disk. A change is one appended line and one sync, however many records there are (two for
 * a mute, which stands in two files before it is acknowledged); what is outdated goes when the file is written anew.
 */
export class AccessFile implements AccessStore {
  readonly #deps: StoreDeps;
  readonly #log: AccessLog;
  #overrides = new NumberedMap<OverrideRecord>();
  #grants = new NumberedMap<GrantRecord>();
  readonly #mutex = new Mutex();
  #waiting: Waiting[] = [];
  #inDoubt: readonly AccessEntry[] = [];
  #isDoubtful = false;
  #isThere = false;
  #isClosed = false;

  /** @param lastImport the import that the settings name; see `commitImport`. undefined: they are lost */
  constructor(deps: StoreDeps, lastImport: Expected['lastImport']) {
    this.#deps = deps;
    this.#log = new AccessLog(deps, lastImport);
  }

  /** Reads, and says what is wrong. @throws StoreError `file_too_new`, `file_unreadable` */
  async load(): Promise<void> {
    const found = await this.#log.open();
    for (const entry of found.entries) this.#put(entry);
    this.#inDoubt = found.waiting;
    this.#isDoubtful = !found.isWhole;
    this.#isThere = found.isThere;
    if (found.damage.length > 0 || this.#isDoubtful) this.#say(found);
    if (this.#inDoubt.length > 0) this.#deps.folder.warnings.raise(inDoubt(this.#inDoubt.length));
    if (!this.#log.isBehind) this.#rewriteIfWorthwhile();
  }

  /** Whether mutes may be missing: see `Settings.areRulesUnknown`. */
  get isDoubtful(): boolean {
    return this.#isDoubtful;
  }

  /** Whether there were any files. */
  get isThere(): boolean {
    return this.#isThere;
  }

  /** Permissions and grants that may have been taken back: they count for nothing until `resolveDoubt`. */
  get inDoubt(): readonly AccessEntry[] {
    return this.#inDoubt;
  }

  overrides(): Iterable<OverrideRecord> {
    return this.#overrides.values();
  }

  grants(): Iterable<GrantRecord> {
    return this.#grants.values();
  }

  /** Brings the files in order, where they were not. A failure is logged: the next save tries it again. */
  async settle(): Promise<void> {
    await this.#mutex.run(async () => {
      if (this.#log.isBehind) await this.#tidy();
      else await this.#log.settleCopy().catch((error: unknown) => this.#warn(error));
    });
  }

  /** @throws StoreError `invalid_data`, `not_saved`, `store_gone`, `closed` */
  async save(entries: readonly AccessEntry[]): Promise<void> {
    if (this.#isClosed) throw closing();
    checkReadable(entries);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, resolve, reject });
      void this.#mutex.run(() => this.#saveGroup());
    });
  }

  /**
   * Writes the records of an import, durably. They count for nothing before they are taken in.
   * @returns takes them in, when the import came to pass. @throws StoreError as `save`
   */
  async stage(importId: string, entries: readonly AccessEntry[]): Promise<() => void> {
    if (this.#isClosed) throw closing();
    const staged = { overrides: new NumberedMap<OverrideRecord>(), grants: new NumberedMap<GrantRecord>() };
    for (const slice of slices(entries, SLICE)) {
      checkReadable(slice);
      for (const entry of slice) putInto(staged, entry);
      await nextTurn();
    }
    await this.#mutex.run(() =>
      this.#try(() =>
        this.#log.appendMany(mapped(slices(entries, SLICE), (slice) => ({ importId, entries: slice }))),
      ),
    );
    return () => {
      this.#overrides = absorbed(this.#overrides, staged.overrides);
      this.#grants = absorbed(this.#grants, staged.grants);
      // As lines of their own they do not depend on what the settings say any more.
      if (!this.#isClosed) void this.#mutex.run(() => this.#tidy());
    };
  }

  /** The streamer has spoken: these count from now on, the others of `inDoubt` are given up. @throws StoreError as `save` */
  async resolveDoubt(entries: readonly AccessEntry[]): Promise<void> {
    if (this.#inDoubt.length === 0 && entries.length === 0) return;
    checkReadable(entries);
    await this.#mutex.run(() =>
      this.#append([
        { importId: null, entries },
        { importId: WAITING, entries: [] },
      ]),
    );
    for (const entry of entries) this.#put(entry);
    this.#inDoubt = [];
    this.#deps.folder.warnings.end(IN_DOUBT);
  }

  dropGrants(ids: readonly number[]): void {
    for (const id of ids) this.#grants.delete(id);
    void this.#mutex.run(() => this.#tidy());
  }

  /** @throws StoreError `not_saved` */
  async clear(): Promise<void> {
    await this.#mutex.run(async () => {
      await this.#log.clear().catch((cause: unknown) => this.#fail(cause));
      this.#overrides.clear();
      this.#grants.clear();
      this.#inDoubt = [];
      this.#deps.folder.warnings.end(IN_DOUBT);
    });
  }

  /** Waits for what is under way; accepts nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#mutex.run(() => this.#log.close());
  }

  /** All that wait share one write and one sync. */
  async #saveGroup(): Promise<void> {
    const group = this.#waiting.splice(0);
    if (group.length === 0) return;
    try {
      await this.#append(group.map(({ entries }) => ({ importId: null, entries })));
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const { entries, resolve } of group) {
      for (const entry of entries) this.#put(entry);
      resolve();
    }
    this.#rewriteIfWorthwhile();
  }

  #append(lines: Parameters<AccessLog['append']>[0]): Promise<void> {
    return this.#try(() => this.#log.append(lines));
  }

  async #try(append: () => Promise<void>): Promise<void> {
    try {
      if (this.#log.isBehind) await this.#rewrite();
      await append();
    } catch (cause) {
      this.#fail(cause);
    }
  }

  #put(entry: AccessEntry): void {
    putInto({ overrides: this.#overrides, grants: this.#grants }, entry);
  }

  #rewriteIfWorthwhile(): void {
    const needed = this.#overrides.size + this.#grants.size;
    if (this.#log.lines > 2 * needed + SPARE_LINES) void this.#mutex.run(() => this.#tidy());
  }

  /** Never rejects: the files as they are have everything too. */
  async #tidy(): Promise<void> {
    await this.#rewrite().catch((error: unknown) => this.#warn(error));
  }

  #rewrite(): Promise<void> {
    return this.#log.rewrite({ entries: this.#entries(), waiting: this.#inDoubt });
  }

  *#entries(): Generator<AccessEntry, void> {
    for (const record of this.#overrides.values()) yield { kind: 'override', record };
    for (const record of this.#grants.values()) yield { kind: 'grant', record };
  }

  #say({ damage, isWhole }: AccessFound): void {
    const { warnings } = this.#deps.folder;
    const what = damage.map(({ told }) => told).join(' ');
    const mutes = [...this.#overrides.values()].filter(
      (record) => record.endedAt === null && isDenial({ kind: 'override', record }),
    ).length;
    if (isWhole)
      warnings.raise({
        code: 'file_restored',
        message: `${what} The other copy was good: nothing is lost.`,
        fix: null,
      });
    else warnings.raise(mutesLost(what, mutes));
    this.#deps.log.warn('Store', what);
  }

  #warn(error: unknown): void {
    this.#deps.log.warn('Store', `${FILE} was not tidied up: ${explainSaveError(error).message}`);
  }

  #fail(cause: unknown): never {
    const error = notSaved(cause);
    this.#deps.log.error('Store', `${FILE}: ${error.message}`, cause);
    throw error;
  }
}

function putInto(
  { overrides, grants }: { overrides: NumberedMap<OverrideRecord>; grants: NumberedMap<GrantRecord> },
  { kind, record }: AccessEntry,
): void {
  if (kind === 'override') overrides.set(record.id, record);
  else grants.set(record.id, record);
}

const closing = (): StoreError => new StoreError('closed', 'Rolecall is closing.');

/** The code of what is said while `inDoubt` is not empty. */
export const IN_DOUBT = 'grants_waiting';

const inDoubt = (count: number): NewWarning => ({
  code: IN_DOUBT,
  message: `${count} permissions and grants of single viewers may have been taken back in what was lost. They count for nothing now.`,
  fix: 'Restore them, or dismiss this to leave them out.',
});

const mutesLost = (what: string, mutes: number): NewWarning => ({
  code: 'mutes_lost',
  message: `${what} Of those muted by hand, ${mutes} could be read and are in force; others may be missing.`,
  fix: 'See in the list of exceptions who should be muted and is not.',
});

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openAccess(
  deps: StoreDeps,
  lastImport: Expected['lastImport'] = null,
): Promise<AccessFile> {
  const file = new AccessFile(deps, lastImport);
  await file.load();
  return file;
}
