import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChangeSet } from '../../core/change-set.ts';
import { NewsTally, type RoleNews } from '../../core/role-news.ts';
import { type HeldRole, type Kind, KINDS, type RoleChange } from '../../core/roles.ts';
import type { Roster } from '../../core/roster.ts';
import { type OnApplied, SyncError, type RosterStore } from '../../sync/ports.ts';
import { takeGroup, type BuiltCommit, type WaitingCommit } from './commit-group.ts';
import { isViewersSetAside } from '../files/our-files.ts';
import { explainSaveError, StoreError } from '../files/store-error.ts';
import { isPastAsItWas } from './journal-sum.ts';
import { type Journal, JOURNAL_FILE, type JournalPosition } from './journal.ts';
import { toHistory, type RoleHistoryRecord } from './role-history.ts';
import { readRoles } from './role-records.ts';
import { ViewerHistory } from './viewer-history.ts';
import type { RecentChanges } from './recent-changes.ts';
import { type RepairDeps, RosterRepair } from './repair.ts';
import type { RosterImage } from './snapshot-file.ts';
import { SNAPSHOT_FILE } from './snapshots.ts';
import { END_UNKNOWN, ROSTER_DAMAGED, warningsOf } from './words.ts';
import { Mutex } from '../../core/mutex.ts';

/** Closing waits no longer than this for the snapshot; the journal has everything anyway. */
const CLOSE_LIMIT_MS = 3_000;
/** Changes applied to memory before the event loop gets its turn. */
const PART = 100;

export interface RosterStoreDeps extends RepairDeps {
  readonly recent: RecentChanges;
  /** A snapshot that covers more of the journal than was looked at by now. */
  readonly unread: RosterImage | null;
}

/** The roster on disk: journal first, then memory, and the snapshot behind. Made by `openRoster`. */
export class DurableRoster implements RosterStore {
  readonly #deps: RosterStoreDeps;
  readonly #journal: Journal;
  readonly #repair: RosterRepair;
  readonly #mutex = new Mutex();
  readonly #history: ViewerHistory;
  #waiting: WaitingCommit[] = [];
  /** Up to where the journal is in memory. */
  #applied: JournalPosition;
  #isClosed = false;
  /** How often everything was deleted. */
  #deletions = 0;

  constructor(deps: RosterStoreDeps) {
    this.#deps = deps;
    this.#journal = deps.opened.journal;
    this.#applied = this.#journal.end;
    this.#repair = new RosterRepair(deps);
    this.#history = new ViewerHistory(deps.folder.files, this.#journal.path);
  }

  get roster(): Roster {
    return this.#deps.roster;
  }

