import { TwitchError, ok } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { Redemption, RedemptionStatus, Reward } from '../rewards.ts';
import { Roster } from '../roster.ts';
import { namesOf, pageOf, pagination, readIds } from './context.ts';
import type { HelixCall, HelixRoute } from './context.ts';
import { ownReward, requireChannelPoints } from './rewards.ts';

const STATUSES: readonly unknown[] = ['UNFULFILLED', 'FULFILLED', 'CANCELED'];
/** Twitch shows settled redemptions "for a few days". */
const SETTLED_SHOWN_MS = 3 * 24 * 3_600_000;

/** GET: redemptions of one reward of the calling app, by status or by up to 50 ids; oldest first unless asked. */
function getRedemptions(call: HelixCall): Reply {
  requireChannelPoints(call);
  const { query, truth, clock, moment } = call;
  const reward = ownReward(call, query.get('reward_id'));
  const ids = readIds(query, 'id', 50);
  const status = query.get('status');
  if (ids.length === 0 && !STATUSES.includes(status))
    throw new TwitchError(400, 'The "status" parameter is required');
  const isVisible = (it: Redemption): boolean =>
    it.rewardId === reward.id &&
    (it.status === 'UNFULFILLED' || clock.now() - it.redeemedAt < SETTLED_SHOWN_MS) &&
    (ids.length === 0 ? it.status === status : ids.includes(it.id));
  // All keep their place and the others become gaps: settling what was read must not shift what is still to come.
  const roster = new Roster(undefined, query.get('sort') === 'NEWEST');
  const { redemptions } = truth.rewards;
  for (const it of redemptions.values()) roster.add(it.id);
  for (const { id } of redemptions.values()) {
    const then = redemptions.get(id, moment.time);
    if (!then || !isVisible(then)) roster.remove(id);
  }
  const page = pageOf(call, roster, 'redemptions', 50);
  const rows = page.userIds.map((id) => redemptions.get(id, moment.time)).filter((it) => it !== undefined);
  return ok({ data: rows.map((it) => redemptionRow(call, it, reward)), pagination: pagination(page.cursor) });
}

/** PATCH: fulfils or refunds up to 50 open ones. 404 when none of them is open any more. */
function settleRedemptions(call: HelixCall): Reply {
  requireChannelPoints(call);
  const reward = ownReward(call, call.query.get('reward_id'));
  const ids = readIds(call.query, 'id', 50);
  const status = (call.json as { status?: unknown } | null | undefined)?.status;
  if (ids.length === 0) throw new TwitchError(400, 'Missing required parameter "id"');
  if (status !== 'FULFILLED' && status !== 'CANCELED')
    throw new TwitchError(400, 'The "status" field is not valid');
  const open = ids.filter((id) => {
    const redemption = call.truth.rewards.redemptions.get(id);
    return redemption?.rewardId === reward.id && redemption.status === 'UNFULFILLED';
  });
  if (open.length === 0) {
    throw new TwitchError(404, 'The custom reward redemptions with a status of UNFULFILLED were not found.');
  }
  const settled = open.map((id) => call.world.settleRedemption(id, status as RedemptionStatus));
  return ok({ data: settled.map((it) => redemptionRow(call, it, reward)) });
}

function redemptionRow({ truth }: HelixCall, it: Redemption, reward: Reward): Record<string, unknown> {
  const broadcaster = namesOf(truth, truth.broadcasterId);
  const user = namesOf(truth, it.userId);
  return {
    broadcaster_name: broadcaster.userDisplayName,
    broadcaster_login: broadcaster.userLogin,
    broadcaster_id: broadcaster.userId,
    id: it.id,
    user_login: user.userLogin,
    user_id: user.userId,
    user_name: user.userDisplayName,
    user_input: it.userInput,
    status: it.status,
    redeemed_at: new Date(it.redeemedAt).toISOString(),
    reward: { id: reward.id, title: reward.title, prompt: reward.prompt, cost: reward.cost },
  };
}

const PATH = '/channel_points/custom_rewards/redemptions';
export const redemptionRoutes: Record<string, HelixRoute> = {
  [`GET ${PATH}`]: {
    scopes: ['channel:read:redemptions', 'channel:manage:redemptions'],
    handle: getRedemptions,
  },
  [`PATCH ${PATH}`]: { scopes: ['channel:manage:redemptions'], handle: settleRedemptions },
};
