import { ChangeSet } from '../../core/change-set.ts';
import type { RoleChange } from '../../core/roles.ts';
import type { RoleNews } from '../../core/role-news.ts';
import type { Roster } from '../../core/roster.ts';
import type { OnApplied } from '../../sync/ports.ts';

/** A commit whose turn has not come. */
export interface WaitingCommit {
  readonly build: () => readonly RoleChange[] | ChangeSet;
  readonly onApplied: OnApplied | undefined;
  readonly resolve: (news: RoleNews) => void;
  readonly reject: (error: unknown) => void;
}

/** A commit that shares its write with the others of its group. */
export interface BuiltCommit extends WaitingCommit {
  readonly changes: ChangeSet;
}

const MAX_COMMITS = 256;
/** More changes than this end a group: looking ahead over them would take too long. */
const MAX_LOOK_AHEAD = 64;

/**
 * Takes waiting commits that can share one write. Each `build` sees the roster as it will be when those
 * before it are applied: they are rehearsed and taken back within this very tick, so that nobody ever reads
 * from the roster what is not durable.
 */
export function takeGroup(roster: Roster, waiting: WaitingCommit[]): BuiltCommit[] {
  const group: BuiltCommit[] = [];
  const undo: (() => void)[] = [];
  try {
    while (group.length < MAX_COMMITS) {
      const commit = waiting.shift();
      if (!commit) break;
      const built = buildOne(commit);
      if (!built) continue;
      group.push(built);
      if (built.changes.length > MAX_LOOK_AHEAD || waiting.length === 0) break;
      for (const change of built.changes) undo.push(roster.applyTentatively(change));
    }
  } finally {
    for (const takeBack of undo.reverse()) takeBack();
  }
  return group;
}

function buildOne(commit: WaitingCommit): BuiltCommit | null {
  try {
    const built = commit.build();
    return { ...commit, changes: built instanceof ChangeSet ? built : new ChangeSet([built]) };
  } catch (error) {
    commit.reject(error);
    return null;
  }
}
