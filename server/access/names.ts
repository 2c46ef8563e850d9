import { fromViewerKey, isElsewhere, viewerKey } from '../core/platform.ts';
import type { NamedUser } from '../core/roles.ts';
import type { RosterView } from '../core/roster.ts';
import { ShardedMap } from '../core/sharded-map.ts';
import type { Viewer } from '../core/viewer.ts';
import { nameKey } from '../core/spelling.ts';

/** Whom a name or an id stands for. `viewer` is undefined for who was never on a list. */
export interface Person {
  readonly userId: string | null;
  readonly viewer: Viewer | undefined;
  /** The names, where they are not those of `viewer`. */
  readonly named: NamedUser | undefined;
}

/** The names of one person, and their source. */
interface Entry {
  readonly user: NamedUser;
  /** When that was so: epoch ms, Infinity if Twitch has said it in this run. */
  readonly at: number;
  /** Of what Twitch has said: what the lists said then. With anything else they are newer. */
  readonly listed: Listed | undefined;
}

interface Listed {
  /** The login of this id. */
  readonly login: string | undefined;
  /** The id that had this login, and a role. */
  readonly holder: string | undefined;
}

const FRESH = Infinity;

/**
 * The names of everybody who can be found here: those on the lists, those who have an override or a grant
 * though they never were on one, and what Twitch has said about either since. Everything is kept by id; names
 * are only a way to it.
 */
export class Names {
  readonly #roster: RosterView;
  readonly #byId = new ShardedMap<Entry>();
  readonly #byLogin = new ShardedMap<Entry>();
  readonly #byShownName = new ShardedMap<readonly Entry[]>();

  constructor(roster: RosterView) {
    this.#roster = roster;
  }

  /** Names as they were at `at` (epoch ms). Of two who had the same login the later holder keeps it. */
  recall(user: NamedUser, at: number): void {
    this.#put({ user: namesOf(user), at, listed: undefined });
  }

