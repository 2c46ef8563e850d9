import * as events from './events.ts';
import type { Delivery, SimEvent } from './events.ts';
import type { ChannelState } from './channel-state.ts';

type Teller = (truth: ChannelState, userId: string, now: number) => SimEvent;

const redemption =
  (change: 'add' | 'update'): Teller =>
  (truth, userId, now) => {
    const [reward = { id: crypto.randomUUID(), title: 'Made up', cost: 1, prompt: '' }] =
      truth.rewards.all.values();
    const status = change === 'add' ? 'UNFULFILLED' : 'FULFILLED';
    const id = crypto.randomUUID();
    const told = { id, rewardId: reward.id, userId, userInput: '', status, redeemedAt: now } as const;
    return events.redemptionEvent(truth, change, told, reward);
  };

const subscription =
  (type: 'channel.subscribe' | 'channel.subscription.end'): Teller =>
  (truth, userId) => {
    const known = truth.subscription(userId) ?? { tier: '1000', isGift: false, gifterId: null };
    return events.subscriptionEvent(truth, type, userId, known);
  };

const TELLERS: Readonly<Record<string, Teller>> = {
  'channel.subscribe': subscription('channel.subscribe'),
  'channel.subscription.end': subscription('channel.subscription.end'),
  'channel.subscription.gift': (truth, userId) => events.giftEvent(truth, userId, 1, '1000'),
  'channel.subscription.message': (truth, userId) => events.resubEvent(truth, userId, '1000', 2, ''),
  'stream.online': (truth, _userId, now) => {
    const { type, event } = events.streamEvent(truth, true);
    return { type, event: { ...event, id: event['id'] || '1', started_at: new Date(now).toISOString() } };
  },
  'stream.offline': (truth) => events.streamEvent(truth, false),
  'channel.channel_points_custom_reward_redemption.add': redemption('add'),
  'channel.channel_points_custom_reward_redemption.update': redemption('update'),
  'channel.ban': (truth, userId, now) =>
    events.banEvent(truth, {
      ...{ userId, moderatorId: truth.broadcasterId, reason: '' },
      ...{ createdAt: now, endsAt: null },
    }),
  'channel.unban': (truth, userId) =>
    events.roleEvent(truth, 'channel.unban', userId, {
      ...events.person(truth, 'moderator_user', truth.broadcasterId),
    }),
  'channel.follow': (truth, userId, now) =>
    events.roleEvent(truth, 'channel.follow', userId, { followed_at: new Date(now).toISOString() }),
  'user.update': (truth, userId) => events.userUpdateEvent(truth, userId),
  'channel.chat.message': (truth, userId) => events.chatEvent(truth, userId, 'hello'),
};

/** Says what it likes: about whom, in which fields, when, under which id. */
export interface Lie extends Delivery {
  type: string;
  /** Default: the broadcaster. Made up where nobody has it. */
  userId?: string;
  /** Fields that stand in the event in place of the usual ones, `broadcaster_user_id` too. */
  event?: Record<string, unknown>;
}

/**
 * An event as Twitch words it, about something that has not happened: nothing changes by it. Types without
 * words of their own get those of a role.
 */
export function madeUpEvent(truth: ChannelState, lie: Lie, now: number): SimEvent {
  const { type, userId = truth.broadcasterId, event: fields, ...delivery } = lie;
  const teller = Object.hasOwn(TELLERS, type) ? TELLERS[type] : undefined;
  const { event } = teller ? teller(truth, userId, now) : events.roleEvent(truth, type, userId);
  return { type, event: { ...event, ...fields }, delivery };
}
