import { basename } from 'node:path';
import { Low } from 'lowdb';
import type { Roster } from '../../core/roster.ts';
import type { StoreParts } from '../files/data-folder.ts';
import { renameFile, setAsideName } from '../files/durable-write.ts';
import { unreadable } from '../files/json-adapter.ts';
import type { JournalPosition } from './journal.ts';
import { SnapshotAdapter } from './snapshot-file.ts';
import { SnapshotDamagedError } from './snapshot-rows.ts';
import type { StoreNotice } from '../files/store-error.ts';

const START: JournalPosition = { seq: 0, offset: 0 };
/** Replaying a change costs about what loading a viewer costs, so a tail may be a part of the roster. */
const MIN_TAIL = 2_000;
const TAIL_PART = 0.25;

/** When and how the snapshot of the roster follows the journal. */
export class RosterSnapshots {
  readonly #parts: StoreParts;
  readonly #path: string;
  readonly #roster: Roster;
  readonly notices: StoreNotice[] = [];
  #coveredSeq = 0;
  /** After a failure the next attempt waits for as many changes as the first one did. */
  #failedSeq = 0;
  #writing: Promise<void> | null = null;
  #abort = new AbortController();

  constructor(parts: StoreParts, path: string, roster: Roster) {
    this.#parts = parts;
    this.#path = path;
    this.#roster = roster;
  }

  /** Fills the roster. Where the snapshot ends, or null if there is no good one. @throws StoreError */
  async load(): Promise<JournalPosition | null> {
    const low = this.#low(START);
    try {
      await low.read();
    } catch (error) {
      if (!(error instanceof SnapshotDamagedError)) throw error;
      await this.#setAside(error);
      return null;
    }
    const { covered } = low.data;
    this.#coveredSeq = covered.seq;
    return covered === START ? null : covered;
  }

  /** Starts to write one in the background if the journal is far enough ahead. */
  follow(applied: JournalPosition): void {
    const tail = applied.seq - Math.max(this.#coveredSeq, this.#failedSeq);
    if (tail > Math.max(MIN_TAIL, this.#roster.size * TAIL_PART)) void this.write(applied);
  }

  /** Whether a start would be noticeably quicker with a new one. */
  isWorthwhile(applied: JournalPosition): boolean {
    return (applied.seq - this.#coveredSeq) * 50 > this.#roster.size;
  }

  /**
   * Writes one, or joins the one under way. Never rejects: the journal has everything.
   * Commits may go on meanwhile. A viewer is written as of then, newer maybe than `applied`; replaying what
   * comes after `applied` ends in the same state, since the last change of each role and name decides.
   * @param applied up to where the journal is in the roster by now
   */
  write(applied: JournalPosition): Promise<void> {
    this.#writing ??= this.#write(applied).finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  /** Stops a write under way; a half written one leaves nothing behind. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#writing;
    this.#abort = new AbortController();
  }

  /** Removes the snapshot (`data.delete`). */
  async remove(): Promise<void> {
    await this.stop();
    await this.#parts.folder.files.remove(this.#path);
    await this.#parts.folder.files.syncFolder(this.#parts.folder.path);
    this.#coveredSeq = 0;
    this.#failedSeq = 0;
  }

  async #write(covered: JournalPosition): Promise<void> {
    const { signal } = this.#abort;
    try {
      await this.#low(covered).write();
      this.#coveredSeq = covered.seq;
    } catch (error) {
      this.#failedSeq = covered.seq;
      if (signal.aborted) return;
      this.#parts.log.warn('Store', `${basename(this.#path)} was not saved; the journal has everything`);
      this.#parts.log.debug('Store', String(error));
    }
  }

  #low(covered: JournalPosition): Low<{ roster: Roster; covered: JournalPosition }> {
    const adapter = new SnapshotAdapter(this.#parts, this.#path, this.#roster, this.#abort.signal);
    return new Low(adapter, { roster: this.#roster, covered });
  }

  async #setAside(problem: Error): Promise<void> {
    const { folder, clock, log } = this.#parts;
    const file = basename(this.#path);
    const setAside = setAsideName(this.#path, clock.now());
    await renameFile(folder.files, this.#path, folder.file(setAside)).catch((error: unknown) => {
      throw unreadable(this.#path, error);
    });
    const message = `${file} was damaged (${problem.message}) and was kept as ${setAside}. The journal is used.`;
    log.warn('Store', message);
    this.notices.push({ file, setAside, message });
  }
}
