import { MAX_REWARDS } from '../rewards.ts';
import type { Reward } from '../rewards.ts';
import { TwitchError, ok } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { namesOf, readIds, requireBroadcaster } from './context.ts';
import type { HelixCall, HelixRoute } from './context.ts';

const READ = ['channel:read:redemptions', 'channel:manage:redemptions'];
const MANAGE = ['channel:manage:redemptions'];

/** Throws 403 for a channel without channel points. */
export function requireChannelPoints(call: HelixCall): void {
  requireBroadcaster(call);
  if (call.truth.broadcasterType === '') {
    throw new TwitchError(403, 'The broadcaster must have partner or affiliate status.');
  }
}

/** A reward that the calling app made. Throws 404 when there is none of that id, 403 when another app made it. */
export function ownReward({ truth, token }: HelixCall, rewardId: string | null): Reward {
  if (!rewardId) throw new TwitchError(400, 'Missing required parameter "id"');
  const reward = truth.rewards.all.get(rewardId);
  if (!reward) throw new TwitchError(404, 'The custom reward was not found.');
  if (reward.clientId !== token.clientId) {
    throw new TwitchError(
      403,
      'The ID in the Client-Id header must match the client ID used to create the custom reward.',
    );
  }
  return reward;
}

/** GET: the rewards of all apps, without paging. */
function getRewards(call: HelixCall): Reply {
  requireChannelPoints(call);
  const ids = readIds(call.query, 'id', 50);
  const onlyOwn = call.query.get('only_manageable_rewards') === 'true';
  const rewards = [...call.truth.rewards.all.values()].filter(
    (reward) =>
      (ids.length === 0 || ids.includes(reward.id)) && (!onlyOwn || reward.clientId === call.token.clientId),
  );
  if (ids.length > 0 && rewards.length === 0)
    throw new TwitchError(404, 'The custom rewards were not found.');
  return ok({ data: rewards.map((reward) => rewardRow(call, reward)) });
}

function createReward(call: HelixCall): Reply {
  requireChannelPoints(call);
  const { rewards } = call.truth;
  const fields = readFields(call);
  if (fields.title === undefined || fields.cost === undefined) {
    throw new TwitchError(400, 'The "title" and "cost" fields are required');
  }
  if (rewards.all.size >= MAX_REWARDS) throw new TwitchError(400, 'CREATE_CUSTOM_REWARD_TOO_MANY_REWARDS');
  const reward = rewards.create({
    ...fields,
    title: fields.title,
    cost: fields.cost,
    clientId: call.token.clientId,
  });
  return ok({ data: [rewardRow(call, reward)] });
}

function updateReward(call: HelixCall): Reply {
  requireChannelPoints(call);
  const reward = ownReward(call, call.query.get('id'));
  Object.assign(reward, readFields(call, reward.id));
  return ok({ data: [rewardRow(call, reward)] });
}

function deleteReward(call: HelixCall): Reply {
  requireChannelPoints(call);
  call.truth.rewards.delete(ownReward(call, call.query.get('id')).id);
  return { status: 204 };
}

/** The fields of a create or update body; only those that are there. Throws 400 in Twitch's way. */
function readFields(call: HelixCall, ownId?: string): Partial<Reward> {
  if (typeof call.json !== 'object' || call.json === null)
    throw new TwitchError(400, 'The request body is not JSON');
  const body = call.json as Record<string, unknown>;
  const title = body['title'];
  const cost = body['cost'];
  if (title !== undefined && (typeof title !== 'string' || title === '' || title.length > 45)) {
    throw new TwitchError(400, 'The "title" field must contain 1 to 45 characters');
  }
  if (cost !== undefined && !(Number.isInteger(cost) && Number(cost) >= 1)) {
    throw new TwitchError(400, 'The "cost" field must be at least 1');
  }
  const taken = [...call.truth.rewards.all.values()].some(
    (other) => other.title === title && other.id !== ownId,
  );
  if (taken) throw new TwitchError(400, 'CREATE_CUSTOM_REWARD_DUPLICATE_REWARD');
  const limit = (enabled: unknown, value: unknown): number | null | undefined =>
    enabled === undefined ? undefined : enabled === true ? Number(value) : null;
  const fields = {
    title,
    cost,
    prompt: body['prompt'],
    isEnabled: body['is_enabled'],
    isPaused: body['is_paused'],
    backgroundColor: body['background_color'],
    isUserInputRequired: body['is_user_input_required'],
    skipQueue: body['should_redemptions_skip_request_queue'],
    maxPerStream: limit(body['is_max_per_stream_enabled'], body['max_per_stream']),
    maxPerUserPerStream: limit(body['is_max_per_user_per_stream_enabled'], body['max_per_user_per_stream']),
    globalCooldownS: limit(body['is_global_cooldown_enabled'], body['global_cooldown_seconds']),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function rewardRow({ truth }: HelixCall, reward: Reward): Record<string, unknown> {
  const broadcaster = namesOf(truth, truth.broadcasterId);
  const image = 'https://static-cdn.jtvnw.net/custom-reward-images/default-';
  return {
    broadcaster_id: broadcaster.userId,
    broadcaster_login: broadcaster.userLogin,
    broadcaster_name: broadcaster.userDisplayName,
    id: reward.id,
    title: reward.title,
    prompt: reward.prompt,
    cost: reward.cost,
    image: null,
    default_image: { url_1x: `${image}1.png`, url_2x: `${image}2.png`, url_4x: `${image}4.png` },
    background_color: reward.backgroundColor,
    is_enabled: reward.isEnabled,
    is_user_input_required: reward.isUserInputRequired,
    max_per_stream_setting: {
      is_enabled: reward.maxPerStream !== null,
      max_per_stream: reward.maxPerStream ?? 0,
    },
    max_per_user_per_stream_setting: {
      is_enabled: reward.maxPerUserPerStream !== null,
      max_per_user_per_stream: reward.maxPerUserPerStream ?? 0,
    },
    global_cooldown_setting: {
      is_enabled: reward.globalCooldownS !== null,
      global_cooldown_seconds: reward.globalCooldownS ?? 0,
    },
    is_paused: reward.isPaused,
    is_in_stock: true,
    should_redemptions_skip_request_queue: reward.skipQueue,
    redemptions_redeemed_current_stream: null,
    cooldown_expires_at: null,
  };
}

const PATH = '/channel_points/custom_rewards';
export const rewardRoutes: Record<string, HelixRoute> = {
  [`GET ${PATH}`]: { scopes: READ, handle: getRewards },
  [`POST ${PATH}`]: { scopes: MANAGE, handle: createReward },
  [`PATCH ${PATH}`]: { scopes: MANAGE, handle: updateReward },
  [`DELETE ${PATH}`]: { scopes: MANAGE, handle: deleteReward },
};
