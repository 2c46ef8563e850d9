import type { Clock } from '../core/clock.ts';
import * as events from './events.ts';
import type { Delivery, SimEvent } from './events.ts';
import type { Redemption, RedemptionStatus, Reward } from './rewards.ts';
import type { StreamTruth, ChannelState } from './channel-state.ts';
import type { SubscriptionTruth, Tier } from './subscriptions.ts';
import type { SimUser } from './users.ts';

/** What the listeners are told of a change, where that is not the plain truth at once. */
export interface ChangeOptions extends Delivery {
  /** False changes the truth behind everybody's back: only a list or a look-up shows it. */
  announce?: boolean;
  /** Fields of the event that say something else than the truth. */
  says?: Record<string, unknown>;
}

/** Whether Twitch sends channel.vip.remove when a VIP is modded is documented nowhere: both must be survived. */
export interface WorldOptions {
  announceVipRemovalOnMod?: boolean;
}

/**
 * What happens in the channel. Every method changes the truth first and then, in the same tick, tells the
 * EventSub listeners. User ids that nobody has are made up on the spot; a change that Twitch would refuse throws.
 */
export class World {
  readonly truth: ChannelState;
  readonly #clock: Clock;
  readonly #tell: (event: SimEvent) => void;
  readonly #announceVipRemovalOnMod: boolean;

  constructor(truth: ChannelState, clock: Clock, options: WorldOptions, tell: (event: SimEvent) => void) {
    this.truth = truth;
    this.#clock = clock;
    this.#announceVipRemovalOnMod = options.announceVipRemovalOnMod ?? false;
    this.#tell = tell;
  }

  addUser(user: SimUser): SimUser {
    return this.truth.users.add(user);
  }

