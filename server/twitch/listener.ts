import type { EventSubChannelRedemptionUpdateEvent, EventSubSubscription } from '@twurple/eventsub-base';
import { EventSubWsListener } from '@twurple/eventsub-ws';
import { type Kind, NO_DETAIL, type RoleDetail, type Tier, type User } from '../core/roles.ts';
import type { Redemption } from '../access/ports.ts';
import type { EventStamp } from '../sync/ports.ts';
import { EventFilter, tierOf, timeOf, type TwurpleEvent, type TwurpleUser, userOf } from './event-filter.ts';
import type { EventType } from './event-types.ts';
import { dismantle, watchFrames } from './listener-inside.ts';
import { namesOf, toStatus } from './rewards.external.ts';
import type { SafeApiClient } from './safe-api-client.ts';

/** What an event of Twitch says, in our words. */
export interface LiveFacts {
  /** `detail` null: holds the role no more. */
  onRole(kind: Kind, user: User, detail: RoleDetail | null, stamp: EventStamp): void;
  /** Somebody shared in chat that a subscription goes on. Twitch does not say whether it is a gift. */
  onResub(user: User, tier: Tier, stamp: EventStamp): void;
  onStream(isLive: boolean, startedAt: number | null, stamp: EventStamp): void;
  /** `endsAt` null: a ban; else a timeout until then, epoch ms. */
  onBan(user: User, endsAt: number | null, stamp: EventStamp): void;
  onUnban(user: User, stamp: EventStamp): void;
  /** Redeemed, or given back by hand. */
  onRedemption(redemption: Redemption): void;
  /** An event was not believed; `why` goes on as "it …", for the log. */
  onDropped(type: EventType, why: string): void;
  /** What the event calls the channel. */
  onChannelLogin?(login: string): void;
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
type RedemptionEvent = TwurpleUser &
  Pick<EventSubChannelRedemptionUpdateEvent, 'id' | 'rewardId' | 'status' | 'redemptionDate'>;

export interface ListenerDeps {
  readonly apiClient: SafeApiClient;
  readonly broadcasterId: string;
  readonly facts: LiveFacts;
  /** The latest that it may be at Twitch, epoch ms. */
  readonly twitchNow: () => number;
}

/** Builds twurple's EventSub listener with our subscriptions. One use: stop it and build another. */
export function createListener(deps: ListenerDeps, events: ListenerEvents): Listener {
  const { apiClient, facts } = deps;
  const listener = new EventSubWsListener({ apiClient, logger: { minLevel: 'critical' } });
  const filter = new EventFilter({
    ...deps,
    onDropped: (type, why) => facts.onDropped(type, why),
    onChannelLogin: (login) => facts.onChannelLogin?.(login),
  });
  const subscribers = subscribersTo(listener, deps, filter);
  const byType = new Map<EventType, EventSubSubscription>();
  let unwatch = (): void => undefined;
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
      unwatch = watchFrames(listener, {
        onFrame(frame) {
          events.onTraffic();
          filter.onFrame(frame);
        },
        onGarbage: () => events.onGarbage(),
      });
    },
    ask,
    drop(type) {
      byType.get(type)?.stop();
      byType.delete(type);
    },
    stop() {
      unwatch();
      dismantle(listener);
    },
  };
}

/** What is made of an event; false: it makes no sense. */
type Take<E> = (event: E, stamp: EventStamp) => boolean;

/** Something that can be made of an event which names somebody whom Twitch can have. */
function aboutUser<E extends TwurpleUser>(take: (user: User, event: E, stamp: EventStamp) => void): Take<E> {
  return (event, stamp) => {
    const user = userOf(event);
    if (user) take(user, event, stamp);
    return user !== null;
  };
}

function subscribersTo(
  listener: EventSubWsListener,
  { broadcasterId: id, facts }: ListenerDeps,
  filter: EventFilter,
): Record<EventType, () => EventSubSubscription> {
  const gains = (kind: Kind) => aboutUser((user, _, stamp) => facts.onRole(kind, user, NO_DETAIL, stamp));
  const loses = (kind: Kind) => aboutUser((user, _, stamp) => facts.onRole(kind, user, null, stamp));
  const withTier = <E extends TwurpleUser & { tier: string }>(
    take: (user: User, tier: Tier, event: E, stamp: EventStamp) => void,
  ): Take<E> => {
    return (event, stamp) => {
      const tier = tierOf(event.tier);
      return tier !== null && aboutUser<E>((user) => take(user, tier, event, stamp))(event, stamp);
    };
  };
  // channel.subscription.gift is not among them: it names the gifter, who gains nothing by it, and every
  // recipient has a channel.subscribe of his own.
  const subscribes = withTier<TwurpleUser & { tier: string; isGift: boolean }>((user, tier, event, stamp) =>
    facts.onRole('subscribers', user, { ...NO_DETAIL, tier, isGift: event.isGift }, stamp),
  );
  const resubs = withTier((user, tier, _, stamp) => facts.onResub(user, tier, stamp));
  const bans = aboutUser<TwurpleUser & { endDate: Date | null }>((user, event, stamp) =>
    facts.onBan(user, event.endDate && timeOf(event.endDate), stamp),
  );
  const unbans = aboutUser((user, _, stamp) => facts.onUnban(user, stamp));
  const redeems = aboutUser<RedemptionEvent>((_, event) => facts.onRedemption(toRedemption(event)));
  // A fulfilled one says nothing new: it was redeemed before, and counted then.
  const refunds = aboutUser<RedemptionEvent>((_, event) => {
    const redemption = toRedemption(event);
    if (redemption.status === 'refunded') facts.onRedemption(redemption);
  });
  const begins: Take<TwurpleEvent & { startDate: Date }> = (event, stamp) => {
    facts.onStream(true, timeOf(event.startDate), stamp);
    return true;
  };
  const ends: Take<TwurpleEvent> = (_, stamp) => {
    facts.onStream(false, null, stamp);
    return true;
  };
  const only = filter.only.bind(filter);
  return {
    'channel.subscribe': () => listener.onChannelSubscription(id, only('channel.subscribe', subscribes)),
    'channel.subscription.message': () =>
      listener.onChannelSubscriptionMessage(id, only('channel.subscription.message', resubs)),
    'channel.subscription.end': () =>
      listener.onChannelSubscriptionEnd(id, only('channel.subscription.end', loses('subscribers'))),
    'channel.vip.add': () => listener.onChannelVipAdd(id, only('channel.vip.add', gains('vips'))),
    'channel.vip.remove': () => listener.onChannelVipRemove(id, only('channel.vip.remove', loses('vips'))),
    'channel.moderator.add': () =>
      listener.onChannelModeratorAdd(id, only('channel.moderator.add', gains('moderators'))),
    'channel.moderator.remove': () =>
      listener.onChannelModeratorRemove(id, only('channel.moderator.remove', loses('moderators'))),
    'stream.online': () => listener.onStreamOnline(id, only('stream.online', begins)),
    'stream.offline': () => listener.onStreamOffline(id, only('stream.offline', ends)),
    'channel.ban': () => listener.onChannelBan(id, only('channel.ban', bans)),
    'channel.unban': () => listener.onChannelUnban(id, only('channel.unban', unbans)),
    [REDEEMED]: () => listener.onChannelRedemptionAdd(id, only(REDEEMED, redeems)),
    [SETTLED]: () => listener.onChannelRedemptionUpdate(id, only(SETTLED, refunds)),
  };
}

const REDEEMED = 'channel.channel_points_custom_reward_redemption.add';
const SETTLED = 'channel.channel_points_custom_reward_redemption.update';

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
