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

/** Counts changes as they come. */
export class NewsTally {
  readonly #counts = { granted: 0, revoked: 0, updated: 0 };
  readonly #first: RoleChange[] = [];
  readonly #groups: { kind: Kind; change: RoleChange['change']; count: number; first: RoleChange[] }[] = [];
  #total = 0;

  add(changes: readonly RoleChange[]): void {
    for (const each of changes) {
      const { kind, change } = each;
      this.#total++;
      this.#counts[change]++;
      if (this.#first.length < MAX_FIRST) this.#first.push(each);
      let group = this.#groups.find((other) => other.kind === kind && other.change === change);
      if (!group) this.#groups.push((group = { kind, change, count: 0, first: [] }));
      group.count++;
      if (group.first.length < MAX_OF_SORT) group.first.push(each);
    }
  }

  get news(): RoleNews {
    return { total: this.#total, counts: this.#counts, first: this.#first, groups: this.#groups };
  }
}
