import { basename } from 'node:path';
import { KINDS, type RoleChange } from '../../core/roles.ts';
import { Roster } from '../../core/roster.ts';
import type { StoreParts } from '../files/data-folder.ts';
import { openJournal } from './journal-open.ts';
import { unreadable } from '../files/json-adapter.ts';
import type { Journal } from './journal.ts';
import { RecentChanges } from './recent-changes.ts';
import { RosterSnapshots } from './snapshots.ts';
import { DurableRoster } from './roster-store.ts';
import { errorCode, type StoreNotice } from '../files/store-error.ts';

const JOURNAL = 'roster.journal.ndjson';
const SNAPSHOT = 'roster.snapshot.ndjson';

/**
 * Loads the snapshot, replays what the journal has beyond it, and returns the roster ready for commits.
 * @throws StoreError `file_too_new`, `file_unreadable`
 */
export async function openRoster(parts: StoreParts): Promise<DurableRoster> {
  try {
    return await open(parts);
  } catch (error) {
    throw errorCode(error) === '' ? error : unreadable(parts.folder.file(JOURNAL), error);
  }
}

async function open(parts: StoreParts): Promise<DurableRoster> {
  const roster = new Roster();
  const path = parts.folder.file(JOURNAL);
  const snapshots = new RosterSnapshots(parts, parts.folder.file(SNAPSHOT), roster);
  const covered = await snapshots.load();
  const { journal, notices: found } = await openJournal(parts, path, covered, (change) =>
    roster.apply(change),
  );
  const notices = [...snapshots.notices, ...found];
  if (journal.end.offset === 0 && roster.size > 0) notices.push(await beginAgain(parts, journal, roster));
  // So that the next start does not come across the same damage.
  if (notices.length > 0 && roster.size > 0) await snapshots.write(journal.end);
  const recent = await readRecent(parts, journal);
  snapshots.follow(journal.end);
  return new DurableRoster({ ...parts, roster, journal, snapshots, recent, notices });
}

async function readRecent({ folder }: StoreParts, journal: Journal): Promise<RecentChanges> {
  const recent = new RecentChanges();
  const file = await folder.files.open(journal.path, 'read');
  try {
    await recent.fill(file, journal.end.offset);
  } finally {
    await file.close();
  }
  return recent;
}

/** The journal is gone and the snapshot is there: a new journal begins with what everybody is now. */
async function beginAgain({ log }: StoreParts, journal: Journal, roster: Roster): Promise<StoreNotice> {
  const file = basename(journal.path);
  const message = `${file} was missing. Roles are taken from ${SNAPSHOT}; roles that ended before are forgotten.`;
  log.warn('Store', message);
  try {
    await journal.append([activeRoles(roster)]);
  } catch (error) {
    log.error('Store', `${file} cannot be written to now`, error);
  }
  return { file, setAside: null, message };
}

function activeRoles(roster: Roster): RoleChange[] {
  const changes: RoleChange[] = [];
  for (const viewer of roster.viewers()) {
    const { userId, userLogin, userDisplayName } = viewer;
    const user = { userId, userLogin, userDisplayName };
    for (const kind of KINDS) {
      if (!viewer[kind]) continue;
      const { grantedAt: at, source, ...detail } = viewer[kind];
      changes.push({ change: 'granted', kind, user, detail, at, source });
    }
  }
  return changes;
}
