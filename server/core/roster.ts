import {
  isSameDetail,
  isSameUser,
  KINDS,
  type Kind,
  type RoleChange,
  type RoleDetail,
  toLogin,
  type User,
} from './roles.ts';
import { RoleRecords } from './role-records.ts';
import { ShardedMap } from './sharded-map.ts';
import { nameKey } from './spelling.ts';
import { isSeenBy, markSeen, type MutableViewer, newViewer, type Viewer } from './viewer.ts';
import { ViewerNames } from './viewer-names.ts';

/** Viewers that a walk passes before others get their turn, unless they are of one part. */
const WALK = 4_000;

/**
 * Viewers that are known to be there and were not read yet, in groups. Nobody is in two of them, by id or by
 * name, so that they may be taken in any order. A group is given away once.
 */
export interface SleepingViewers {
  /** How many sleep still. */
  readonly size: number;
  /** How many of all, with those that were taken, hold each role. */
  readonly counts: Readonly<Record<Kind, number>>;
  /** Some others too. Empty if nobody who sleeps has this id. */
  takeById(userId: string): readonly Viewer[];
  /** By login, in lower case, or by display name, as `nameKey()` writes it. */
  takeByName(name: string): readonly Viewer[];
  /** Anybody; null: nobody sleeps any more. */
  takeNext(): readonly Viewer[] | null;
}

/** What readers of the roster may do. */
export interface RosterView {
  /** How many hold each role now. */
  readonly counts: Readonly<Record<Kind, number>>;
  /** How many people are known, with or without a role. */
  readonly size: number;
  byId(userId: string): Viewer | undefined;
  /** By login, else by display name; any case, a leading `@` allowed. */
  byName(typed: string): Viewer | undefined;
  /** In lower case. */
  byLogin(login: string): Viewer | undefined;
  /**
   * Everybody who is shown by a name that is more than the login in other letters, newest first. The key is
   * from `nameKey()`.
   */
  byShownName(key: string): readonly Viewer[];
  viewers(): Iterable<Viewer>;
  /** Resolves when `viewers()` keeps nobody waiting: shortly after a start it would have to read them all first. */
  whenAwake(): Promise<void>;
}

/**
 * Everybody we know and what they are now: the answer to `access.check` is read from here.
 * Pure memory; the store makes a change durable before it is applied here.
 */
export class Roster implements RosterView {
  readonly #byId = new ShardedMap<MutableViewer>();
  readonly #names = new ViewerNames();
  readonly #records = new RoleRecords();
  readonly #counts: Record<Kind, number> = { subscribers: 0, vips: 0, moderators: 0 };

  /** Those of the snapshot whom nobody has asked for yet. */
  #sleeping: SleepingViewers | null = null;
  readonly #waiting: (() => void)[] = [];

  get counts(): Readonly<Record<Kind, number>> {
    return this.#counts;
  }

  get size(): number {
    return this.#byId.size + (this.#sleeping?.size ?? 0);
  }

  byId(userId: string): Viewer | undefined {
    return this.#find(userId);
  }

  byName(typed: string): Viewer | undefined {
    const name = toLogin(typed);
    return this.byLogin(name) ?? this.byShownName(nameKey(name))[0];
  }

