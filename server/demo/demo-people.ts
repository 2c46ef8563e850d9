import { type Kind, KINDS, NO_DETAIL, type RoleDetail, type User } from '../core/roles.ts';
import type { ChannelState } from './channel-state.ts';

/** The members of today, with what Twitch says of them, and people who left. */
export class People {
  readonly #truth: ChannelState;
  readonly #random: () => number;
  /** Nobody leaves twice, or is given time twice. */
  readonly #taken = new Set<string>();

  constructor(truth: ChannelState, random: () => number) {
    this.#truth = truth;
    this.#random = random;
  }

  members(kind: Kind): { user: User; detail: RoleDetail }[] {
    const ids = kind === 'subscribers' ? this.#truth.subscriberIds() : this.#truth[kind].ids();
    return [...ids].map((userId) => ({ user: this.#user(userId), detail: this.#detail(kind, userId) }));
  }

  stranger(): User {
    const { users } = this.#truth;
    for (;;) {
      const userId = users.idAt(Math.floor(this.#random() * users.count));
      if (this.#taken.has(userId) || KINDS.some((kind) => this.#truth[kind].has(userId))) continue;
      this.#taken.add(userId);
      return this.#user(userId);
    }
  }

  #user(userId: string): User {
    const { userLogin, userDisplayName } = this.#truth.users.ensure(userId);
    return { userId, userLogin, userDisplayName };
  }

  #detail(kind: Kind, userId: string): RoleDetail {
    const subscription = kind === 'subscribers' ? this.#truth.subscription(userId) : null;
    if (!subscription) return NO_DETAIL;
    const { gifterId } = subscription;
    const gifterLogin = gifterId === null ? null : this.#user(gifterId).userLogin;
    return { tier: subscription.tier, isGift: subscription.isGift, gifterId, gifterLogin };
  }
}
