import type { Kind, Tier } from '../../server/core/roles.ts';
import { Users } from '../../server/demo/users.ts';
import type { SoakOptions } from './options.ts';

export interface Subscription {
  readonly tier: Tier;
  readonly isGift: boolean;
  readonly gifterId: string | null;
}

export interface Facts {
  readonly subscribers: Subscription | null;
  readonly vips: boolean;
  readonly moderators: boolean;
}

/** The simulator's truth as its control tells it. */
export interface WorldAnswer {
  readonly broadcasterId: string;
  readonly subscribers: readonly (Subscription & { readonly userId: string })[];
  readonly vips: readonly string[];
  readonly moderators: readonly string[];
}

const NOTHING: Facts = { subscribers: null, vips: false, moderators: false };

/** What a check may answer about one list: a tier, `yes`, or `no`. */
export type Held = string;
export const heldOf = (facts: Facts, kind: Kind): Held =>
  kind === 'subscribers' ? (facts.subscribers?.tier ?? 'no') : facts[kind] ? 'yes' : 'no';

/** One account of this Twitch, as it is, and as it was at any time since it was last compared. */
export class Person {
  readonly userId: string;
  login: string;
  facts: Facts = NOTHING;
  /** What was true since the roster was last seen to be right; null: nothing has changed. */
  seen: Record<Kind, Set<Held>> | null = null;
  /** Changed without an event, or seen through a lie: only a list can tell. */
  isSilent = false;
  isNameNew = false;

  constructor(userId: string, login: string) {
    this.userId = userId;
    this.login = login;
  }

  /** Whether an answer can be explained by anything that was so since the last comparison. */
  mayBe(kind: Kind, held: Held): boolean {
    return heldOf(this.facts, kind) === held || (this.seen?.[kind].has(held) ?? false);
  }

  get isHolder(): boolean {
    return this.facts.subscribers !== null || this.facts.vips || this.facts.moderators;
  }
}

/** Everybody, and what is true of them. The driver makes all changes, so it knows the truth without asking. */
export class Model {
  readonly people: readonly Person[];
  readonly #byId: Map<string, Person>;
  readonly #base = new Map<string, Facts>();
  readonly #touched = new Set<Person>();
  onChange: (person: Person, isSilent: boolean) => void = () => undefined;
  readonly renames: { userId: string; userLogin: string }[] = [];

  constructor({ subs, vips, mods, seed }: SoakOptions) {
    const users = new Users(seed, subs + vips + mods + 1000);
    this.people = Array.from({ length: users.count }, (_, i) => {
      const userId = users.idAt(i);
      return new Person(userId, users.get(userId)?.userLogin ?? '');
    });
    this.#byId = new Map(this.people.map((person) => [person.userId, person]));
  }

  get(userId: string): Person | undefined {
    return this.#byId.get(userId);
  }

  /** Those whose truth changed since the last comparison. */
  get touched(): ReadonlySet<Person> {
    return this.#touched;
  }

  /** Takes over what a simulator that was just started says. */
  begin(world: WorldAnswer): void {
    const facts = factsOf(world);
    for (const person of this.people) {
      person.facts = facts.get(person.userId) ?? NOTHING;
      this.#base.set(person.userId, person.facts);
    }
  }

  /** Call before the truth is changed: from now on the old and the new answer are right. */
  change(person: Person, facts: Partial<Facts>, isSilent: boolean): void {
    this.#touch(person);
    person.facts = { ...person.facts, ...facts };
    this.#note(person);
    person.isSilent ||= isSilent;
    this.onChange(person, isSilent);
  }

  rename(person: Person, userLogin: string): void {
    this.#touch(person);
    person.login = userLogin;
    person.isSilent = true;
    person.isNameNew = true;
    this.renames.push({ userId: person.userId, userLogin });
    this.onChange(person, true);
  }

  /** Twitch is about to lie about this person: the lie may be believed until the next comparison. */
  suspect(person: Person, kind: Kind, held: Held): void {
    this.#touch(person);
    person.seen?.[kind].add(held);
    person.isSilent = true;
  }

  /** From now on only the truth of now is right about this person. */
  settle(person: Person): void {
    person.seen = null;
    person.isSilent = false;
    person.isNameNew = false;
  }

  /** The roster was compared and is right. */
  verified(): void {
    for (const person of this.#touched) this.settle(person);
    this.#touched.clear();
  }

  /** Everybody who is not as a fresh simulator has it, and as what. */
  *departures(): Generator<{ person: Person; from: Facts }> {
    for (const person of this.people) {
      const from = this.#base.get(person.userId) ?? NOTHING;
      if (JSON.stringify(from) !== JSON.stringify(person.facts)) yield { person, from };
    }
  }

  /** Where the driver's idea of the truth and the simulator's own differ: a bug of the soak. */
  mistakes(world: WorldAnswer): string[] {
    const facts = factsOf(world);
    return this.people
      .filter(
        ({ userId, facts: mine }) => JSON.stringify(facts.get(userId) ?? NOTHING) !== JSON.stringify(mine),
      )
      .map(({ userId, facts: mine }) => `${userId}: ${JSON.stringify([facts.get(userId), mine])}`);
  }

  #touch(person: Person): void {
    this.#touched.add(person);
    person.seen ??= { subscribers: new Set(), vips: new Set(), moderators: new Set() };
    this.#note(person);
  }

  #note({ facts, seen }: Person): void {
    for (const kind of ['subscribers', 'vips', 'moderators'] as const) seen?.[kind].add(heldOf(facts, kind));
  }
}

function factsOf(world: WorldAnswer): Map<string, Facts> {
  const all = new Map<string, Facts>();
  const add = (userId: string, facts: Partial<Facts>): void => {
    all.set(userId, { ...(all.get(userId) ?? NOTHING), ...facts });
  };
  for (const { userId, tier, isGift, gifterId } of world.subscribers) {
    add(userId, { subscribers: { tier, isGift, gifterId } });
  }
  for (const userId of world.vips) add(userId, { vips: true });
  for (const userId of world.moderators) add(userId, { moderators: true });
  return all;
}
