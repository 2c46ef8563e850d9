import type { EventSubChannelRedemptionUpdateEvent, EventSubSubscription } from '@twurple/eventsub-base';
import { EventSubWsListener } from '@twurple/eventsub-ws';
import { type Kind, NO_DETAIL, type RoleDetail, type Tier, TIERS, type User } from '../core/roles.ts';
import type { Redemption } from '../access/ports.ts';
import type { EventType } from './event-types.ts';
import { dismantle, watchFrames } from './listener-inside.ts';
import { namesOf, toStatus } from './rewards.external.ts';
import type { SafeApiClient } from './safe-api-client.ts';

/** What an event of Twitch says, in our words. */
export interface LiveFacts {
  /** `detail` null: holds the role no more. */
  onRole(kind: Kind, user: User, detail: RoleDetail | null): void;
  /** Somebody shared in chat that a subscription goes on. Twitch does not say whether it is a gift. */
  onResub(user: User, tier: Tier): void;
  onStream(isLive: boolean, startedAt: number | null): void;
  /** `endsAt` null: a ban; else a timeout until then, epoch ms. */
  onBan(user: User, endsAt: number | null): void;
  onUnban(user: User): void;
  /** Redeemed, or given back by hand. */
  onRedemption(redemption: Redemption): void;
}

/** What happens to the connection itself. */
export interface ListenerEvents {
  /** A new connection, not a graceful move of one. */
  onConnected(): void;
  onDisconnected(reason: string): void;
  /** Twitch said something, be it that it is still there. */
  onTraffic(): void;
  onSubscribed(type: EventType): void;
  onSubscribeFailed(type: EventType, error: unknown): void;
  onRevoked(type: EventType, status: string): void;
  /** Something came that is not Twitch's language. */
  onGarbage(): void;
}

export interface Listener {
  start(types: Iterable<EventType>): void;
  /** Asks for one more type, or once more for one that was refused. */
  ask(type: EventType): void;
  /** One type is not wanted any more. */
  drop(type: EventType): void;
  /** For good: nothing of it stays open or comes back. */
  stop(): void;
}

export type ListenerFactory = (events: ListenerEvents) => Listener;

/** What the events of a new and of a settled redemption share. */
type RedemptionEvent = Pick<
  EventSubChannelRedemptionUpdateEvent,
  'id' | 'rewardId' | 'userId' | 'userName' | 'userDisplayName' | 'status' | 'redemptionDate'
>;

interface TwurpleUser {
  readonly userId: string;
  readonly userName: string;
  readonly userDisplayName: string;
}

/** Builds twurple's EventSub listener with our subscriptions. One use: stop it and build another. */
export function createListener(
  apiClient: SafeApiClient,
  broadcasterId: string,
  facts: LiveFacts,
  events: ListenerEvents,
): Listener {
  const listener = new EventSubWsListener({ apiClient, logger: { minLevel: 'critical' } });
  const subscribers = subscribersTo(listener, broadcasterId, facts);
  const byType = new Map<EventType, EventSubSubscription>();
  const typeOf = (subscription: EventSubSubscription): EventType | undefined =>
    [...byType].find(([, each]) => each === subscription)?.[0];
  const withType =
    <A extends unknown[]>(action: (type: EventType, ...args: A) => void) =>
    (subscription: EventSubSubscription, ...args: A): void => {
      const type = typeOf(subscription);
      if (type) action(type, ...args);
    };
  listener.onUserSocketConnect(() => events.onConnected());
  listener.onUserSocketDisconnect((_userId, error) => events.onDisconnected(error?.message ?? 'closed'));
  listener.onSubscriptionCreateSuccess(withType((type) => events.onSubscribed(type)));
  listener.onSubscriptionCreateFailure(withType((type, error) => events.onSubscribeFailed(type, error)));
  listener.onRevoke(
    withType((type, status: string) => {
      byType.delete(type); // twurple has dropped it
      events.onRevoked(type, status);
    }),
  );
  const ask = (type: EventType): void => {
    const known = byType.get(type);
    if (known) known.start();
    else byType.set(type, subscribers[type]());
  };
  return {
    start(types) {
      for (const type of types) ask(type);
      listener.start();
      watchFrames(listener, events);
    },
    ask,
    drop(type) {
      byType.get(type)?.stop();
      byType.delete(type);
    },
    stop: () => dismantle(listener),
  };
}