  /** Names as Twitch says them now. Of people who are not known here nothing is kept. */
  learn(user: NamedUser): void {
    const viewer = this.#roster.byId(user.userId);
    if (!this.#byId.has(user.userId) && (!viewer || isCalled(viewer, user))) return;
    const holder = user.userLogin === null ? undefined : this.#roster.byLogin(user.userLogin);
    const listed = { login: viewer?.userLogin, holder: holdsRole(holder) ? holder?.userId : undefined };
    this.#put({ user: namesOf(user), at: FRESH, listed });
  }

  clear(): void {
    this.#byId.clear();
    this.#byLogin.clear();
    this.#byShownName.clear();
  }

  /** The person with this id, on a list or not. */
  byId(userId: string): Person {
    const viewer = this.#roster.byId(userId);
    const entry = this.#byId.get(userId);
    const isWanted = entry !== undefined && (!viewer || this.#isNewer(entry, viewer));
    return { userId, viewer, named: isWanted ? entry.user : undefined };
  }

  /** The person with this login (lower case). */
  byLogin(login: string): Person | undefined {
    const viewer = this.#roster.byLogin(login);
    if (this.#byId.size === 0) return viewer && personOf(viewer);
    const entry = this.#byLogin.get(login);
    const isTaken = holdsRole(viewer) && viewer?.userId !== entry?.listed?.holder;
    if (entry && this.#holds(entry) && (!isTaken || viewer?.userId === entry.user.userId))
      return this.#person(entry);
    return viewer && !this.#isRenamed(viewer) ? personOf(viewer) : undefined;
  }

  /** Everybody who is shown by this name; the key is from `nameKey()`. */
  byShownName(key: string): readonly Person[] {
    const viewers = this.#roster.byShownName(key).filter((viewer) => !this.#isRenamed(viewer));
    const entries = (this.#byShownName.get(key) ?? []).filter((entry) => this.#holds(entry));
    const others = entries.filter(({ user }) => !viewers.some(({ userId }) => userId === user.userId));
    return [...viewers.map(personOf), ...others.map((entry) => this.#person(entry))];
  }

  /** The names to show for an id: the newest that are known, else those that are given. */
  current(user: NamedUser): NamedUser {
    const { viewer, named } = this.byId(user.userId);
    const { userLogin, userDisplayName } =
      named ?? (viewer?.userLogin ? viewer : (this.#byId.get(user.userId)?.user ?? user));
    return { userId: user.userId, userLogin, userDisplayName };
  }

  #put(entry: Entry): void {
    const { userId, userLogin } = entry.user;
    const before = this.#byId.get(userId);
    const hasNames = before !== undefined && isNamed(before.user);
    if (hasNames && (!isNamed(entry.user) || before.at > entry.at)) return;
    if (before) this.#drop(before);
    this.#byId.set(userId, entry);
    if (!isNamed(entry.user)) return;
    const holder = userLogin === null ? undefined : this.#byLogin.get(userLogin);
    if (userLogin !== null && (!holder || holder.at <= entry.at)) this.#byLogin.set(userLogin, entry);
    const key = shownKey(entry.user);
    if (key === '' || key === userLogin) return;
    this.#byShownName.set(key, [...(this.#byShownName.get(key) ?? []), entry]);
  }

  #drop(entry: Entry): void {
    const { userLogin } = entry.user;
    if (userLogin !== null && this.#byLogin.get(userLogin) === entry) this.#byLogin.delete(userLogin);
    const key = shownKey(entry.user);
    const others = this.#byShownName.get(key)?.filter((each) => each !== entry) ?? [];
    if (others.length > 0) this.#byShownName.set(key, others);
    else this.#byShownName.delete(key);
  }

  /** Whether these are still the names of this id. */
  #holds(entry: Entry): boolean {
    const viewer = this.#roster.byId(entry.user.userId);
    if (!viewer || isCalled(viewer, entry.user)) return true;
    return entry.listed ? this.#isNewer(entry, viewer) : !holdsRole(viewer);
  }

  #isRenamed(viewer: Viewer): boolean {
    const entry = this.#byId.get(viewer.userId);
    return entry !== undefined && this.#isNewer(entry, viewer);
  }

  /** Whether Twitch has said other names than the lists, after them. */
  #isNewer({ user, listed }: Entry, viewer: Viewer): boolean {
    if (!listed || user.userLogin === null || isCalled(viewer, user)) return false;
    return viewer.userLogin === listed.login || viewer.userLogin === '';
  }

  #person(entry: Entry): Person {
    const { user } = entry;
    const viewer = this.#roster.byId(user.userId);
    const isListed = viewer?.userLogin === user.userLogin && viewer && !this.#isNewer(entry, viewer);
    return { userId: user.userId, viewer, named: isListed ? undefined : user };
  }
}

/** Whether a role held now makes sure that the name is right. */
export function isVouchedFor({ viewer }: Person): boolean {
  return holdsRole(viewer);
}

/** People of other platforms have no login here. */
function isNamed({ userId, userLogin, userDisplayName }: NamedUser): boolean {
  return userLogin !== null || (isElsewhere(userId) && userDisplayName !== null);
}

/** What somebody is found by under the name shown; on another platform by the name there. */
function shownKey({ userId, userDisplayName }: NamedUser): string {
  const key = nameKey(userDisplayName ?? '');
  return key !== '' && isElsewhere(userId) ? viewerKey(fromViewerKey(userId).platform, key) : key;
}

function namesOf({ userId, userLogin, userDisplayName }: NamedUser): NamedUser {
  return { userId, userLogin, userDisplayName };
}

function isCalled(viewer: Viewer, { userLogin, userDisplayName }: NamedUser): boolean {
  return viewer.userLogin === userLogin && viewer.userDisplayName === userDisplayName;
}

function personOf(viewer: Viewer): Person {
  return { userId: viewer.userId, viewer, named: undefined };
}

function holdsRole(viewer: Viewer | undefined): boolean {
  return viewer !== undefined && (viewer.subscribers ?? viewer.vips ?? viewer.moderators) !== null;
}
