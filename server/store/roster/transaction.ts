import { newsOf, type RoleNews } from '../../core/role-news.ts';
import type { RoleChange } from '../../core/roles.ts';
import { slices } from '../../core/slices.ts';
import { MAX_RECENT } from './recent-changes.ts';

/** Changes applied to memory before the event loop gets its turn. */
export const PART = 400;

/** The changes of one commit. */
export class Transaction implements Iterable<RoleChange> {
  readonly news: RoleNews;
  /** The last of them. */
  readonly newest: readonly RoleChange[];
  readonly #parts: RoleChange[][];

  constructor(changes: readonly RoleChange[]) {
    this.news = newsOf(changes);
    this.newest = changes.slice(-MAX_RECENT);
    this.#parts = [...slices(changes, PART)];
  }

  get length(): number {
    return this.news.total;
  }

  *[Symbol.iterator](): Generator<RoleChange, void, undefined> {
    for (const part of this.#parts) yield* part;
  }

  /** All changes, and none of them is held any more: what 700,000 viewers become takes the place of them. */
  *drain(): Generator<readonly RoleChange[], void, undefined> {
    for (const [i, part] of this.#parts.entries()) {
      this.#parts[i] = [];
      yield part;
    }
  }
}
