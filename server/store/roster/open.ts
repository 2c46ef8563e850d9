import { KINDS } from '../../core/roles.ts';
import { Roster } from '../../core/roster.ts';
import type { StoreDeps } from '../files/data-folder.ts';
import { RESTORED_MS } from '../../sync/ports.ts';
import { errorCode, unreadable } from '../files/store-error.ts';
import { decodeHeader } from './journal-line.ts';
import { openJournal } from './journal-open.ts';
import { type Journal, JOURNAL_FILE } from './journal.ts';
import { isPastAsItWas } from './journal-sum.ts';
import { RecentChanges } from './recent-changes.ts';
import { DurableRoster } from './roster-store.ts';
import { RosterSnapshots, SNAPSHOT_COPY, SNAPSHOT_FILE } from './snapshots.ts';
import { warningsOf } from './words.ts';

/** Up to here a start reads the journal's past to see whether it is as it was; a longer one is read afterwards. */
const READ_AT_ONCE = 1024 * 1024;

/**
 * Loads the snapshot, replays what the journal has beyond it, and returns the roster ready for commits.
 * @throws StoreError `file_too_new`, `file_unreadable`
 */
export async function openRoster(deps: StoreDeps): Promise<DurableRoster> {
  try {
    if (deps.folder.manifest.isGone(JOURNAL_FILE)) await finishDeletion(deps);
    return await open(deps);
  } catch (error) {
    throw errorCode(error) === '' ? error : unreadable(deps.folder.file(JOURNAL_FILE), error);
  }
}

async function open(deps: StoreDeps): Promise<DurableRoster> {
  const { folder, log } = deps;
  const roster = new Roster();
  const snapshots = new RosterSnapshots(deps, roster);
  const { image, told } = await snapshots.load();
  const opened = await openJournal(deps, image?.covered ?? null, (change) => roster.apply(change));
  const { journal } = opened;
  const { seq } = journal.end;
  // Journals had numbers before there was a manifest.
  if (image && image.sum !== null) folder.manifest.onNumbered();
  if (seq > folder.manifest.numberOf(JOURNAL_FILE)) folder.manifest.learn(JOURNAL_FILE, seq);
  if (opened.isDoubtful) snapshots.doubted = KINDS;
  // Where the journal does not know the snapshot's place, that is said as damage already.
  const covering = opened.isCovered ? image : null;
  const isLong = (covering?.covered.offset ?? 0) > READ_AT_ONCE;
  const isPastRight = !covering || isLong || (await isPastAsItWas(folder.files, journal.path, covering));
  if (covering && isPastRight) snapshots.believe(covering);
  const isDoubtful = snapshots.doubted.length > 0;
  const warnings = warningsOf({ opened, snapshot: told, isPastRight, isDoubtful });
  for (const warning of warnings) {
    folder.warnings.raise(warning);
    log.warn('Store', warning.message);
  }
  const recent = await readRecent(deps, journal);
  snapshots.follow(journal.end);
  const unread = isLong ? covering : null;
  return new DurableRoster({
    ...deps,
    roster,
    snapshots,
    recent,
    opened,
    unread,
    isDamaged: warnings.length > 0,
  });
}

async function readRecent({ folder, clock }: StoreDeps, journal: Journal): Promise<RecentChanges> {
  const recent = new RecentChanges();
  const file = await folder.files.open(journal.path, 'read');
  try {
    await recent.fill(file, journal.end.offset, clock.now() - RESTORED_MS);
  } finally {
    await file.close();
  }
  return recent;
}

/** `data.delete` may not have come to its end. What was written since goes on from the number it noted. */
async function finishDeletion({ folder }: StoreDeps): Promise<void> {
  const { files, manifest } = folder;
  const file = await files.open(folder.file(JOURNAL_FILE), 'edit');
  try {
    const head = Buffer.alloc(256);
    const read = await file.read(head, 0);
    if (read === 0) return; // it went last
    const length = head.subarray(0, read).indexOf(10);
    const header = length > 0 ? decodeHeader(head.subarray(0, length)) : null;
    if (header?.base === manifest.numberOf(JOURNAL_FILE)) return;
    for (const name of [SNAPSHOT_COPY, SNAPSHOT_FILE]) await files.remove(folder.file(name));
    await file.truncate(0);
  } finally {
    await file.close();
  }
}
