import { NewsTally, type RoleNews } from '../../core/role-news.ts';
import type { RoleChange } from '../../core/roles.ts';
import { MAX_RECENT } from './recent-changes.ts';

/** Changes applied to memory before the event loop gets its turn. */
export const PART = 400;

/** The changes of one commit. Of a first list of 700,000 nothing is done with all of them in one go. */
export class Transaction implements Iterable<RoleChange> {
  readonly length: number;
  /** The last of them. */
  readonly newest: readonly RoleChange[];
  /** undefined: drained. */
  readonly #changes: (RoleChange | undefined)[];
  readonly #tally = new NewsTally();

  constructor(changes: readonly RoleChange[]) {
    this.length = changes.length;
    this.newest = changes.slice(-MAX_RECENT);
    this.#changes = changes.slice();
  }

  /** Of what was drained. */
  get news(): RoleNews {
    return this.#tally.news;
  }

  *[Symbol.iterator](): Generator<RoleChange, void, undefined> {
    for (const change of this.#changes) if (change) yield change;
  }

  /** All changes, and none of them is held any more: what 700,000 viewers become takes the place of them. */
  *drain(): Generator<readonly RoleChange[], void, undefined> {
    for (let start = 0; start < this.length; start += PART) {
      const part = this.#changes.slice(start, start + PART) as RoleChange[];
      this.#changes.fill(undefined, start, start + PART);
      this.#tally.add(part);
      yield part;
    }
  }
}
