import { ChangeSet } from './change-set.ts';
import { changeToRow } from './role-change.ts';
import type { Kind, ListRow, RoleChange } from './roles.ts';
import type { Roster } from './roster.ts';
import { ShardedMap } from './sharded-map.ts';

/** What Twitch said when asked by id: a row, or null for who does not hold the role. */
export type Confirmed = ReadonlyMap<string, ListRow | null>;

export interface ListDiffDeps {
  readonly roster: Roster;
  readonly kind: Kind;
  /** A number never used before for this roster and kind, above 0. */
  readonly generation: number;
  /** When the first page was asked for, on the clock that never jumps. */
  readonly begunAt: number;
  /** Whether this answer to a question of that time decides anything about a viewer; null: is missing. */
  readonly mayDecide: (userId: string, requestedAt: number, row: ListRow | null) => boolean;
}

/** When a page was asked for. One for all of its rows: a number would be an object of its own in each. */
interface Asked {
  readonly at: number;
}

interface AskedRow extends ListRow {
  readonly asked: Asked;
}

/**
 * Compares one complete list of Twitch with the roster while its pages come in.
 *
 * Rows that say nothing new cost a stamp on the viewer; only the others are kept. The roster may
 * change under it (events): nothing is decided before `changes()`.
 */
export class ListDiff {
  /** What the list says and the roster does not. Whoever decides by it meanwhile may take people out. */
  readonly news = new ShardedMap<AskedRow>();
  readonly #deps: ListDiffDeps;
  #asked: Asked = { at: NaN };

  constructor(deps: ListDiffDeps) {
    this.#deps = deps;
  }

  /**
   * Takes one row. The same user twice is normal; the later row counts.
   * @param requestedAt when its page was asked for
   * @returns whether the list had not shown this person before
   */
  add({ user, detail }: ListRow, requestedAt: number): boolean {
    const { roster, kind, generation } = this.#deps;
    if (this.#asked.at !== requestedAt) this.#asked = { at: requestedAt };
    const isFirst = !this.has(user.userId);
    roster.markSeen(kind, user.userId, generation);
    if (roster.isUnchanged(kind, user, detail)) this.news.delete(user.userId);
    else this.news.set(user.userId, { user, detail, asked: this.#asked });
    return isFirst;
  }

  /** Whether the list showed this person. */
  has(userId: string): boolean {
    const { roster, kind, generation } = this.#deps;
    return this.news.has(userId) || roster.isSeen(kind, userId, generation);
  }

  /** Ids of those who hold the role here and are missing from the list: to be asked for, not revoked. */
  missing(): string[] {
    return [...this.missingInParts()].flat();
  }

  /** `missing()`, a part of the roster at a time. Who changes meanwhile is not told again. */
  *missingInParts(): Generator<string[], void, undefined> {
    const { roster, kind, generation, begunAt, mayDecide } = this.#deps;
    for (const viewers of roster.unseen(kind, generation)) {
      const ids = viewers.map(({ userId }) => userId);
      yield ids.filter((userId) => !this.news.has(userId) && mayDecide(userId, begunAt, null));
    }
  }

  /**
   * What has to change for the roster to equal the list.
   * @param confirmed what Twitch said when asked by id: a row (holds the role) or null (does not).
   *   It beats the list.
   * @param untouchable ids whose newest knowledge came after the last question: left as they are
   * @param at epoch ms
   */
  changes(
    confirmed: Confirmed,
    untouchable: ReadonlySet<string>,
    at: number,
    source: string,
  ): readonly RoleChange[] {
    return [...this.settle([[...this.plan(confirmed, at, source)]], confirmed, untouchable, at, source)];
  }

  /**
   * The part of `changes()` that is about nobody who was asked about: it may be worked out beforehand and
   * bit by bit, which a first list of 100,000 needs. A row stands for a grant. Only once: the rows are forgotten
   * meanwhile, but where somebody decides by them (`isShared`).
   */
  *plan(
    confirmed: Confirmed,
    at: number,
    source: string,
    isShared = false,
  ): Generator<RoleChange | ListRow, void, undefined> {
    const { mayDecide } = this.#deps;
    for (const row of isShared ? this.news.values() : this.news.drain()) {
      const { userId } = row.user;
      if (confirmed.has(userId) || !mayDecide(userId, row.asked.at, row)) continue;
      const change = this.#changeTo(userId, row, at, source);
      if (change) yield change.change === 'granted' ? row : change;
    }
  }

  /** `changes()` with the plan given. Those who were asked about are compared with the roster as it is now. */
  settle(
    planned: readonly (readonly (RoleChange | ListRow)[])[],
    confirmed: Confirmed,
    untouchable: ReadonlySet<string>,
    at: number,
    source: string,
  ): ChangeSet {
    const revoked: RoleChange[] = [];
    const granted: RoleChange[] = [];
    for (const [userId, row] of confirmed) {
      const change = this.#changeTo(userId, row, at, source);
      if (change) (row ? granted : revoked).push(change);
    }
    // Revocations first: they carry the names we knew, and a name may belong to a newcomer of this list by now.
    const all = [revoked, ...planned, granted];
    const free =
      untouchable.size === 0
        ? all
        : all.map((part) => part.filter(({ user }) => !untouchable.has(user.userId)));
    return new ChangeSet(free, { kind: this.#deps.kind, at, source });
  }

  #changeTo(userId: string, row: ListRow | null, at: number, source: string): RoleChange | null {
    return changeToRow(this.#deps.roster, this.#deps.kind, userId, row, at, source);
  }
}
