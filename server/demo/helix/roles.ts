import { TwitchError, ok } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { Roster } from '../roster.ts';
import { lookUp, namesOf, pageOf, pagination, readIds, requireBroadcaster } from './context.ts';
import type { HelixCall, HelixRoute } from './context.ts';

/** GET /subscriptions. `total` and `points` are left out when users are asked for by id. */
function getSubscriptions(call: HelixCall): Reply {
  requireBroadcaster(call);
  const { query, truth, moment } = call;
  const subscribers = truth.subscribers.asOf(moment.time);
  const userIds = readIds(query, 'user_id');
  if (userIds.length > 0) {
    if (query.get('after') || query.get('before')) {
      throw new TwitchError(400, 'The "user_id" parameter may not be combined with "after" or "before"');
    }
    const found = lookUp(call, subscribers, userIds);
    return ok({ data: found.map((id) => subscriptionRow(call, id)), pagination: {} });
  }
  const page = pageOf(call, subscribers, 'subscriptions');
  return ok({
    data: page.userIds.map((id) => subscriptionRow(call, id)),
    pagination: pagination(page.cursor),
    ...truth.subscriberTotals(moment.time),
  });
}

const PLAN_NAMES = { '1000': 'Tier 1', '2000': 'Tier 2', '3000': 'Tier 3' };

function subscriptionRow({ truth, moment }: HelixCall, userId: string): Record<string, unknown> {
  const broadcaster = namesOf(truth, truth.broadcasterId);
  const user = namesOf(truth, userId);
  const { tier, isGift, gifterId } = truth.subscription(userId, moment.time) ?? {
    tier: '1000',
    isGift: false,
    gifterId: null,
  };
  const gifter = gifterId === null ? null : namesOf(truth, gifterId);
  return {
    broadcaster_id: broadcaster.userId,
    broadcaster_login: broadcaster.userLogin,
    broadcaster_name: broadcaster.userDisplayName,
    gifter_id: gifter?.userId ?? '',
    gifter_login: gifter?.userLogin ?? '',
    gifter_name: gifter?.userDisplayName ?? '',
    is_gift: isGift,
    plan_name: `Channel Subscription (${broadcaster.userLogin}): ${PLAN_NAMES[tier]}`,
    tier,
    user_id: user.userId,
    user_name: user.userDisplayName,
    user_login: user.userLogin,
  };
}

/** GET /channels/vips and /moderation/moderators: the same shape, and no `total`. */
function getMembers(call: HelixCall, roster: Roster, list: string): Reply {
  requireBroadcaster(call);
  const userIds = readIds(call.query, 'user_id');
  const members = roster.asOf(call.moment.time);
  const page =
    userIds.length > 0
      ? { userIds: lookUp(call, members, userIds), cursor: undefined }
      : pageOf(call, members, list);
  const data = page.userIds.map((userId) => {
    const user = namesOf(call.truth, userId);
    return { user_id: userId, user_name: user.userDisplayName, user_login: user.userLogin };
  });
  return ok({ data, pagination: pagination(page.cursor) });
}

export const roleRoutes: Record<string, HelixRoute> = {
  'GET /subscriptions': { scopes: ['channel:read:subscriptions'], handle: getSubscriptions },
  'GET /channels/vips': {
    scopes: ['channel:read:vips', 'channel:manage:vips'],
    handle: (call) => getMembers(call, call.truth.vips, 'vips'),
  },
  'GET /moderation/moderators': {
    scopes: ['moderation:read', 'channel:manage:moderators'],
    handle: (call) => getMembers(call, call.truth.moderators, 'moderators'),
  },
};
