import { type Kind, KINDS, type ListRow, type User } from './roles.ts';
import type { RosterView } from './roster.ts';
import type { Viewer } from './viewer.ts';
import { ShardedMap } from './sharded-map.ts';
import { nameKey } from './spelling.ts';

/** What one attempt has read so far of a list that was never read to its end. */
export class PartialList {
  /** When it was begun, epoch ms, and why: what its people are said to hold the role since, and from. */
  readonly begunAt: number;
  readonly source: string;
  readonly #rows: ShardedMap<ListRow>;
  readonly #byLogin = new ShardedMap<string>();
  /** Only names that are more than the login in other letters. */
  readonly #byShownName = new ShardedMap<readonly string[]>();

  /** @param rows by user id; whoever reads the list fills it, and calls `add()` */
  constructor(begunAt: number, source: string, rows: ShardedMap<ListRow>) {
    this.begunAt = begunAt;
    this.source = source;
    this.#rows = rows;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Somebody can be found by name from now on. */
  add({ userId, userLogin, userDisplayName }: User): void {
    if (userLogin !== '') this.#byLogin.set(userLogin, userId);
    const key = nameKey(userDisplayName);
    if (key === userLogin || key === '') return;
    this.#byShownName.set(key, [...new Set([userId, ...this.shownBy(key)])]);
  }

  /** Something newer is known of this person. */
  drop(userId: string): void {
    const login = this.#rows.get(userId)?.user.userLogin ?? '';
    if (this.#byLogin.get(login) === userId) this.#byLogin.delete(login);
    this.#rows.delete(userId);
  }

  get(userId: string): ListRow | undefined {
    return this.#rows.get(userId);
  }

  byLogin(login: string): ListRow | undefined {
    return this.#rows.get(this.#byLogin.get(login) ?? '');
  }

  /** Ids of who is shown by this name. */
  shownBy(key: string): readonly string[] {
    return (this.#byShownName.get(key) ?? []).filter((userId) => this.#rows.has(userId));
  }

  users(): Iterable<ListRow> {
    return this.#rows.values();
  }
}

/**
 * The roster, completed by what was read of lists that were never read to their end: a first list of 100,000 is
 * of use from its first page on. Only to decide by; nothing of it is stored, counted or announced.
 */
export class ProvisionalRoster implements RosterView {
  readonly #roster: RosterView;
  readonly #lists: Record<Kind, PartialList | null> = { subscribers: null, vips: null, moderators: null };
  #isNeeded = false;

  constructor(roster: RosterView) {
    this.#roster = roster;
  }

  get counts(): Readonly<Record<Kind, number>> {
    return this.#roster.counts;
  }

  get size(): number {
    return this.#roster.size;
  }

  /** How many of a list count though it was not read to its end. */
  provisional(kind: Kind): number {
    return this.#lists[kind]?.size ?? 0;
  }

  /** Takes the place of what an attempt before read. */
  complete(kind: Kind, list: PartialList | null): void {
    this.#lists[kind] = list;
    this.#isNeeded = KINDS.some((each) => this.#lists[each] !== null);
  }

  byId(userId: string): Viewer | undefined {
    const known = this.#roster.byId(userId);
    return this.#isNeeded ? this.#completed(userId, known) : known;
  }

  byName(typed: string): Viewer | undefined {
    const known = this.#roster.byName(typed);
    if (!this.#isNeeded) return known;
    const key = nameKey(typed.trim().replace(/^@/, ''));
    return this.byLogin(key) ?? this.byShownName(key)[0];
  }

  /** The list is being read right now: of a login that changed hands it knows the newest holder. */
  byLogin(login: string): Viewer | undefined {
    if (!this.#isNeeded) return this.#roster.byLogin(login);
    for (const kind of KINDS) {
      const row = this.#lists[kind]?.byLogin(login);
      if (row) return this.byId(row.user.userId);
    }
    const known = this.#roster.byLogin(login);
    return known && this.#completed(known.userId, known);
  }

  byShownName(key: string): readonly Viewer[] {
    const known = this.#roster.byShownName(key);
    if (!this.#isNeeded) return known;
    const ids = KINDS.flatMap((kind) => this.#lists[kind]?.shownBy(key) ?? []);
    const all = new Set([...known.map(({ userId }) => userId), ...ids]);
    return [...all].map((userId) => this.byId(userId)).filter((viewer) => viewer !== undefined);
  }

  *viewers(): Generator<Viewer, void, undefined> {
    for (const known of this.#roster.viewers()) yield this.#completed(known.userId, known) ?? known;
    for (const kind of KINDS) {
      for (const { user } of this.#lists[kind]?.users() ?? []) {
        const isFirst = KINDS.find((each) => this.#lists[each]?.get(user.userId)) === kind;
        if (isFirst && !this.#roster.byId(user.userId))
          yield this.#completed(user.userId, undefined) as Viewer;
      }
    }
  }

  whenAwake(): Promise<void> {
    return this.#roster.whenAwake();
  }

  #completed(userId: string, known: Viewer | undefined): Viewer | undefined {
    let viewer = known;
    for (const kind of KINDS) {
      const list = this.#lists[kind];
      const row = list?.get(userId);
      if (!list || !row || viewer?.[kind]) continue;
      const record = { grantedAt: list.begunAt, source: list.source, ...row.detail };
      viewer = { ...(viewer ?? withoutRoles(row.user)), [kind]: record };
    }
    return viewer;
  }
}

function withoutRoles({ userId, userLogin, userDisplayName }: User): Viewer {
  return { userId, userLogin, userDisplayName, subscribers: null, vips: null, moderators: null };
}
