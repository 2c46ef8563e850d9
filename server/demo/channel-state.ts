import type { Clock } from '../core/clock.ts';
import { Rewards } from './rewards.ts';
import { Roster } from './roster.ts';
import { Subscriptions } from './subscriptions.ts';
import type { SubscriptionTruth } from './subscriptions.ts';
import { NOW, TimedMap, Timeline } from './timeline.ts';
import { Users } from './users.ts';
import type { SimUser } from './users.ts';

/** `endsAt` in epoch ms; null is a ban, anything else a timeout. */
export interface Ban {
  userId: string;
  moderatorId: string;
  reason: string;
  createdAt: number;
  endsAt: number | null;
}

export interface StreamTruth {
  id: string;
  title: string;
  startedAt: number;
}

/** The channel to make up. Every number defaults to 0. */
export interface ChannelOptions {
  broadcaster?: SimUser;
  /** Only affiliates and partners have channel points. Default affiliate. */
  broadcasterType?: '' | 'affiliate' | 'partner';
  subscribers?: number;
  vips?: number;
  moderators?: number;
  followers?: number;
  /** Accounts without any role. Default 1000. */
  viewers?: number;
  /** The same seed makes the same channel. Default 1. */
  seed?: number;
  /** Lists run from the newest member to the oldest: who joins during a list is then missing from it. Default false. */
  newestFirst?: boolean;
  /** Twitch lists the broadcaster as a tier 3000 subscriber of himself, outside `total`. Default true. */
  listBroadcaster?: boolean;
}

export const DEFAULT_BROADCASTER: SimUser = {
  userId: '12345678',
  userLogin: 'maplekettle',
  userDisplayName: 'MapleKettle',
};

/**
 * What is so on this Twitch, and what was: whatever takes a time answers as of then, on the monotonic clock.
 * It is read here and changed through `World`, which also tells the listeners.
 */
export class ChannelState {
  readonly users: Users;
  readonly broadcasterId: string;
  readonly broadcasterType: '' | 'affiliate' | 'partner';
  /** May hold the broadcaster himself, as on Twitch; `subscriberCount` and `subscriberIds` leave him out. */
  readonly subscribers: Roster;
  readonly vips: Roster;
  readonly moderators: Roster;
  readonly followers: Roster;
  readonly followedAt: TimedMap<number>;
  readonly bans: TimedMap<Ban>;
  readonly rewards: Rewards;
  readonly #stream = new Timeline<StreamTruth | null>();
  readonly #subscriptions: Subscriptions;
  readonly #now: () => number;
  readonly #clock: Clock;
  readonly #others = new Map<string, ChannelState>();

  /** @param users of the same Twitch, where there are some already */
  constructor(options: ChannelOptions, clock: Clock, knownUsers?: Users) {
    this.#clock = clock;
    const {
      subscribers = 0,
      vips = 0,
      moderators = 0,
      viewers = 1000,
      seed = 1,
      newestFirst = false,
    } = options;
    // What is made up here has always been so.
    let now = (): number => -NOW;
    this.#now = () => now();
    const users = knownUsers ?? new Users(seed, subscribers + vips + moderators + viewers);
    this.users = users;
    this.broadcasterId = users.add(options.broadcaster ?? DEFAULT_BROADCASTER).userId;
    this.broadcasterType = options.broadcasterType ?? 'affiliate';
    const computed = {
      count: subscribers,
      idAt: (i: number) => users.idAt(i),
      indexOf: (id: string) => users.indexOf(id),
    };
    const madeUp = { ...computed, seed, newestFirst };
    this.#subscriptions = new Subscriptions(madeUp, this.broadcasterId, this.#now);
    this.subscribers = this.#subscriptions.roster;
    this.vips = new Roster(undefined, newestFirst, this.#now);
    this.moderators = new Roster(undefined, newestFirst, this.#now);
    this.followers = new Roster(undefined, true, this.#now);
    this.followedAt = new TimedMap(this.#now);
    this.bans = new TimedMap(this.#now);
    this.rewards = new Rewards(this.#now);
    if (options.listBroadcaster ?? true) this.subscribers.add(this.broadcasterId);

    // Half of the moderators and VIPs subscribe too, as they do in real channels.
    const start = Math.max(0, subscribers - Math.floor((vips + moderators) / 2));
    for (let i = 0, mods = moderators, left = vips; mods + left > 0; i++) {
      const isModerator = left === 0 || (mods > 0 && i % 2 === 0);
      (isModerator ? this.moderators : this.vips).add(users.idAt(start + i));
      if (isModerator) mods--;
      else left--;
    }
    for (let i = 0; i < Math.min(options.followers ?? 0, users.count); i++) {
      this.followers.add(users.idAt(i));
      this.followedAt.set(users.idAt(i), clock.now() - ((options.followers ?? 0) - i) * 3_600_000);
    }
    now = () => clock.monotonic();
  }

  /** Somebody else's channel, as a bot account has one: no affiliate, and nobody has a role there. */
  channelOf(userId: string): ChannelState {
    if (userId === this.broadcasterId) return this;
    const options = {
      broadcaster: this.users.ensure(userId),
      broadcasterType: '',
      listBroadcaster: false,
    } as const;
    const channel = this.#others.get(userId) ?? new ChannelState(options, this.#clock, this.users);
    this.#others.set(userId, channel);
    return channel;
  }

  get stream(): StreamTruth | null {
    return this.streamAt(NOW);
  }

  set stream(stream: StreamTruth | null) {
    this.#stream.set(stream, this.#now());
  }

  streamAt(time: number): StreamTruth | null {
    return this.#stream.at(time) ?? null;
  }

  get subscriberCount(): number {
    return this.subscriberTotals(NOW).total;
  }

  get subscriberPoints(): number {
    return this.subscriberTotals(NOW).points;
  }

  /** Twitch's `total` and `points`, both without the broadcaster. */
  subscriberTotals(time: number): { total: number; points: number } {
    return this.#subscriptions.totals(time);
  }

  *subscriberIds(): Generator<string> {
    for (const userId of this.subscribers.ids()) if (userId !== this.broadcasterId) yield userId;
  }

  /** Null when the user is, or was, no subscriber. */
  subscription(userId: string, time: number = NOW): SubscriptionTruth | null {
    return this.#subscriptions.get(userId, time);
  }

  setSubscription(userId: string, subscription: SubscriptionTruth): void {
    this.#subscriptions.set(userId, subscription);
  }

  /** False when the user was no subscriber. */
  endSubscription(userId: string): boolean {
    return this.#subscriptions.end(userId);
  }

  /** The user's ban or running timeout; a timeout that has run out is none, and Twitch announces that to nobody. */
  ban(userId: string, now: number, time: number = NOW): Ban | null {
    const ban = this.bans.get(userId, time);
    return ban && (ban.endsAt === null || ban.endsAt > now) ? ban : null;
  }
}
