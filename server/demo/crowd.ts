import type { Roster } from './roster.ts';
import type { World } from './world.ts';

/** Picks people of a made-up channel: the same numbers pick the same people. */
export class Crowd {
  readonly #world: World;
  readonly #random: () => number;

  /** @param random 0 (included) to 1 (excluded) */
  constructor(world: World, random: () => number) {
    this.#world = world;
    this.#random = random;
  }

  subscriber(): string {
    return this.#pick([...this.#world.truth.subscriberIds()]);
  }

  vip(): string {
    return this.#oneOf(this.#world.truth.vips);
  }

  moderator(): string {
    return this.#oneOf(this.#world.truth.moderators);
  }

  /** Somebody without a role. */
  stranger(): string {
    const { users, subscribers, vips, moderators } = this.#world.truth;
    for (;;) {
      const userId = users.idAt(this.below(users.count));
      if (![subscribers, vips, moderators].some((roster) => roster.has(userId))) return userId;
    }
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #oneOf(roster: Roster): string {
    return this.#pick([...roster.ids()]);
  }

  #pick(ids: readonly string[]): string {
    return ids[this.below(ids.length)] ?? this.stranger();
  }
}
