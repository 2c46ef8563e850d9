import type { Redemption, Reward } from './rewards.ts';
import type { Ban, ChannelState } from './channel-state.ts';
import type { SubscriptionTruth, Tier } from './subscriptions.ts';

/** One thing that happened, as EventSub words it. `type` is the subscription type that hears of it. */
export interface SimEvent {
  type: string;
  event: Record<string, unknown>;
  delivery?: Delivery;
}

/** How a notification goes out, where that is not at once and under the time of now. */
export interface Delivery {
  /** `message_timestamp`, epoch ms or ISO 8601. */
  sentAt?: number | string | undefined;
  /** The same id twice is the same message to whoever reads ids. */
  messageId?: string | undefined;
  /** Held back that long; the timestamp is still that of the moment at which it happened. */
  delayMs?: number | undefined;
}

/** `user_id`, `user_login`, `user_name` under any prefix; EventSub's `user_name` is the display name. */
export function person(
  truth: ChannelState,
  prefix: string,
  userId: string | null,
): Record<string, string | null> {
  const user = userId === null ? null : truth.users.ensure(userId);
  return {
    [`${prefix}_id`]: userId,
    [`${prefix}_login`]: user?.userLogin ?? null,
    [`${prefix}_name`]: user?.userDisplayName ?? null,
  };
}

function inChannel(truth: ChannelState, userId: string | null): Record<string, unknown> {
  return {
    ...person(truth, 'user', userId),
    ...person(truth, 'broadcaster_user', truth.broadcasterId),
  };
}

/** VIP and moderator changes, and follows and unbans apart from their extra fields. */
export function roleEvent(
  truth: ChannelState,
  type: string,
  userId: string,
  extra: Record<string, unknown> = {},
): SimEvent {
  return { type, event: { ...inChannel(truth, userId), ...extra } };
}

/** channel.subscribe and channel.subscription.end. Neither names a gifter. */
export function subscriptionEvent(
  truth: ChannelState,
  type: 'channel.subscribe' | 'channel.subscription.end',
  userId: string,
  { tier, isGift }: SubscriptionTruth,
): SimEvent {
  return { type, event: { ...inChannel(truth, userId), tier, is_gift: isGift } };
}

/** The gifter's event; the recipients are not in it. A null gifter is anonymous. */
export function giftEvent(truth: ChannelState, gifterId: string | null, total: number, tier: Tier): SimEvent {
  const event = {
    ...inChannel(truth, gifterId),
    total,
    tier,
    cumulative_total: gifterId === null ? null : total,
    is_anonymous: gifterId === null,
  };
  return { type: 'channel.subscription.gift', event };
}

/** A resub shared in chat. It does not say whether the subscription is a gift. */
export function resubEvent(
  truth: ChannelState,
  userId: string,
  tier: Tier,
  months: number,
  text: string,
): SimEvent {
  const event = {
    ...inChannel(truth, userId),
    tier,
    message: { text, emotes: null },
    cumulative_months: months,
    streak_months: null,
    duration_months: 1,
  };
  return { type: 'channel.subscription.message', event };
}

export function streamEvent(truth: ChannelState, online: boolean): SimEvent {
  const channel = person(truth, 'broadcaster_user', truth.broadcasterId);
  if (!online) return { type: 'stream.offline', event: channel };
  const { id = '', startedAt = 0 } = truth.stream ?? {};
  return {
    type: 'stream.online',
    event: { id, ...channel, type: 'live', started_at: new Date(startedAt).toISOString() },
  };
}

/** EventSub writes a redemption's status in lower case, Helix in upper case. */
export function redemptionEvent(
  truth: ChannelState,
  change: 'add' | 'update',
  it: Redemption,
  reward: Pick<Reward, 'id' | 'title' | 'cost' | 'prompt'>,
): SimEvent {
  const event = {
    id: it.id,
    ...inChannel(truth, it.userId),
    user_input: it.userInput,
    status: it.status.toLowerCase(),
    reward: { id: reward.id, title: reward.title, cost: reward.cost, prompt: reward.prompt },
    redeemed_at: new Date(it.redeemedAt).toISOString(),
  };
  return { type: `channel.channel_points_custom_reward_redemption.${change}`, event };
}

export function banEvent(truth: ChannelState, ban: Ban): SimEvent {
  return roleEvent(truth, 'channel.ban', ban.userId, {
    ...person(truth, 'moderator_user', ban.moderatorId),
    reason: ban.reason,
    banned_at: new Date(ban.createdAt).toISOString(),
    ends_at: ban.endsAt === null ? null : new Date(ban.endsAt).toISOString(),
    is_permanent: ban.endsAt === null,
  });
}

export function userUpdateEvent(truth: ChannelState, userId: string): SimEvent {
  return {
    type: 'user.update',
    event: { ...person(truth, 'user', userId), email_verified: true, description: '' },
  };
}

export function chatEvent(truth: ChannelState, userId: string, text: string): SimEvent {
  const badges = [
    truth.broadcasterId === userId && { set_id: 'broadcaster', id: '1', info: '' },
    truth.moderators.has(userId) && { set_id: 'moderator', id: '1', info: '' },
    truth.vips.has(userId) && { set_id: 'vip', id: '1', info: '' },
    truth.subscribers.has(userId) && { set_id: 'subscriber', id: '0', info: '1' },
  ].filter((badge) => badge !== false);
  const event = {
    ...person(truth, 'broadcaster_user', truth.broadcasterId),
    ...person(truth, 'chatter_user', userId),
    ...person(truth, 'source_broadcaster_user', null),
    message_id: crypto.randomUUID(),
    message: { text, fragments: [{ type: 'text', text, cheermote: null, emote: null, mention: null }] },
    color: '',
    badges,
    source_badges: null,
    source_message_id: null,
    message_type: 'text',
    cheer: null,
    reply: null,
    channel_points_custom_reward_id: null,
  };
  return { type: 'channel.chat.message', event };
}