function subscribersTo(
  listener: EventSubWsListener,
  id: string,
  facts: LiveFacts,
): Record<EventType, () => EventSubSubscription> {
  const say = (kind: Kind, event: TwurpleUser, detail: RoleDetail | null): void => {
    const user = userOf(event);
    if (user) facts.onRole(kind, user, detail);
  };
  const gains = (kind: Kind) => (event: TwurpleUser) => say(kind, event, NO_DETAIL);
  const loses = (kind: Kind) => (event: TwurpleUser) => say(kind, event, null);
  // channel.subscription.gift is not among them: it names the gifter, who gains nothing by it, and every
  // recipient has a channel.subscribe of his own.
  const subscribes = (event: TwurpleUser & { tier: string; isGift: boolean }): void =>
    say('subscribers', event, { ...NO_DETAIL, tier: tierOf(event.tier), isGift: event.isGift });
  const resubs = (event: TwurpleUser & { tier: string }): void => {
    const user = userOf(event);
    if (user) facts.onResub(user, tierOf(event.tier));
  };
  const bans = (event: TwurpleUser & { endDate: Date | null }): void => {
    const user = userOf(event);
    if (user) facts.onBan(user, event.endDate && timeOf(event.endDate));
  };
  const unbans = (event: TwurpleUser): void => {
    const user = userOf(event);
    if (user) facts.onUnban(user);
  };
  const redeems = (event: RedemptionEvent): void => facts.onRedemption(toRedemption(event));
  // A fulfilled one says nothing new: it was redeemed before, and counted then.
  const refunds = (event: RedemptionEvent): void => {
    const redemption = toRedemption(event);
    if (redemption.status === 'refunded') facts.onRedemption(redemption);
  };
  const begins = (event: { startDate: Date }): void => facts.onStream(true, timeOf(event.startDate));
  return {
    'channel.subscribe': () => listener.onChannelSubscription(id, subscribes),
    'channel.subscription.message': () => listener.onChannelSubscriptionMessage(id, resubs),
    'channel.subscription.end': () => listener.onChannelSubscriptionEnd(id, loses('subscribers')),
    'channel.vip.add': () => listener.onChannelVipAdd(id, gains('vips')),
    'channel.vip.remove': () => listener.onChannelVipRemove(id, loses('vips')),
    'channel.moderator.add': () => listener.onChannelModeratorAdd(id, gains('moderators')),
    'channel.moderator.remove': () => listener.onChannelModeratorRemove(id, loses('moderators')),
    'stream.online': () => listener.onStreamOnline(id, begins),
    'stream.offline': () => listener.onStreamOffline(id, () => facts.onStream(false, null)),
    'channel.ban': () => listener.onChannelBan(id, bans),
    'channel.unban': () => listener.onChannelUnban(id, unbans),
    'channel.channel_points_custom_reward_redemption.add': () => listener.onChannelRedemptionAdd(id, redeems),
    'channel.channel_points_custom_reward_redemption.update': () =>
      listener.onChannelRedemptionUpdate(id, refunds),
  };
}

function toRedemption(event: RedemptionEvent): Redemption {
  const { userId, userName, userDisplayName } = event;
  return {
    redemptionId: event.id,
    rewardId: event.rewardId,
    user: namesOf(userId, userName ?? '', userDisplayName ?? ''),
    status: toStatus(event.status),
    redeemedAt: timeOf(event.redemptionDate) ?? 0,
  };
}

/** null: it names nobody, and nothing can be made of it. */
function userOf({ userId, userName, userDisplayName }: TwurpleUser): User | null {
  if (!/^\d{1,20}$/.test(userId)) return null;
  const userLogin = typeof userName === 'string' ? userName.toLowerCase() : '';
  return { userId, userLogin, userDisplayName: userDisplayName || userLogin };
}

/** A tier that we do not know is still a subscription. */
function tierOf(name: string): Tier {
  return TIERS.find((tier) => tier === name) ?? '1000';
}

function timeOf(date: Date): number | null {
  const at = date.getTime();
  return Number.isNaN(at) ? null : at;
}
