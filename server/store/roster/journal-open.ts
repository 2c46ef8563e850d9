import type { RoleChange } from '../../core/roles.ts';
import { AppendFile } from '../files/append-file.ts';
import type { StoreDeps } from '../files/data-folder.ts';
import { replaceFile, writeAll } from '../files/durable-write.ts';
import type { OpenFile } from '../files/file-ops.ts';
import { rawBlocks } from '../files/lines.ts';
import { setAside, setAsideName } from '../files/set-aside.ts';
import { errorCode, tooNew } from '../files/store-error.ts';
import { isForeign, plainBlocks } from '../files/text.ts';
import {
  decodeHeader,
  decodePosition,
  type JournalHeader,
  JOURNAL_VERSION,
  MAX_LINE_BYTES,
} from './journal-line.ts';
import { type JournalScan, scanJournal } from './journal-scan.ts';
import { Journal, JOURNAL_FILE, type JournalPosition } from './journal.ts';

/** Longer than the first line. */
const HEAD_BYTES = 256;

/** What is wrong with a journal. */
export interface JournalDamage {
  /** In a few words; null: it is not there. */
  readonly problem: string | null;
  /** The name that it is to be kept under; null: there is nothing to be kept. */
  readonly setAside: string | null;
}

export interface OpenedJournal {
  readonly journal: Journal;
  readonly damage: JournalDamage | null;
  /** Whether changes are missing that the roster does not hold. */
  readonly isDoubtful: boolean;
  /** Whether the place that the snapshot names is there. */
  readonly isCovered: boolean;
  /** Whether it does not end in its last line, so that the snapshot could not name its end. */
  readonly needsBridge: boolean;
  /** Bytes of a write that was cut short. */
  readonly torn: number;
}

/**
 * Opens the journal and applies what the snapshot does not hold yet. Lines that were damaged later are passed over
 * and stay where they are. What was never acknowledged is cut off with the first append.
 * @param covered where the snapshot ends; null if there is none
 */
export async function openJournal(
  deps: StoreDeps,
  covered: JournalPosition | null,
  apply: (change: RoleChange) => void,
): Promise<OpenedJournal> {
  const { folder } = deps;
  const path = folder.file(JOURNAL_FILE);
  const linked = await moveLinkAside(deps, path);
  const file = await openInOurForm(deps, path);
  try {
    const size = await file.size();
    // The file may be new: its name has to survive a power cut as well as its lines.
    if (size === 0) await folder.files.syncFolder(folder.path);
    // What was deleted on purpose is not missing; numbers go on from it.
    const deleted = folder.manifest.isGone(JOURNAL_FILE) ? folder.manifest.numberOf(JOURNAL_FILE) : 0;
    const noted = deleted > 0 ? 0 : folder.manifest.numberOf(JOURNAL_FILE);
    const header = await readHeader(file, path, size);
    const start = await findStart(file, header, size, covered, folder.manifest.isKept);
    const coveredSeq = covered?.seq ?? 0;
    const scan = await scanJournal(file, { ...start, noted, covered: coveredSeq }, size, apply);
    if (scan.lacksFeed) await writeAll(file, Buffer.from('\n'), scan.end - 1);
    const last = Math.max(scan.last, noted, coveredSeq > deleted ? coveredSeq : 0);
    const known = Math.max(scan.known, coveredSeq);
    const good = { length: scan.end, isDirty: size !== scan.end };
    return {
      journal: new Journal(
        await AppendFile.open(folder, path, good, file),
        Math.max(last, deleted),
        Math.max(known, deleted),
      ),
      damage: linked ?? (await damageOf(deps, path, scan, size, last)),
      isDoubtful: scan.isUnsure || known < last,
      isCovered: covered !== null && start.offset === covered.offset,
      needsBridge: last > 0 && !(scan.last === last && scan.endsInLast),
      torn: Math.max(0, size - scan.end),
    };
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
}

/** What a link leads to is nothing of ours: not even to be looked at. */
async function moveLinkAside({ folder }: StoreDeps, path: string): Promise<JournalDamage | null> {
  try {
    await (await folder.files.open(path, 'read')).close();
  } catch (error) {
    if (errorCode(error) !== 'ELOOP') return null;
    const name = await setAsideName(folder, path);
    await setAside(folder, path, name);
    return { problem: `a link to somewhere else; it is called ${name} now`, setAside: null };
  }
  return null;
}

/** A journal that an editor saved in another form is put into ours again: nothing is lost in that. */
async function openInOurForm({ folder }: StoreDeps, path: string): Promise<OpenFile> {
  const { files } = folder;
  const file = await files.open(path, 'edit');
  const head = Buffer.alloc(HEAD_BYTES);
  if (!isForeign(head.subarray(0, await file.read(head, 0)))) return file;
  try {
    const size = await file.size();
    await replaceFile(files, path, plainBlocks(rawBlocks(file, 0, size)));
  } finally {
    await file.close();
  }
  return files.open(path, 'edit');
}

async function readHeader(file: OpenFile, path: string, size: number): Promise<JournalHeader | null> {
  const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
  await file.read(head, 0);
  const length = head.indexOf(10);
  const header = length > 0 ? decodeHeader(head.subarray(0, length)) : null;
  if (header && header.version > JOURNAL_VERSION) throw tooNew(path);
  return header;
}

/** Right after what the snapshot covers, if the journal agrees with it there; else at the beginning. */
async function findStart(
  file: OpenFile,
  header: JournalHeader | null,
  size: number,
  covered: JournalPosition | null,
  isNumbered: boolean,
): Promise<{ offset: number; seq: number | null }> {
  if (covered && covered.offset <= size && (await seqBefore(file, covered.offset)) === covered.seq)
    return covered;
  // Without a manifest there was an older Rolecall, which did not say where a journal begins.
  return { offset: 0, seq: header && isNumbered ? header.base : null };
}

/** The sequence number of the line that ends at `offset`, if it is whole. */
async function seqBefore(file: OpenFile, offset: number): Promise<number | null> {
  const bytes = Buffer.alloc(Math.min(offset, MAX_LINE_BYTES));
  const read = await file.read(bytes, offset - bytes.length);
  if (read < bytes.length || bytes.at(-1) !== 10) return null;
  const start = bytes.subarray(0, -1).lastIndexOf(10) + 1;
  return decodePosition(bytes.subarray(start, -1))?.seq ?? null;
}

async function damageOf(
  { folder }: StoreDeps,
  path: string,
  scan: JournalScan,
  size: number,
  last: number,
): Promise<JournalDamage | null> {
  const lacksEnd = scan.last < last;
  if (size === 0 && lacksEnd) return { problem: null, setAside: null };
  if (!scan.isDamaged && !lacksEnd) return null;
  const problem = scan.isDamaged ? 'not every line is as it was written' : 'its end is missing';
  return { problem, setAside: await setAsideName(folder, path) };
}
