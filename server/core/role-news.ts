import type { Kind, RoleChange } from './roles.ts';

/** Of more changes at once nobody is told each. */
export const MAX_FIRST = 500;
/** Of each sort of change the first few are kept, however many others come before them. */
const MAX_OF_SORT = 10;

/** Changes of one sort. */
export interface RoleNewsGroup {
  readonly kind: Kind;
  readonly change: RoleChange['change'];
  readonly count: number;
  /** In their order, a few. */
  readonly first: readonly RoleChange[];
}

/** What was changed as one. A first list of 700,000 is not kept whole for this. */
export interface RoleNews {
  readonly total: number;
  readonly counts: Readonly<Record<RoleChange['change'], number>>;
  /** In their order, at most `MAX_FIRST`. */
  readonly first: readonly RoleChange[];
  readonly groups: readonly RoleNewsGroup[];
}

export function newsOf(changes: readonly RoleChange[]): RoleNews {
  const counts = { granted: 0, revoked: 0, updated: 0 };
  const groups: { kind: Kind; change: RoleChange['change']; count: number; first: RoleChange[] }[] = [];
  for (const each of changes) {
    const { kind, change } = each;
    counts[change]++;
    let group = groups.find((other) => other.kind === kind && other.change === change);
    if (!group) groups.push((group = { kind, change, count: 0, first: [] }));
    group.count++;
    if (group.first.length < MAX_OF_SORT) group.first.push(each);
  }
  return { total: changes.length, counts, first: changes.slice(0, MAX_FIRST), groups };
}
