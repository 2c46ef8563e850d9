import type { EventSubChannelRedemptionAddEvent, EventSubSubscription } from '@twurple/eventsub-base';
import { EventSubWsListener } from '@twurple/eventsub-ws';
import { type Kind, NO_DETAIL, type RoleDetail, type Tier, TIERS, type User } from '../core/roles.ts';
import type { Redemption } from '../access/ports.ts';
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
}

/** What is listened to only while somebody wants to know. */
export interface ExtraFacts {
  /** `endsAt` null: a ban; else a timeout until then, epoch ms. */
  onBan(user: User, endsAt: number | null): void;
  onUnban(user: User): void;
  onRedemption(redemption: Redemption): void;
}

/** What happens to the connection itself. Names of subscriptions are Twitch's types, for logs. */
export interface ListenerEvents {
  /** A new connection, not a graceful move of one. */
  onConnected(): void;
  onDisconnected(reason: string): void;
  /** Twitch said something, be it that it is still there. */
  onTraffic(): void;
  onSubscribed(name: string): void;
  onSubscribeFailed(name: string, error: unknown, retry: () => void): void;
  onRevoked(name: string, status: string): void;
  /** Something came that is not Twitch's language. */
  onGarbage(): void;
}

export interface Listener {
  /** The subscriptions that have to stand before nothing can be missed. */
  readonly wanted: readonly string[];
  start(): void;
  /** For good: nothing of it stays open or comes back. */
  stop(): void;
}

export type ListenerFactory = (events: ListenerEvents) => Listener;

interface TwurpleUser {
  readonly userId: string;
  readonly userName: string;
  readonly userDisplayName: string;
}

/** Builds twurple's EventSub listener with our subscriptions. One use: stop it and build another. */
export function createListener(
  apiClient: SafeApiClient,
  broadcasterId: string,
  facts: LiveFacts & Partial<ExtraFacts>,
  events: ListenerEvents,
): Listener {
  const listener = new EventSubWsListener({ apiClient, logger: { minLevel: 'critical' } });
  const names = new Map<EventSubSubscription, string>();
  const nameOf = (subscription: EventSubSubscription): string => names.get(subscription) ?? 'unknown';
  listener.onUserSocketConnect(() => events.onConnected());
  listener.onUserSocketDisconnect((_userId, error) => events.onDisconnected(error?.message ?? 'closed'));
  listener.onSubscriptionCreateSuccess((subscription) => events.onSubscribed(nameOf(subscription)));
  listener.onSubscriptionCreateFailure((subscription, error) =>
    events.onSubscribeFailed(nameOf(subscription), error, () => subscription.start()),
  );
  listener.onRevoke((subscription, status) => events.onRevoked(nameOf(subscription), status));
  for (const [name, subscribe] of subscriptions(listener, broadcasterId, facts)) names.set(subscribe(), name);
  return {
    wanted: [...names.values()],
    start() {
      listener.start();
      watchFrames(listener, events);
    },
    stop: () => dismantle(listener),
  };
}

function subscriptions(
  listener: EventSubWsListener,
  id: string,
  facts: LiveFacts & Partial<ExtraFacts>,
): [string, () => EventSubSubscription][] {
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
  return [
    ['channel.subscribe', () => listener.onChannelSubscription(id, subscribes)],
    ['channel.subscription.message', () => listener.onChannelSubscriptionMessage(id, resubs)],
    ['channel.subscription.end', () => listener.onChannelSubscriptionEnd(id, loses('subscribers'))],
    ['channel.vip.add', () => listener.onChannelVipAdd(id, gains('vips'))],
    ['channel.vip.remove', () => listener.onChannelVipRemove(id, loses('vips'))],
    ['channel.moderator.add', () => listener.onChannelModeratorAdd(id, gains('moderators'))],
    ['channel.moderator.remove', () => listener.onChannelModeratorRemove(id, loses('moderators'))],
    [
      'stream.online',
      () => listener.onStreamOnline(id, (event) => facts.onStream(true, timeOf(event.startDate))),
    ],
    ['stream.offline', () => listener.onStreamOffline(id, () => facts.onStream(false, null))],
    ...extraSubscriptions(listener, id, facts),
  ];
}

function extraSubscriptions(
  listener: EventSubWsListener,
  id: string,
  { onBan, onUnban, onRedemption }: Partial<ExtraFacts>,
): [string, () => EventSubSubscription][] {
  const extras: [string, () => EventSubSubscription][] = [];
  if (onBan && onUnban) {
    const bans = (event: TwurpleUser & { endDate: Date | null }): void => {
      const user = userOf(event);
      if (user) onBan(user, event.endDate && timeOf(event.endDate));
    };
    const unbans = (event: TwurpleUser): void => {
      const user = userOf(event);
      if (user) onUnban(user);
    };
    extras.push(['channel.ban', () => listener.onChannelBan(id, bans)]);
    extras.push(['channel.unban', () => listener.onChannelUnban(id, unbans)]);
  }
  if (onRedemption) {
    const name = 'channel.channel_points_custom_reward_redemption.add';
    extras.push([
      name,
      () => listener.onChannelRedemptionAdd(id, (event) => onRedemption(toRedemption(event))),
    ]);
  }
  return extras;
}

function toRedemption(event: EventSubChannelRedemptionAddEvent): Redemption {
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
