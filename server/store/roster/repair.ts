import { setImmediate as nextTurn } from 'node:timers/promises';
import { KINDS, type RoleChange } from '../../core/roles.ts';
import type { Roster } from '../../core/roster.ts';
import type { StoreDeps } from '../files/data-folder.ts';
import { setAside } from '../files/set-aside.ts';
import type { OpenedJournal } from './journal-open.ts';
import { JOURNAL_FILE } from './journal.ts';
import type { RosterSnapshots } from './snapshots.ts';

export interface RepairDeps extends StoreDeps {
  readonly roster: Roster;
  readonly opened: OpenedJournal;
  readonly snapshots: RosterSnapshots;
  /** Whether the files are not as they should be. */
  readonly isDamaged: boolean;
}

/** Viewers whose roles are collected before the event loop gets its turn. */
const SLICE = 1_000;

/** What has to be done to the roster's files before anything is added to them. */
export class RosterRepair {
  readonly #deps: RepairDeps;
  #isDue: boolean;

  constructor(deps: RepairDeps) {
    const { opened, isDamaged } = deps;
    this.#deps = deps;
    this.#isDue = isDamaged || opened.torn > 0 || isGoneAlone(deps);
  }

  /** Does it, once. @throws whatever the disk says; then it is still to be done */
  async run(): Promise<void> {
    if (!this.#isDue) return;
    const { folder, opened, snapshots, isDamaged } = this.#deps;
    const { journal, damage } = opened;
    const name = damage?.setAside ?? null;
    if (name !== null) await setAside(folder, journal.path, name);
    await snapshots.keepDamaged();
    await this.#cutTail();
    if (isGoneAlone(this.#deps)) await journal.append([await activeRoles(this.#deps.roster)]);
    else if (opened.needsBridge) await journal.bridge();
    this.#isDue = false;
    // So that the next start does not come across the same damage.
    if (isDamaged) void snapshots.writeAgain(journal.end);
  }

  async #cutTail(): Promise<void> {
    const { log, opened } = this.#deps;
    if (opened.torn === 0) return;
    log.warn('Store', `Cut ${opened.torn} bytes of an unfinished write off ${JOURNAL_FILE}`);
    try {
      await opened.journal.repair();
    } catch (error) {
      log.error('Store', `${JOURNAL_FILE} cannot be written to now`, error);
    }
  }
}

/** The snapshot is there without a journal: a new one begins with what everybody is now. */
const isGoneAlone = ({ opened, roster }: RepairDeps): boolean =>
  opened.journal.end.offset === 0 && roster.size > 0;

async function activeRoles(roster: Roster): Promise<RoleChange[]> {
  while (roster.wakeSome()) await nextTurn();
  const changes: RoleChange[] = [];
  let walked = 0;
  for (const viewer of roster.viewers()) {
    const { userId, userLogin, userDisplayName } = viewer;
    const user = { userId, userLogin, userDisplayName };
    for (const kind of KINDS) {
      if (!viewer[kind]) continue;
      const { grantedAt: at, source, ...detail } = viewer[kind];
      changes.push({ change: 'granted', kind, user, detail, at, source });
    }
    if (++walked % SLICE === 0) await nextTurn();
  }
  return changes;
}
