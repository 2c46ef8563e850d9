import { type NamedUser, toLogin } from '../core/roles.ts';
import type { RosterView, Viewer } from '../core/roster.ts';

/** Whom a name or an id stands for. `viewer` is undefined for who was never on a list. */
export interface Person {
  readonly userId: string | null;
  readonly viewer: Viewer | undefined;
  readonly named: NamedUser | undefined;
}

/**
 * The names of those who have an override or a grant: they are found by name though they never were on a
 * list. Everything is kept by id; names are only a way to it.
 */
export class Names {
  readonly #roster: RosterView;
  readonly #byId = new Map<string, NamedUser>();
  readonly #byLogin = new Map<string, NamedUser>();
  readonly #byDisplayName = new Map<string, NamedUser>();

  constructor(roster: RosterView) {
    this.#roster = roster;
  }

  /** The last one to bring a name owns it. */
  add({ userId, userLogin, userDisplayName }: NamedUser): void {
    const user = { userId, userLogin, userDisplayName };
    if (userLogin !== null || !this.#byId.has(userId)) this.#byId.set(userId, user);
    if (userLogin === null) return;
    this.#byLogin.set(userLogin, user);
    if (userDisplayName !== null) this.#byDisplayName.set(userDisplayName.toLowerCase(), user);
  }

  clear(): void {
    this.#byId.clear();
    this.#byLogin.clear();
    this.#byDisplayName.clear();
  }

  /** Whoever this id is, on a list or not. */
  byId(userId: string): Person {
    const viewer = this.#roster.byId(userId);
    return { userId, viewer, named: viewer ? undefined : this.#byId.get(userId) };
  }

  /**
   * Whoever goes by this name. Who holds a role is called by the right name at every sync; the name of who
   * holds none any more may have gone to somebody else by now.
   */
  byName(typed: string): Person {
    const viewer = this.#roster.byName(typed);
    const other = holdsRole(viewer) ? undefined : this.#find(toLogin(typed));
    if (!other || other.userId === viewer?.userId || this.#hasNewerName(other)) {
      return { userId: viewer?.userId ?? null, viewer, named: undefined };
    }
    return { userId: other.userId, viewer: this.#roster.byId(other.userId), named: other };
  }

  /** Whether a role held now makes sure that the name is right. */
  isVouchedFor(userId: string): boolean {
    return holdsRole(this.#roster.byId(userId));
  }

  /** The names to show for an id: those of the lists if there are any, else those that are given. */
  current(user: NamedUser): NamedUser {
    const viewer = this.#roster.byId(user.userId);
    const { userLogin, userDisplayName } = viewer?.userLogin ? viewer : (this.#byId.get(user.userId) ?? user);
    return { userId: user.userId, userLogin, userDisplayName };
  }

  #find(name: string): NamedUser | undefined {
    return this.#byLogin.get(name) ?? this.#byDisplayName.get(name);
  }

  #hasNewerName({ userId, userLogin }: NamedUser): boolean {
    const viewer = this.#roster.byId(userId);
    return holdsRole(viewer) && viewer?.userLogin !== userLogin;
  }
}

function holdsRole(viewer: Viewer | undefined): boolean {
  return viewer !== undefined && (viewer.subscribers ?? viewer.vips ?? viewer.moderators) !== null;
}
