import type { Kind, ListRow, RoleChange } from './roles.ts';

/** What is granted to everybody whom a row names. `at` is epoch ms. */
interface ListGrant {
  readonly kind: Kind;
  readonly at: number;
  readonly source: string;
}

/**
 * Changes that take effect as one. A row of a list stands for the grant that it makes, until that is read: 700,000
 * grants would take as much memory as the people.
 */
export class ChangeSet implements Iterable<RoleChange> {
  readonly length: number;
  /** undefined: drained. */
  readonly #items: (RoleChange | ListRow | undefined)[];
  readonly #grant: ListGrant | null;

  constructor(items: readonly RoleChange[]);
  constructor(items: readonly (RoleChange | ListRow)[], grant: ListGrant);
  constructor(items: readonly (RoleChange | ListRow)[], grant: ListGrant | null = null) {
    this.length = items.length;
    this.#items = items.slice();
    this.#grant = grant;
  }

  *[Symbol.iterator](): Generator<RoleChange, void, undefined> {
    for (const item of this.#items) if (item) yield this.#changeOf(item);
  }

  /** All changes for the last time, `size` at once: what they become takes the place of them in memory. */
  *drain(size: number): Generator<readonly RoleChange[], void, undefined> {
    for (let start = 0; start < this.length; start += size) {
      const items = this.#items.slice(start, start + size);
      this.#items.fill(undefined, start, start + size);
      yield items.filter((item) => item !== undefined).map((item) => this.#changeOf(item));
    }
  }

  #changeOf(item: RoleChange | ListRow): RoleChange {
    if ('change' in item || !this.#grant) return item as RoleChange;
    const { kind, at, source } = this.#grant;
    return { change: 'granted', kind, user: item.user, detail: item.detail, at, source };
  }
}
