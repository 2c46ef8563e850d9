import { TWITCH } from '../core/platform.ts';
import { ApiError, Problem } from '../core/problem.ts';
import type { NamedUser, User } from '../core/roles.ts';
import type { Viewer } from '../core/viewer.ts';
import { type Meant, WhoError, whoIsMeant } from '../core/who.ts';
import { isVouchedFor, type Names, type Person } from './names.ts';
import { findElsewhere, type InPlatform, loginsOf, type People } from './people.ts';
import type { AskFor, Who } from './ports.ts';

export interface FinderDeps {
  readonly people: People;
  readonly names: Names;
  /** Whether Twitch can be asked. */
  readonly isConnected: () => boolean;
  /** The same, shortly after a start too, when that is still being asked. */
  readonly untilConnected: () => Promise<boolean>;
  /** Asks Twitch for an account. @throws ApiError */
  readonly lookUp: (who: AskFor, limitMs: number) => Promise<User>;
}

export interface FindOptions {
  /** The name may be the first word of a text. */
  readonly inText: boolean;
  /** Something is to end: an account that Twitch does not know any more is still found here. */
  readonly isToEnd?: boolean;
}

/** Names are nice to have: an id is enough. */
const NAME_LIMIT_MS = 3_000;
const LOOK_UP_LIMIT_MS = 10_000;

/** Finds the one person whom an action is about. A name that several share is refused. */
export class Finder {
  readonly #deps: FinderDeps;

  constructor(deps: FinderDeps) {
    this.#deps = deps;
  }

  /** Who goes by that name or id here, on a list or not; null if nobody is known to. @throws WhoError */
  known(who: Who, inText = false): (NamedUser & { readonly viewer: Viewer | undefined }) | null {
    const { people } = this.#deps;
    if (isOfOther(who)) return { ...this.#elsewhere(who), viewer: undefined };
    const person = who.userId === undefined ? this.#one(this.#meant(who, inText)) : people.byId(who.userId);
    if (!person || person.userId === null || !(person.viewer ?? person.named)) return null;
    return { ...this.#called(person, person.userId), viewer: person.viewer };
  }

  /**
   * The same, and asks Twitch about a name, unless a role held now vouches for it: logins change hands. On another
   * platform anybody by id, and by name who was named here before.
   * @throws WhoError, ApiError
   */
  async anybody(who: Who, { inText, isToEnd = false }: FindOptions): Promise<NamedUser> {
    if (isOfOther(who)) return this.#elsewhere(who);
    if (who.userId !== undefined) return this.known(who) ?? this.#namesOf(who.userId);
    const meant = this.#meant(who, inText);
    const person = this.#one(meant);
    const known = person?.userId ? this.#called(person, person.userId) : null;
    if (known && person && isVouchedFor(person)) return known;
    if (!(await this.#deps.untilConnected())) return known ?? cannotAsk(meant.name);
    try {
      return await this.#lookUp(askFor(meant), LOOK_UP_LIMIT_MS);
    } catch (error) {
      const isUnknown = error instanceof Problem && error.code === 'not_found';
      if (known && error instanceof Problem && (isToEnd || !isUnknown)) return known;
      throw error;
    }
  }

  /** By what to ask Twitch for somebody: whoever is asked for by login here is asked for by it there. @throws WhoError */
  toAsk(who: Who): AskFor {
    if (who.userId !== undefined) return { userId: who.userId };
    const meant = this.#meant(who, false);
    this.#one(meant);
    return askFor(meant);
  }

  #elsewhere(who: Who & InPlatform): NamedUser {
    const { person, name, sharers } = findElsewhere(who, this.#deps.people);
    this.#one({ people: sharers, login: null, name: name ?? '' });
    const { userId } = person;
    if (userId === null) throw notNamed(name ?? '', who.platform);
    const known = this.#called(person, userId);
    return { userId, userLogin: null, userDisplayName: who.name ?? known.userDisplayName };
  }

  #meant({ user = '' }: Who, inText: boolean): Meant<Person> {
    return whoIsMeant(user, this.#deps.people, inText);
  }

  #one({ people, name }: Meant<Person>): Person | undefined {
    if (people.length <= 1) return people[0];
    const whom = `several viewers are called "${name}": ${loginsOf(people)}`;
    throw new WhoError('user', { kind: 'shared', message: `${whom}. Give the login, or "userId"` });
  }

  #called({ named, viewer }: Person, userId: string): NamedUser {
    const { userLogin, userDisplayName } = named ?? viewer ?? { userLogin: null, userDisplayName: null };
    return this.#deps.names.current({ userId, userLogin, userDisplayName });
  }

  async #namesOf(userId: string): Promise<NamedUser> {
    const nameless = { userId, userLogin: null, userDisplayName: null };
    if (!this.#deps.isConnected()) return nameless;
    return this.#lookUp({ userId }, NAME_LIMIT_MS).catch(() => nameless);
  }

  async #lookUp(who: AskFor, limitMs: number): Promise<NamedUser> {
    const user = await this.#deps.lookUp(who, limitMs);
    this.#deps.names.learn(user);
    return user;
  }
}

const isOfOther = (who: Who): who is Who & InPlatform => (who.platform ?? TWITCH) !== TWITCH;

function notNamed(name: string, platform: string): ApiError {
  const why = `and ${platform} cannot be asked. Give "userId" instead.`;
  return new ApiError('not_found', `Nobody called "${name}" on ${platform} is known here, ${why}`);
}

function askFor({ people, login, name }: Meant<Person>): AskFor {
  if (login !== null) return { login };
  const userId = people[0]?.userId;
  if (userId) return { userId };
  throw new ApiError(
    'not_found',
    `Nobody who is shown as "${name}" is known here. Give the login, or "userId".`,
  );
}

function cannotAsk(name: string): never {
  const why = 'and Twitch cannot be asked: there is no login. Give "userId" instead.';
  throw new ApiError('not_found', `Nobody called "${name}" is known here, ${why}`);
}
