import { nameKey } from '../core/spelling.ts';
import { whoIsMeant } from '../core/who.ts';
import type { Asker } from './decide-input.ts';
import type { Person } from './names.ts';
import type { People } from './people.ts';

/** Either `user` (login or display name) or `userId`. */
interface Asked {
  readonly user?: string | undefined;
  readonly userId?: string | undefined;
}

/** Who was found for a check. */
export interface Found extends Pick<Asker, 'person' | 'isNobody'> {
  /** What may be a login, in lower case; null: asked by id, or by a name that is none. */
  readonly login: string | null;
  /** The name that was asked for, cleaned; null: asked by id. */
  readonly name: string | null;
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

/** A viewer of another platform: an id there may be the id of somebody else here. */
export function foundElsewhere({ user = '' }: Asked): Found {
  return { person: NOBODY, isNobody: false, login: null, name: user || null, sharers: [] };
}

/** Whoever is not known has a cooldown by the name that was asked for. */
export function cooldownKey({ person, login, name }: Found): string {
  return person.userId ?? `@${login ?? nameKey(name ?? '')}`;
}

/** The logins of people who share a name, to be told apart by. */
export function loginsOf(people: readonly Person[]): string {
  const logins = people.map(({ userId, named, viewer }) => (named ?? viewer)?.userLogin ?? userId ?? '');
  return logins.sort().join(', ');
}
