import { basename } from 'node:path';
import type { RoleChange } from '../../core/roles.ts';
import type { StoreParts } from '../files/data-folder.ts';
import { setAsideName } from '../files/durable-write.ts';
import type { OpenFile } from '../files/file-ops.ts';
import { tooNew } from '../files/json-adapter.ts';
import { decodeHeader, decodePosition, JOURNAL_VERSION, JournalDecoder } from './journal-line.ts';
import { surveyJournal, type Survey } from './journal-scan.ts';
import { Journal, type JournalPosition } from './journal.ts';
import { linesOf, readBlocks } from '../files/lines.ts';
import type { StoreNotice } from '../files/store-error.ts';

/** How far before a position its last line may begin. */
const LOOK_BACK = 16 * 1024;

export interface OpenedJournal {
  readonly journal: Journal;
  readonly notices: readonly StoreNotice[];
}

/**
 * Opens the journal, applies what the snapshot does not hold yet, and cuts off what was never
 * acknowledged. Lines that were damaged later are passed over and stay where they are.
 * @param covered where the snapshot ends; null if there is none
 */
export async function openJournal(
  parts: StoreParts,
  path: string,
  covered: JournalPosition | null,
  apply: (change: RoleChange) => void,
): Promise<OpenedJournal> {
  const file = await parts.folder.files.open(path, 'edit');
  try {
    const size = await file.size();
    // The file may be new: its name has to survive a power cut as well as its lines.
    if (size === 0) await parts.folder.files.syncFolder(parts.folder.path);
    const from = await findStart(file, path, size, covered);
    const survey = await surveyJournal(file, from, size);
    const isDamaged = survey.damaged > 0 || survey.isTailOdd;
    const notices = isDamaged ? [await keepCopy(parts, path)] : [];
    await replay(file, from, survey, covered?.seq ?? 0, apply);
    const end = { offset: survey.end, seq: Math.max(survey.seq, covered?.seq ?? 0) };
    const journal = new Journal(parts.folder.files, path, file, end, size > survey.end);
    await cutTail(parts, journal, size);
    return { journal, notices };
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
}

/** Right after what the snapshot covers, if the journal agrees with it there; else after the header. */
async function findStart(
  file: OpenFile,
  path: string,
  size: number,
  covered: JournalPosition | null,
): Promise<JournalPosition> {
  const head = Buffer.alloc(Math.min(size, 100));
  await file.read(head, 0);
  const length = head.indexOf(10) + 1;
  const version = length > 0 ? decodeHeader(head.subarray(0, length - 1)) : null;
  if (version !== null && version > JOURNAL_VERSION) throw tooNew(path);
  if (covered && covered.offset <= size && (await seqBefore(file, covered.offset)) === covered.seq)
    return covered;
  return { seq: 0, offset: version === null ? 0 : length };
}

/** The sequence number of the line that ends at `offset`, if it is whole. */
async function seqBefore(file: OpenFile, offset: number): Promise<number | null> {
  const bytes = Buffer.alloc(Math.min(offset, LOOK_BACK));
  const read = await file.read(bytes, offset - bytes.length);
  if (read < bytes.length || bytes.at(-1) !== 10) return null;
  const start = bytes.subarray(0, -1).lastIndexOf(10) + 1;
  return decodePosition(bytes.subarray(start, -1))?.seq ?? null;
}

async function replay(
  file: OpenFile,
  from: JournalPosition,
  to: Survey,
  coveredSeq: number,
  apply: (change: RoleChange) => void,
): Promise<void> {
  const decoder = new JournalDecoder();
  let seq = coveredSeq;
  for await (const block of readBlocks(file, from.offset, to.end)) {
    for (const [start, stop] of linesOf(block)) {
      const line = decoder.decode(block.bytes.subarray(start, stop));
      if (!line || line.seq <= seq) continue;
      seq = line.seq;
      apply(line.change);
    }
  }
}

/** The journal itself is never moved away: it is the history. */
async function keepCopy({ folder, clock, log }: StoreParts, path: string): Promise<StoreNotice> {
  const file = basename(path);
  const setAside = setAsideName(path, clock.now());
  try {
    await folder.files.copy(path, folder.file(setAside));
  } catch (error) {
    log.error('Store', `No copy of the damaged ${file} could be kept`, error);
  }
  const message = `${file} was damaged; a copy was kept as ${setAside}. All that can be read of it is used.`;
  log.warn('Store', message);
  return { file, setAside, message };
}

async function cutTail({ log }: StoreParts, journal: Journal, size: number): Promise<void> {
  const rest = size - journal.end.offset;
  if (rest === 0) return;
  log.warn('Store', `Cut ${rest} bytes of an unfinished write off ${basename(journal.path)}`);
  try {
    await journal.repair();
  } catch (error) {
    log.error('Store', `${basename(journal.path)} cannot be written to now`, error);
  }
}