  /** Reads in the background what a lookup would otherwise have to read first. Ends when that is done, or closed. */
  async wake(): Promise<void> {
    while (!this.#isClosed && this.roster.wakeSome()) await nextTurn();
    await this.#readPast().catch(() => undefined); // it was deleted, or closed
    if (!this.#isClosed) this.#history.follow(this.#applied.offset);
  }

  /** Whether changes of this list were lost: what the roster says of it must not let in anybody. */
  isDoubted(kind: Kind): boolean {
    return this.#deps.snapshots.doubted.includes(kind);
  }

  /** These lists were read whole and committed: the roster is right again about them. */
  believe(kinds: readonly Kind[]): void {
    const { snapshots, folder } = this.#deps;
    if (!kinds.some((kind) => this.isDoubted(kind))) return;
    snapshots.doubted = snapshots.doubted.filter((kind) => !kinds.includes(kind));
    if (snapshots.doubted.length === 0) folder.warnings.end(ROSTER_DAMAGED);
    void this.#mutex.run(() => snapshots.writeAgain(this.#applied));
  }

  /** Nothing tells whether the end of the journal is lost: no list is believed until it was read. Before `settle`. */
  doubt(): void {
    if (this.roster.size === 0) return;
    const { snapshots, folder } = this.#deps;
    snapshots.doubted = KINDS;
    snapshots.isDue = true;
    folder.warnings.raise(END_UNKNOWN);
  }

  /** Brings the files in order, where they were not. A failure is logged: the next commit tries it again. */
  async settle(): Promise<void> {
    await this.#mutex.run(async () => {
      await this.#mend().catch((error: unknown) => {
        this.#deps.log.warn('Store', `The roster was not repaired: ${explainSaveError(error).message}`);
      });
    });
    const { snapshots } = this.#deps;
    if (snapshots.isDue && !this.#isClosed) await snapshots.write(this.#applied);
  }

  commit(build: () => readonly RoleChange[] | ChangeSet, onApplied?: OnApplied): Promise<RoleNews> {
    if (this.#isClosed) return Promise.reject(new SyncError('not_saved', 'Not saved: Rolecall is closing.'));
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting;
      waiting.push({ build, onApplied, resolve, reject });
      void this.#mutex.run(() => this.#commitGroup(waiting));
    });
  }

  /** Every role that the viewer ever held here, oldest first. */
  async history(userId: string): Promise<RoleHistoryRecord[]> {
    return toHistory(await this.#history.changesOf(userId, this.#applied.offset));
  }

  /**
   * Every role that anybody ever held, as of now; changes made while it is read do not show. Fails rather
   * than leave something out, for instance if everything is deleted meanwhile. Reads nothing before the first step.
   */
  allRoles(): AsyncGenerator<HeldRole[], void, undefined> {
    return this.#readRoles(this.#applied.offset, this.#deletions);
  }

  async *#readRoles(end: number, deletions: number): AsyncGenerator<HeldRole[], void, undefined> {
    const file = await this.#deps.folder.files.open(this.#journal.path, 'read');
    try {
      for await (const roles of readRoles(file, end)) {
        this.#checkUndeleted(deletions);
        yield roles;
      }
      this.#checkUndeleted(deletions);
    } catch (error) {
      this.#checkUndeleted(deletions);
      throw error;
    } finally {
      await file.close();
    }
  }

  #checkUndeleted(deletions: number): void {
    if (this.#deletions !== deletions) throw new StoreError('unavailable', 'The data was deleted meanwhile.');
  }

  /** The newest changes of all viewers, newest first; at most 500 are remembered. */
  recent(limit: number): readonly RoleChange[] {
    return this.#deps.recent.newest(limit);
  }

  get heardBefore(): readonly RoleChange[] {
    return this.#deps.recent.heardBefore;
  }

  /** Forgets everybody and all history, durably (`data.delete`). @throws SyncError `not_saved` */
  async deleteAll(): Promise<void> {
    const { folder, snapshots, roster, recent } = this.#deps;
    const journal = this.#journal;
    this.#waiting = []; // what is committed from now on comes after this
    await this.#mutex.run(async () => {
      this.#deletions++; // before the first byte goes
      try {
        await folder.check();
        await folder.manifest.forget([JOURNAL_FILE, SNAPSHOT_FILE]);
        await snapshots.remove(journal.end.seq);
        for (const name of await folder.files.list(folder.path))
          if (isViewersSetAside(name)) await folder.files.remove(folder.file(name));
        await journal.clear();
      } catch (cause) {
        throw this.#notSaved(cause);
      }
      this.#history.forget();
      roster.clear();
      recent.clear();
      this.#applied = journal.end;
    });
  }

  /** Waits for the commits under way, brings the snapshot up to date if that is worthwhile, and stops. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { snapshots, clock } = this.#deps;
    const journal = this.#journal;
    await this.#mutex.run(async () => {
      const timer = clock.after(CLOSE_LIMIT_MS, () => void snapshots.stop());
      if (snapshots.isWorthwhile(this.#applied)) await snapshots.write(this.#applied);
      timer.cancel();
      await snapshots.stop();
      await this.#history.close();
      await journal.close();
    });
  }

  async #commitGroup(waiting: WaitingCommit[]): Promise<void> {
    const group = takeGroup(this.roster, waiting);
    try {
      await this.#save(group);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  async #save(group: readonly BuiltCommit[]): Promise<void> {
    const { snapshots, folder } = this.#deps;
    const journal = this.#journal;
    const transactions = group.map(({ changes }) => changes).filter(({ length }) => length > 0);
    if (transactions.length > 0) {
      try {
        await this.#mend();
        await journal.append(transactions);
        folder.manifest.note(JOURNAL_FILE, journal.end.seq);
      } catch (cause) {
        throw this.#notSaved(cause);
      }
    }
    const news = await this.#apply(group);
    this.#applied = journal.end;
    for (const [i, { resolve }] of group.entries()) resolve(news[i] as RoleNews);
    snapshots.follow(this.#applied);
    this.#history.follow(this.#applied.offset);
  }

  async #mend(): Promise<void> {
    await this.#repair.run();
    this.#applied = this.#journal.end;
  }

  /** Whether somebody changed what the journal says of before, where a start would have waited for that. */
  async #readPast(): Promise<void> {
    const { folder, snapshots, unread, opened } = this.#deps;
    if (!unread || (await isPastAsItWas(folder.files, this.#journal.path, unread))) return;
    if (this.#isClosed || this.#deletions > 0) return;
    snapshots.doubt();
    for (const warning of warningsOf({ opened, snapshot: null, isPastRight: false, isDoubtful: false }))
      folder.warnings.raise(warning);
    await this.#mutex.run(() => snapshots.writeAgain(this.#applied));
  }

  /** @returns of each what it was */
  async #apply(group: readonly BuiltCommit[]): Promise<RoleNews[]> {
    let applied = 0;
    const all: RoleNews[] = [];
    for (const { changes, onApplied } of group) {
      const tally = new NewsTally();
      for (const part of changes.drain(PART)) {
        if (applied + part.length > PART) {
          await nextTurn();
          applied = 0;
        }
        applied += part.length;
        for (const change of part) this.roster.apply(change);
        this.#deps.recent.add(part);
        tally.add(part);
        onApplied?.(part);
      }
      all.push(tally.news);
    }
    return all;
  }

  #notSaved(cause: unknown): SyncError {
    const { message, fix } = explainSaveError(cause);
    this.#deps.log.error('Store', `Roster: ${message}`, cause);
    return new SyncError('not_saved', message, fix, { cause });
  }
}
