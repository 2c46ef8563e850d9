import type { Kind, ListRow, RoleChange } from './roles.ts';
import type { Roster } from './roster.ts';
import { ShardedMap } from './sharded-map.ts';

/** What Twitch said when asked by id: a row, or null for who does not hold the role. */
export type Confirmed = ReadonlyMap<string, ListRow | null>;

/**
 * Compares one complete list of Twitch with the roster while its pages come in.
 *
 * Rows that say nothing new cost a stamp on the viewer; only the others are kept. The roster may
 * change under it (events): nothing is decided before `changes()`.
 */
export class ListDiff {
  readonly #roster: Roster;
  readonly #kind: Kind;
  readonly #generation: number;
  readonly #news = new ShardedMap<ListRow>();

  /** @param generation a number never used before for this roster and kind, above 0 */
  constructor(roster: Roster, kind: Kind, generation: number) {
    this.#roster = roster;
    this.#kind = kind;
    this.#generation = generation;
  }

  /**
   * Takes one row. The same user twice is normal; the later row counts.
   * @returns whether the list had not shown this person before
   */
  add(row: ListRow): boolean {
    const { userId } = row.user;
    const isFirst = !this.has(userId);
    this.#roster.markSeen(this.#kind, userId, this.#generation);
    if (this.#roster.isUnchanged(this.#kind, row.user, row.detail)) this.#news.delete(userId);
    else this.#news.set(userId, row);
    return isFirst;
  }

  /** Whether the list showed this person. */
  has(userId: string): boolean {
    return this.#news.has(userId) || this.#roster.isSeen(this.#kind, userId, this.#generation);
  }

  /** Ids of those who hold the role here and are missing from the list: to be asked for, not revoked. */
  missing(): string[] {
    return [...this.missingInParts()].flat();
  }

  /** `missing()`, a part of the roster at a time. Who changes meanwhile is not told again. */
  *missingInParts(): Generator<string[], void, undefined> {
    for (const viewers of this.#roster.unseen(this.#kind, this.#generation)) {
      const ids: string[] = [];
      for (const { userId } of viewers) if (!this.#news.has(userId)) ids.push(userId);
      yield ids;
    }
  }

  /**
   * What has to change for the roster to equal the list.
   * @param confirmed what Twitch said when asked by id: a row (holds the role) or null (does not).
   *   It beats the list.
   * @param untouchable ids whose newest knowledge came by event after the question: left as they are
   * @param at epoch ms
   */
  changes(
    confirmed: Confirmed,
    untouchable: ReadonlySet<string>,
    at: number,
    source: string,
  ): readonly RoleChange[] {
    return this.settle([...this.plan(confirmed, at, source)], confirmed, untouchable, at, source);
  }

  /**
   * The part of `changes()` that is about nobody who was asked about or spoken of: it may be worked out
   * beforehand and bit by bit, which a first list of 100,000 needs. Only once: the rows are forgotten meanwhile.
   */
  *plan(confirmed: Confirmed, at: number, source: string): Generator<RoleChange, void, undefined> {
    for (const row of this.#news.drain()) {
      const change = confirmed.has(row.user.userId) ? null : this.#grantOrUpdate(row, at, source);
      if (change) yield change;
    }
  }

  /** `changes()` with the plan given. Those who were asked about are compared with the roster as it is now. */
  settle(
    planned: readonly RoleChange[],
    confirmed: Confirmed,
    untouchable: ReadonlySet<string>,
    at: number,
    source: string,
  ): readonly RoleChange[] {
    const revoked: RoleChange[] = [];
    const granted: RoleChange[] = [];
    for (const [userId, row] of confirmed) {
      const change = row ? this.#grantOrUpdate(row, at, source) : this.#revoke(userId, at, source);
      if (change) (row ? granted : revoked).push(change);
    }
    // Revocations first: they carry the names we knew, and a name may belong to a newcomer of this list by now.
    // A first list is not copied: that would be as long as the list.
    const all = revoked.length + granted.length === 0 ? planned : revoked.concat(planned, granted);
    return untouchable.size === 0 ? all : all.filter(({ user }) => !untouchable.has(user.userId));
  }

  #revoke(userId: string, at: number, source: string): RoleChange | null {
    const viewer = this.#roster.byId(userId);
    if (!viewer?.[this.#kind]) return null;
    const { userLogin, userDisplayName } = viewer;
    const user = { userId, userLogin, userDisplayName };
    return { change: 'revoked', kind: this.#kind, user, at, source };
  }

  #grantOrUpdate(row: ListRow, at: number, source: string): RoleChange | null {
    const { user, detail } = row;
    const kind = this.#kind;
    if (this.#roster.isUnchanged(kind, user, detail)) return null;
    const isActive = !!this.#roster.byId(user.userId)?.[kind];
    return { change: isActive ? 'updated' : 'granted', kind, user, detail, at, source };
  }
}
