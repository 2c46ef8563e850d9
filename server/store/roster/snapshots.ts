import { Low } from 'lowdb';
import type { Kind } from '../../core/roles.ts';
import type { Roster } from '../../core/roster.ts';
import type { StoreDeps } from '../files/data-folder.ts';
import { renameFile, temporaryName } from '../files/durable-write.ts';
import { setAside, setAsideName } from '../files/set-aside.ts';
import { JournalSum } from './journal-sum.ts';
import { JOURNAL_FILE, type JournalPosition } from './journal.ts';
import { type RosterImage, SnapshotAdapter } from './snapshot-file.ts';
import { SnapshotDamagedError } from './snapshot-rows.ts';

export const SNAPSHOT_FILE = 'roster.snapshot.ndjson';
/** The same once more: a start that has to read the whole journal instead takes many times as long. */
export const SNAPSHOT_COPY = 'roster.copy.ndjson';
const START: JournalPosition = { seq: 0, offset: 0 };
/** Replaying a change costs about what loading a viewer costs, so a tail may be a part of the roster. */
const MIN_TAIL = 2_000;
const TAIL_PART = 0.25;

/** When and how the snapshot of the roster follows the journal. */
export class RosterSnapshots {
  readonly #deps: StoreDeps;
  readonly #path: string;
  readonly #copy: string;
  readonly #roster: Roster;
  /** Of the journal, as it is read for this. */
  #sum: JournalSum;
  #coveredSeq = 0;
  /** After a failure the next attempt waits for as many changes as the first one did. */
  #failedSeq = 0;
  #writing: Promise<void> | null = null;
  #abort = new AbortController();
  /** The name that a damaged one is to be kept under. */
  #setAside: string | null = null;
  /** Whether one has to be written, however little happened since. */
  isDue = false;
  /** Lists of which changes were lost. */
  doubted: readonly Kind[] = [];

  constructor(deps: StoreDeps, roster: Roster) {
    const { folder } = deps;
    this.#deps = deps;
    this.#path = folder.file(SNAPSHOT_FILE);
    this.#copy = folder.file(SNAPSHOT_COPY);
    this.#roster = roster;
    this.#sum = new JournalSum(folder.files, folder.file(JOURNAL_FILE));
  }

  /** Fills the roster. @returns where it ends, null if there is no good one; and what is wrong, if anything is. @throws StoreError */
  async load(): Promise<{ readonly image: RosterImage | null; readonly told: string | null }> {
    const first = await this.#read(this.#path);
    const image = first.image ?? (await this.#read(this.#copy)).image;
    if (image) {
      this.#coveredSeq = image.covered.seq;
      this.doubted = image.doubted;
      this.#deps.folder.manifest.learn(SNAPSHOT_FILE, image.covered.seq);
    }
    if (first.image) return { image, told: null };
    if (first.problem === null)
      return { image, told: image || this.#isMissed() ? `${SNAPSHOT_FILE} was missing.` : null };
    this.#setAside = await setAsideName(this.#deps.folder, this.#path);
    const told = `${SNAPSHOT_FILE} was damaged (${first.problem}) and is kept as ${this.#setAside}.`;
    return { image, told };
  }

  /** The journal is what it was when the snapshot was written, up to where that ends. */
  believe({ covered, sum }: RosterImage): void {
    const { folder } = this.#deps;
    if (sum !== null)
      this.#sum = new JournalSum(folder.files, folder.file(JOURNAL_FILE), { offset: covered.offset, sum });
  }

  /** The past of the journal is not what it was: the next snapshot takes it as it is. */
  doubt(): void {
    this.#sum.forget();
  }

  /** Starts to write one in the background if the journal is far enough ahead. */
  follow(applied: JournalPosition): void {
    const tail = applied.seq - Math.max(this.#coveredSeq, this.#failedSeq);
    if (tail > Math.max(MIN_TAIL, this.#roster.size * TAIL_PART)) void this.write(applied);
  }

  /** Whether a start would be noticeably quicker with a new one. */
  isWorthwhile(applied: JournalPosition): boolean {
    return this.isDue || (applied.seq - this.#coveredSeq) * 50 > this.#roster.size;
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

  /** Writes one with what is known now, after the one under way. */
  async writeAgain(applied: JournalPosition): Promise<void> {
    this.isDue = true;
    await this.#writing;
    await this.write(applied);
  }

  /** Stops a write under way; a half written one leaves nothing behind. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#writing;
    this.#abort = new AbortController();
  }

  /** Keeps a damaged one under another name. */
  async keepDamaged(): Promise<void> {
    if (this.#setAside !== null) await setAside(this.#deps.folder, this.#path, this.#setAside);
    this.#setAside = null;
  }

  /** Removes the snapshot (`data.delete`). @param seq where the journal was by then */
  async remove(seq: number): Promise<void> {
    await this.stop();
    for (const path of [temporaryName(this.#copy), this.#copy, this.#path])
      await this.#deps.folder.files.remove(path);
    await this.#deps.folder.files.syncFolder(this.#deps.folder.path);
    this.#sum.forget();
    this.#coveredSeq = seq;
    this.#failedSeq = 0;
    this.doubted = [];
  }

  #isMissed(): boolean {
    const { manifest } = this.#deps.folder;
    return manifest.numberOf(SNAPSHOT_FILE) > 0 && !manifest.isGone(SNAPSHOT_FILE);
  }

  async #write(covered: JournalPosition): Promise<void> {
    const { signal } = this.#abort;
    const { doubted } = this;
    const { folder, log } = this.#deps;
    try {
      await folder.check();
      await this.keepDamaged();
      const sum = await this.#sum.upTo(covered.offset);
      // It may not know what is doubted by now.
      await folder.files.remove(this.#copy);
      await this.#low(this.#path, { roster: this.#roster, covered, sum, doubted }).write();
      this.#coveredSeq = covered.seq;
      if (doubted === this.doubted) this.isDue = false;
      folder.manifest.note(SNAPSHOT_FILE, covered.seq);
      await this.#writeCopy();
    } catch (error) {
      this.#failedSeq = covered.seq;
      if (signal.aborted) return;
      log.warn('Store', `${SNAPSHOT_FILE} was not saved; the journal has everything`);
      log.debug('Store', String(error));
    }
  }

  /** A second chance, no duty. */
  async #writeCopy(): Promise<void> {
    const { files } = this.#deps.folder;
    const temporary = temporaryName(this.#copy);
    try {
      await files.remove(temporary);
      await files.copy(this.#path, temporary);
      await renameFile(files, temporary, this.#copy);
    } catch (error) {
      this.#deps.log.debug('Store', `There is no ${SNAPSHOT_COPY}: ${String(error)}`);
    }
  }

  /** @returns what it holds, or what is wrong with it; neither if there is none */
  async #read(
    path: string,
  ): Promise<{ readonly image: RosterImage | null; readonly problem: string | null }> {
    const low = this.#low(path, { roster: this.#roster, covered: START, sum: null, doubted: [] });
    try {
      await low.read();
    } catch (error) {
      if (!(error instanceof SnapshotDamagedError)) throw error;
      return { image: null, problem: error.message };
    }
    return { image: low.data.covered === START ? null : low.data, problem: null };
  }

  #low(path: string, image: RosterImage): Low<RosterImage> {
    return new Low(new SnapshotAdapter(this.#deps, path, this.#roster, this.#abort.signal), image);
  }
}