  /** A new subscription, or another tier of a running one. */
  subscribe(userId: string, options: Partial<SubscriptionTruth> & ChangeOptions = {}): void {
    this.#refuseBroadcaster(userId);
    const { tier = '1000', gifterId = null, isGift = gifterId !== null } = options;
    this.truth.users.ensure(userId);
    this.truth.setSubscription(userId, { tier, isGift, gifterId });
    this.#say(
      options,
      events.subscriptionEvent(this.truth, 'channel.subscribe', userId, { tier, isGift, gifterId }),
    );
  }

  /** A resub shared in chat; it keeps what is known of a gift unless told otherwise. */
  resub(
    userId: string,
    options: { tier?: Tier; isGift?: boolean; months?: number; text?: string } & ChangeOptions = {},
  ): void {
    this.#refuseBroadcaster(userId);
    this.truth.users.ensure(userId);
    const known = this.truth.subscription(userId) ?? { tier: '1000', isGift: false, gifterId: null };
    const isGift = options.isGift ?? known.isGift;
    const tier = options.tier ?? known.tier;
    this.truth.setSubscription(userId, { tier, isGift, gifterId: isGift ? known.gifterId : null });
    this.#say(options, events.resubEvent(this.truth, userId, tier, options.months ?? 2, options.text ?? ''));
  }

  endSubscription(userId: string, options: ChangeOptions = {}): void {
    const known = this.truth.subscription(userId);
    if (!known || !this.truth.endSubscription(userId)) return;
    this.#say(options, events.subscriptionEvent(this.truth, 'channel.subscription.end', userId, known));
  }

  /** Gifts to each of `recipientIds`; a null gifter is anonymous. The gifter himself gets nothing. */
  gift(gifterId: string | null, recipientIds: string[], options: { tier?: Tier } & ChangeOptions = {}): void {
    const { tier = '1000' } = options;
    this.#say(options, events.giftEvent(this.truth, gifterId, recipientIds.length, tier));
    for (const userId of recipientIds) this.subscribe(userId, { ...options, tier, isGift: true, gifterId });
  }

  /** Throws for a moderator and for the broadcaster, as Twitch refuses both. */
  addVip(userId: string, options: ChangeOptions = {}): void {
    this.#refuseBroadcaster(userId);
    if (this.truth.moderators.has(userId)) throw new Error(`${userId} is a moderator and cannot be a VIP`);
    this.truth.users.ensure(userId);
    if (this.truth.vips.add(userId))
      this.#say(options, events.roleEvent(this.truth, 'channel.vip.add', userId));
  }

  removeVip(userId: string, options: ChangeOptions = {}): void {
    if (this.truth.vips.remove(userId))
      this.#say(options, events.roleEvent(this.truth, 'channel.vip.remove', userId));
  }

  /** Takes VIP away, since nobody is both. */
  addModerator(userId: string, options: ChangeOptions = {}): void {
    this.#refuseBroadcaster(userId);
    this.truth.users.ensure(userId);
    if (this.truth.vips.remove(userId) && this.#announceVipRemovalOnMod) {
      this.#say(options, events.roleEvent(this.truth, 'channel.vip.remove', userId));
    }
    if (!this.truth.moderators.add(userId)) return;
    this.#say(options, events.roleEvent(this.truth, 'channel.moderator.add', userId));
  }

  removeModerator(userId: string, options: ChangeOptions = {}): void {
    if (!this.truth.moderators.remove(userId)) return;
    this.#say(options, events.roleEvent(this.truth, 'channel.moderator.remove', userId));
  }

  startStream(options: Partial<StreamTruth> & ChangeOptions = {}): void {
    if (this.truth.stream) return;
    const { startedAt = this.#clock.now(), title = '' } = options;
    const { id = String(40_000_000_000 + (startedAt % 1e9)) } = options;
    this.truth.stream = { id, title, startedAt };
    this.#say(options, events.streamEvent(this.truth, true));
  }

  /** Off, and on again `ms` later: the same stream, or with `newId` another one. */
  flickerStream(options: { ms?: number; newId?: boolean } & ChangeOptions = {}): void {
    const { stream } = this.truth;
    if (!stream) throw new Error('there is no stream that could flicker');
    this.endStream(options);
    this.#clock.after(options.ms ?? 3000, () =>
      this.startStream({ ...options, ...(options.newId ? { title: stream.title } : stream) }),
    );
  }

  endStream(options: ChangeOptions = {}): void {
    if (!this.truth.stream) return;
    this.truth.stream = null;
    this.#say(options, events.streamEvent(this.truth, false));
  }

  /** A reward made on the dashboard, or with `clientId` by an app. */
  createReward(reward: Partial<Reward> & { title: string }): Reward {
    return this.truth.rewards.create({ cost: 100, clientId: null, ...reward });
  }

  /** On the dashboard, where every reward may be changed. */
  updateReward(rewardId: string, changes: Partial<Omit<Reward, 'id'>>): Reward {
    const reward = this.truth.rewards.all.get(rewardId);
    if (!reward) throw new Error(`no such reward: ${rewardId}`);
    return Object.assign(reward, changes);
  }

  deleteReward(rewardId: string): void {
    if (!this.truth.rewards.delete(rewardId)) throw new Error(`no such reward: ${rewardId}`);
  }

  redeem(userId: string, rewardId: string, options: { userInput?: string } & ChangeOptions = {}): Redemption {
    const reward = this.truth.rewards.all.get(rewardId);
    if (!reward) throw new Error(`no such reward: ${rewardId}`);
    this.truth.users.ensure(userId);
    const redemption: Redemption = {
      id: crypto.randomUUID(),
      rewardId,
      userId,
      userInput: options.userInput ?? '',
      status: reward.skipQueue ? 'FULFILLED' : 'UNFULFILLED',
      redeemedAt: this.#clock.now(),
    };
    this.truth.rewards.redemptions.set(redemption.id, redemption);
    this.#say(options, events.redemptionEvent(this.truth, 'add', redemption, reward));
    return redemption;
  }

  /** Fulfils or refunds, by whoever: an app through Helix, or the streamer in his queue. */
  settleRedemption(redemptionId: string, status: RedemptionStatus, options: ChangeOptions = {}): Redemption {
    const { redemptions, all } = this.truth.rewards;
    const known = redemptions.get(redemptionId);
    const reward = all.get(known?.rewardId ?? '');
    if (!known || !reward) throw new Error(`no such redemption: ${redemptionId}`);
    const redemption = { ...known, status };
    redemptions.set(redemptionId, redemption);
    this.#say(options, events.redemptionEvent(this.truth, 'update', redemption, reward));
    return redemption;
  }

  /** A ban, or with `seconds` a timeout. Roles stay as they are. */
  ban(userId: string, options: { seconds?: number; reason?: string } & ChangeOptions = {}): void {
    this.#refuseBroadcaster(userId);
    this.truth.users.ensure(userId);
    const createdAt = this.#clock.now();
    const endsAt = options.seconds === undefined ? null : createdAt + options.seconds * 1000;
    const moderatorId = this.truth.broadcasterId;
    const ban = { userId, moderatorId, reason: options.reason ?? '', createdAt, endsAt };
    this.truth.bans.set(userId, ban);
    this.#say(options, events.banEvent(this.truth, ban));
  }

  unban(userId: string, options: ChangeOptions = {}): void {
    if (!this.truth.bans.delete(userId)) return;
    const moderator = events.person(this.truth, 'moderator_user', this.truth.broadcasterId);
    this.#say(options, events.roleEvent(this.truth, 'channel.unban', userId, moderator));
  }

  follow(userId: string, options: { followedAt?: number } & ChangeOptions = {}): void {
    this.truth.users.ensure(userId);
    if (!this.truth.followers.add(userId)) return;
    const followedAt = options.followedAt ?? this.#clock.now();
    this.truth.followedAt.set(userId, followedAt);
    const extra = { followed_at: new Date(followedAt).toISOString() };
    this.#say(options, events.roleEvent(this.truth, 'channel.follow', userId, extra));
  }

  /** There is no event for it on Twitch, whatever the options say. */
  unfollow(userId: string, _options: ChangeOptions = {}): void {
    this.truth.followers.remove(userId);
    this.truth.followedAt.delete(userId);
  }

  /** The old login is free afterwards; `addUser` can give it to somebody else. */
  rename(
    userId: string,
    userLogin: string,
    options: { userDisplayName?: string } & ChangeOptions = {},
  ): void {
    this.truth.users.rename(userId, userLogin, options.userDisplayName);
    this.#say(options, events.userUpdateEvent(this.truth, userId));
  }

  /** The account is gone; lists keep showing it for a while, with empty names. */
  eraseUser(userId: string): void {
    this.truth.users.erase(userId);
  }

  chat(userId: string, text: string): void {
    this.#tell(events.chatEvent(this.truth, userId, text));
  }

  #say(options: ChangeOptions, event: SimEvent): void {
    if (options.announce === false) return;
    const { says, sentAt, messageId, delayMs } = options;
    const delivery = { sentAt, messageId, delayMs };
    this.#tell({ ...event, event: { ...event.event, ...says }, delivery });
  }

  #refuseBroadcaster(userId: string): void {
    if (userId === this.truth.broadcasterId)
      throw new Error('the broadcaster has no role in his own channel');
  }
}
