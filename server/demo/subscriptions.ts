import { mix } from './random.ts';
import { Roster } from './roster.ts';
import type { RosterBase } from './roster.ts';
import { NOW, TimedMap, Timeline } from './timeline.ts';

export type Tier = '1000' | '2000' | '3000';

/** `gifterId` is null when it is no gift, or an anonymous one. */
export interface SubscriptionTruth {
  tier: Tier;
  isGift: boolean;
  gifterId: string | null;
}

export interface MadeUp extends RosterBase {
  seed: number;
  newestFirst: boolean;
}

/** A tier that Twitch does not have is worth nothing. */
const POINTS: Readonly<Record<string, number>> = { '1000': 1, '2000': 2, '3000': 6 };
const OF_HIMSELF: SubscriptionTruth = { tier: '3000', isGift: false, gifterId: null };

/** Who subscribes and how, now and at any time before. The first `count` are computed and stored nowhere. */
export class Subscriptions {
  /** May hold the broadcaster himself, as on Twitch. */
  readonly roster: Roster;
  readonly #madeUp: MadeUp;
  readonly #broadcasterId: string;
  readonly #now: () => number;
  readonly #details: TimedMap<SubscriptionTruth>;
  readonly #points = new Timeline<number>();

  /** @param now on a clock that never jumps */
  constructor(madeUp: MadeUp, broadcasterId: string, now: () => number) {
    this.#madeUp = madeUp;
    this.#broadcasterId = broadcasterId;
    this.#now = now;
    this.roster = new Roster(madeUp, madeUp.newestFirst, now);
    this.#details = new TimedMap(now);
    let points = 0;
    for (let i = 0; i < madeUp.count; i++) points += pointsOf(this.#compute(i));
    this.#points.set(points, now());
  }

  /** Twitch's `total` and `points`, both without the broadcaster. */
  totals(time: number): { total: number; points: number } {
    const list = this.roster.asOf(time);
    const total = list.size - (list.has(this.#broadcasterId) ? 1 : 0);
    return { total, points: this.#points.at(time) ?? 0 };
  }

  /** Null when the user is, or was, no subscriber. */
  get(userId: string, time: number = NOW): SubscriptionTruth | null {
    if (!this.roster.asOf(time).has(userId)) return null;
    if (userId === this.#broadcasterId) return OF_HIMSELF;
    return this.#details.get(userId, time) ?? this.#compute(this.#madeUp.indexOf(userId));
  }

  set(userId: string, subscription: SubscriptionTruth): void {
    const previous = this.get(userId);
    if (!previous) this.roster.add(userId);
    this.#details.set(userId, subscription);
    this.#addPoints(pointsOf(subscription) - pointsOf(previous));
  }

  /** False when the user was no subscriber. */
  end(userId: string): boolean {
    const subscription = this.get(userId);
    if (!subscription || userId === this.#broadcasterId) return false;
    this.#addPoints(-pointsOf(subscription));
    this.#details.delete(userId);
    return this.roster.remove(userId);
  }

  #addPoints(points: number): void {
    this.#points.set((this.#points.at() ?? 0) + points, this.#now());
  }

  #compute(index: number): SubscriptionTruth {
    const { seed, count } = this.#madeUp;
    const draw = mix(seed + 1, index);
    const tier = draw % 100 < 90 ? '1000' : draw % 100 < 97 ? '2000' : '3000';
    const isGift = (draw >>> 8) % 5 === 0;
    const gifter = mix(seed + 2, index) % count;
    return { tier, isGift, gifterId: isGift && gifter !== index ? this.#madeUp.idAt(gifter) : null };
  }
}

function pointsOf(subscription: SubscriptionTruth | null): number {
  return POINTS[subscription?.tier ?? ''] ?? 0;
}
