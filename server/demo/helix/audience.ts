import { TwitchError, ok } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { namesOf, pageOf, pagination, readIds, requireBroadcaster } from './context.ts';
import type { HelixCall, HelixRoute } from './context.ts';
import { Roster } from '../roster.ts';

/**
 * GET /channels/followers, newest first. Open to the broadcaster and his moderators with the scope; everybody
 * else gets nothing but `total`, and 401 when he asks about one user.
 */
function getFollowers(call: HelixCall): Reply {
  const { query, token, truth, moment } = call;
  const followers = truth.followers.asOf(moment.time);
  const broadcasterId = query.get('broadcaster_id');
  if (!broadcasterId) throw new TwitchError(400, 'Missing required parameter "broadcaster_id"');
  const userIds = readIds(query, 'user_id', 1);
  const isInsider = token.userId === truth.broadcasterId || truth.moderators.has(token.userId);
  const total = broadcasterId === truth.broadcasterId ? followers.size : 0;
  if (broadcasterId !== truth.broadcasterId || !isInsider || !token.scopes.has('moderator:read:followers')) {
    if (userIds.length > 0) throw new TwitchError(401, 'Missing scope: moderator:read:followers');
    return ok({ total, data: [], pagination: {} });
  }
  const page =
    userIds.length > 0
      ? { userIds: userIds.filter((id) => followers.has(id)), cursor: undefined }
      : pageOf(call, followers, 'followers');
  const data = page.userIds.map((userId) => {
    const user = namesOf(truth, userId);
    const followedAt = new Date(truth.followedAt.get(userId, moment.time) ?? 0).toISOString();
    return {
      user_id: userId,
      user_login: user.userLogin,
      user_name: user.userDisplayName,
      followed_at: followedAt,
    };
  });
  return ok({ total, data, pagination: pagination(page.cursor) });
}

/** GET /moderation/banned: bans and running timeouts. `expires_at` is "" for a ban. */
function getBanned(call: HelixCall): Reply {
  requireBroadcaster(call);
  const { truth, query, moment } = call;
  const now = call.clock.now();
  const wanted = readIds(query, 'user_id');
  const roster = new Roster();
  for (const userId of wanted.length > 0 ? wanted : truth.bans.keys(moment.time)) {
    if (truth.ban(userId, now, moment.time)) roster.add(userId);
  }
  const page =
    wanted.length > 0 ? { userIds: [...roster.ids()], cursor: undefined } : pageOf(call, roster, 'banned');
  const data = page.userIds.map((userId) => banRow(call, userId)).filter((row) => row !== null);
  return ok({ data, pagination: pagination(page.cursor) });
}

function banRow({ truth, clock, moment }: HelixCall, userId: string): Record<string, unknown> | null {
  const ban = truth.ban(userId, clock.now(), moment.time);
  if (!ban) return null;
  const user = namesOf(truth, userId);
  const moderator = namesOf(truth, ban.moderatorId);
  return {
    user_id: userId,
    user_login: user.userLogin,
    user_name: user.userDisplayName,
    expires_at: ban.endsAt === null ? '' : new Date(ban.endsAt).toISOString(),
    created_at: new Date(ban.createdAt).toISOString(),
    reason: ban.reason,
    moderator_id: moderator.userId,
    moderator_login: moderator.userLogin,
    moderator_name: moderator.userDisplayName,
  };
}

export const audienceRoutes: Record<string, HelixRoute> = {
  'GET /channels/followers': { scopes: [], handle: getFollowers },
  'GET /moderation/banned': {
    scopes: ['moderation:read', 'moderator:manage:banned_users'],
    handle: getBanned,
  },
};
