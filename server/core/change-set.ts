import type { Kind, ListRow, RoleChange } from './roles.ts';

/** What is granted to everybody whom a row names. `at` is epoch ms. */
interface ListGrant {
  readonly kind: Kind;
  readonly at: number;
  readonly source: string;
}

/**
 * Changes that take effect as one. A row of a list stands for the grant that it makes, until that is read: 700,000
 * grants would take as much memory as the people. They stay in the parts they come in: V8 looks at an array as a whole,
 * and while it looks at one of 700,000 everybody waits.
 */
export class ChangeSet implements Iterable<RoleChange> {
  readonly length: number;
  /** Those drained are gone. */
  readonly #parts: (readonly (RoleChange | ListRow)[])[];
  readonly #grant: ListGrant | null;

  constructor(parts: readonly (readonly RoleChange[])[]);
  constructor(parts: readonly (readonly (RoleChange | ListRow)[])[], grant: ListGrant);
  constructor(parts: readonly (readonly (RoleChange | ListRow)[])[], grant: ListGrant | null = null) {
    this.#parts = parts.slice();
    this.length = parts.reduce((sum, part) => sum + part.length, 0);
    this.#grant = grant;
  }

  *[Symbol.iterator](): Generator<RoleChange, void, undefined> {
    for (const part of this.#parts) for (const item of part) yield this.#changeOf(item);
  }

  /** All changes for the last time, at most `size` at once: what they become takes the place of them in memory. */
  *drain(size: number): Generator<readonly RoleChange[], void, undefined> {
    for (const [i, part] of this.#parts.entries()) {
      this.#parts[i] = [];
      for (let start = 0; start < part.length; start += size) {
        yield part.slice(start, start + size).map((item) => this.#changeOf(item));
      }
    }
  }

  #changeOf(item: RoleChange | ListRow): RoleChange {
    if ('change' in item || !this.#grant) return item as RoleChange;
    const { kind, at, source } = this.#grant;
    return { change: 'granted', kind, user: item.user, detail: item.detail, at, source };
  }
}
