import { fromViewerKey, TWITCH, viewerKey } from '../core/platform.ts';
import type { NamedUser } from '../core/roles.ts';
import { nameKey } from '../core/spelling.ts';
import { type Known, whoIsMeant } from '../core/who.ts';
import type { Asker } from './decide-input.ts';
import { isVouchedFor, type Names, type Person } from './names.ts';
import type { AccessReads, UnlistedViewers } from './ports.ts';

/** All people that a name is looked up in: the broadcaster, viewers on the lists, exceptions, unlisted viewers. */
export class People implements Known<Person> {
  readonly #names: Names;
  readonly #broadcaster: AccessReads['broadcaster'];
  readonly #unlisted: UnlistedViewers | undefined;

  constructor(names: Names, broadcaster: AccessReads['broadcaster'], unlisted: UnlistedViewers | undefined) {
    this.#names = names;
    this.#broadcaster = broadcaster;
    this.#unlisted = unlisted;
  }

  byId(userId: string): Person {
    return this.#names.byId(userId);
  }

  byLogin(login: string): Person | undefined {
    const known = this.#names.byLogin(login);
    // The name of a viewer without a role may be out of date.
    if (known && isVouchedFor(known)) return known;
    const broadcaster = this.#broadcaster();
    if (broadcaster?.userLogin === login) return this.#called(broadcaster);
    const account = this.#unlisted?.byLogin(login);
    return account ? this.#called(account) : known;
  }

  /** Whether Twitch has said that nobody has this login. */
  isFree(login: string): boolean {
    return this.#unlisted?.byLogin(login) === null;
  }

  byShownName(key: string): readonly Person[] {
    const people = this.#names.byShownName(key);
    const broadcaster = this.#broadcaster();
    const isBroadcaster = broadcaster && nameKey(broadcaster.userDisplayName) === key;
    const unlisted = this.#unlisted?.byShownName?.(key) ?? [];
    if (!isBroadcaster && unlisted.length === 0) return people;
    const others = [...(isBroadcaster ? [broadcaster] : []), ...unlisted].filter(
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

/** Either `user` (login or display name) or `userId`. */
interface Asked {
  readonly user?: string | undefined;
  readonly userId?: string | undefined;
}

/** Who was found for a check. */
export interface Found extends Pick<Asker, 'person' | 'isNobody' | 'login'> {
  /** The name that was asked for, cleaned; null: asked by id. */
  readonly name: string | null;
  /** Where that is, if not Twitch. */
  readonly platform?: string | undefined;
  /** Everybody, if several share the name. */
  readonly sharers: readonly Person[];
}

const NOBODY: Person = { userId: null, viewer: undefined, named: undefined };

/** @throws WhoError if it names nobody */
export function findHere({ userId, user = '' }: Asked, people: People): Found {
  if (userId !== undefined)
    return { person: people.byId(userId), isNobody: false, login: null, name: null, sharers: [] };
  const meant = whoIsMeant(user, people);
  const { login, name } = meant;
  const [person = NOBODY, ...others] = meant.people;
  const isNobody = person === NOBODY && login !== null && people.isFree(login);
  return { person, isNobody, login, name, sharers: others.length > 0 ? meant.people : [] };
}

/** A viewer of another platform: the same id may belong to another person on Twitch. */
export function foundElsewhere({ user = '' }: Asked): Found {
  return { person: NOBODY, isNobody: false, login: null, name: user || null, sharers: [] };
}

/** The same, among those who have an override or a grant there. */
export function findElsewhere(asked: Asked & InPlatform, people: People): Found {
  const { user = '', userId, platform } = asked;
  const found = { ...foundElsewhere(asked), platform };
  if (userId !== undefined) return { ...found, person: people.byId(viewerKey(platform, userId)), name: null };
  const known = people.byShownName(viewerKey(platform, nameKey(user)));
  return { ...found, person: known[0] ?? NOBODY, sharers: known.length > 1 ? known : [] };
}

export interface InPlatform {
  readonly platform: string;
}

/** An unknown viewer has a cooldown by the name that was asked for. */
export function cooldownKey({ person, login, name, platform = TWITCH }: Found): string {
  return person.userId ?? viewerKey(platform, `@${login ?? nameKey(name ?? '')}`);
}

/** The logins of people who share a name, to be told apart by. */
export function loginsOf(people: readonly Person[]): string {
  const logins = people.map(
    ({ userId, named, viewer }) => (named ?? viewer)?.userLogin ?? fromViewerKey(userId ?? '').userId,
  );
  return logins.sort().join(', ');
}
