import type { NamedUser } from '../core/roles.ts';
import { nameKey } from '../core/spelling.ts';
import type { Known } from '../core/who.ts';
import type { Names, Person } from './names.ts';
import type { AccessReads, UnlistedViewers } from './ports.ts';

/** Everybody whom a name can stand for here: the broadcaster, who is on a list or was, exceptions, strangers. */
export class People implements Known<Person> {
  readonly #names: Names;
  readonly #broadcaster: AccessReads['broadcaster'];
  readonly #strangers: UnlistedViewers | undefined;

  constructor(names: Names, broadcaster: AccessReads['broadcaster'], strangers: UnlistedViewers | undefined) {
    this.#names = names;
    this.#broadcaster = broadcaster;
    this.#strangers = strangers;
  }

  byId(userId: string): Person {
    return this.#names.byId(userId);
  }

  byLogin(login: string): Person | undefined {
    const known = this.#names.byLogin(login);
    const broadcaster = this.#broadcaster();
    // Of somebody without a role it is long ago that anybody has heard the name.
    const isBroadcaster =
      broadcaster?.userLogin === login && !(known && this.#names.isVouchedFor(known.userId));
    if (isBroadcaster) return this.#called(broadcaster);
    if (known) return known;
    const stranger = this.#strangers?.byLogin(login);
    return stranger ? this.#called(stranger) : undefined;
  }

  /** Whether Twitch has said that nobody has this login. */
  isFree(login: string): boolean {
    return this.#strangers?.byLogin(login) === null;
  }

  byShownName(key: string): readonly Person[] {
    const people = this.#names.byShownName(key);
    const broadcaster = this.#broadcaster();
    const isBroadcaster = broadcaster && nameKey(broadcaster.userDisplayName) === key;
    const strangers = this.#strangers?.byShownName?.(key) ?? [];
    if (!isBroadcaster && strangers.length === 0) return people;
    const others = [...(isBroadcaster ? [broadcaster] : []), ...strangers].filter(
      ({ userId }) => !people.some((person) => person.userId === userId),
    );
    return [...people, ...others.map((user) => this.#called(user))];
  }

  shownNameOf({ viewer, named }: Person): string | null {
    return (named ?? viewer)?.userDisplayName ?? null;
  }

  #called(user: NamedUser): Person {
    const known = this.#names.byId(user.userId);
    return known.viewer ? known : { ...known, named: known.named ?? user };
  }
}