  byLogin(login: string): Viewer | undefined {
    const known = this.#names.byLogin.get(login);
    if (known || !this.#sleeping) return known;
    this.#wake(this.#sleeping.takeByName(login));
    return this.#names.byLogin.get(login);
  }

  byShownName(key: string): readonly Viewer[] {
    if (this.#sleeping) this.#wake(this.#sleeping.takeByName(key));
    return this.#names.shownBy(key);
  }

  viewers(): Iterable<Viewer> {
    this.wakeAll();
    return this.#byId.values();
  }

  /** Whether a list row says nothing new about a viewer. */
  isUnchanged(kind: Kind, user: User, detail: RoleDetail): boolean {
    const viewer = this.#find(user.userId);
    const record = viewer?.[kind];
    if (!viewer || !record) return false;
    // Twitch lists deleted accounts with empty names: that is no news about a name we know.
    return isSameDetail(record, detail) && (user.userLogin === '' || isSameUser(viewer, user));
  }

  /** Notes that the list of this generation shows the viewer. False if the viewer is not known. */
  markSeen(kind: Kind, userId: string, generation: number): boolean {
    const viewer = this.#find(userId);
    if (!viewer) return false;
    markSeen(viewer, kind, generation);
    return true;
  }

  isSeen(kind: Kind, userId: string, generation: number): boolean {
    const viewer = this.#find(userId);
    return viewer !== undefined && isSeenBy(viewer, kind, generation);
  }

  /**
   * Everybody who holds the role and was not shown by the list of this generation, a part of the roster at a
   * time: 700,000 viewers at once take 140 ms.
   */
  *unseen(kind: Kind, generation: number): Generator<Viewer[], void, undefined> {
    this.wakeAll();
    let missing: Viewer[] = [];
    let walked = 0;
    for (const { size, values } of this.#byId.parts()) {
      if (walked > 0 && walked + size > WALK) {
        yield missing;
        missing = [];
        walked = 0;
      }
      for (const viewer of values)
        if (viewer[kind] && !isSeenBy(viewer, kind, generation)) missing.push(viewer);
      walked += size;
    }
    yield missing;
  }

  /** Applies one change. Applying the same change twice changes nothing the second time. */
  apply(change: RoleChange): void {
    this.#wakeAllLike(change.user);
    const viewer = this.#upsert(change.user);
    const { kind } = change;
    const before = viewer[kind];
    if (change.change === 'revoked') {
      if (before) this.#counts[kind]--;
      viewer[kind] = null;
      return;
    }
    if (!before) this.#counts[kind]++;
    const isUpdate = change.change === 'updated' && before !== null;
    const grantedAt = isUpdate ? before.grantedAt : change.at;
    const source = isUpdate ? before.source : change.source;
    viewer[kind] = this.#records.of(change.detail, grantedAt, source);
  }

  /**
   * Applies a change only to look ahead: what it returns takes it back, exactly. Take several back in
   * reverse order and before anybody else reads, that is within the same tick.
   */
  applyTentatively(change: RoleChange): () => void {
    const { userId, userLogin, userDisplayName } = change.user;
    this.#wakeAllLike(change.user);
    const known = this.#byId.get(userId);
    const touched = [known, this.#names.byLogin.get(userLogin)].filter((viewer) => viewer !== undefined);
    const saved = touched.map((viewer) => {
      const { userLogin, userDisplayName, subscribers, vips, moderators } = viewer;
      return [viewer, { userLogin, userDisplayName, subscribers, vips, moderators }] as const;
    });
    const restoreNames = this.#names.remember([{ userLogin, userDisplayName }, ...touched]);
    const counts = { ...this.#counts };
    this.apply(change);
    return () => {
      if (!known) this.#byId.delete(userId);
      for (const [viewer, before] of saved) Object.assign(viewer, before);
      restoreNames();
      Object.assign(this.#counts, counts);
    };
  }

  /** Puts back a viewer as the snapshot holds it. Later calls win. */
  restore(saved: Viewer): void {
    const viewer = this.#upsert(saved);
    for (const kind of KINDS) {
      if (viewer[kind]) this.#counts[kind]--;
      viewer[kind] = saved[kind];
      if (viewer[kind]) this.#counts[kind]++;
    }
  }

  /** Takes in a snapshot that is read when it is needed. Only while nobody is here. */
  adopt(sleeping: SleepingViewers): void {
    if (this.size > 0) throw new Error('Somebody is here already.');
    this.#sleeping = sleeping;
    Object.assign(this.#counts, sleeping.counts);
  }

  /** Reads some of those who sleep, which costs nobody but the first who asks for them. False: all are awake. */
  wakeSome(): boolean {
    const viewers = this.#sleeping?.takeNext();
    if (viewers) this.#wake(viewers);
    else this.#endSleep();
    return this.#sleeping !== null;
  }

  whenAwake(): Promise<void> {
    if (!this.#sleeping) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Takes long, where many sleep. */
  wakeAll(): void {
    while (this.wakeSome());
  }

  /** Forgets everybody (`data.delete`). */
  clear(): void {
    this.#endSleep();
    this.#byId.clear();
    this.#names.clear();
    for (const kind of KINDS) this.#counts[kind] = 0;
  }

  #endSleep(): void {
    this.#sleeping = null;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #find(userId: string): MutableViewer | undefined {
    const known = this.#byId.get(userId);
    if (known || !this.#sleeping) return known;
    this.#wake(this.#sleeping.takeById(userId));
    return this.#byId.get(userId);
  }

  /** Whom a change may touch: the one it is about, and those who went by these names. */
  #wakeAllLike({ userId, userLogin, userDisplayName }: User): void {
    if (!this.#sleeping) return;
    this.#wake(this.#sleeping.takeById(userId));
    this.#wake(this.#sleeping.takeByName(userLogin));
    this.#wake(this.#sleeping.takeByName(nameKey(userDisplayName)));
  }

  #wake(viewers: readonly Viewer[]): void {
    for (const viewer of viewers) {
      this.restore(viewer);
      // They were counted when they were adopted.
      for (const kind of KINDS) if (viewer[kind]) this.#counts[kind]--;
    }
  }

  #upsert(user: User): MutableViewer {
    const known = this.#byId.get(user.userId);
    if (!known) {
      const viewer = newViewer(user);
      this.#byId.set(user.userId, viewer);
      this.#names.add(viewer);
      return viewer;
    }
    // Accounts that were deleted come with empty names: what we knew is better than nothing.
    if (!isSameUser(known, user) && user.userLogin !== '') {
      this.#names.remove(known);
      known.userLogin = user.userLogin;
      known.userDisplayName = user.userDisplayName;
      this.#names.add(known);
    }
    return known;
  }
}
