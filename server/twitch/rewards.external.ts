import type { Redemption } from '../access/ports.ts';
import { isObject, nameOf, text, userIdOf } from './json.external.ts';

/** Twitch's JSON of channel point rewards and redemptions, turned into ours. */

/** A channel point reward as Twitch has it. */
export interface Reward {
  readonly rewardId: string;
  readonly title: string;
  readonly prompt: string;
  readonly cost: number;
  readonly isEnabled: boolean;
  readonly isPaused: boolean;
}

/** Twitch lets a streamer write less than half as much. */
const MAX_TITLE = 100;
const MAX_PROMPT = 500;

/** The rewards in an answer; null if it is none. */
export function parseRewards(body: unknown): Reward[] | null {
  if (!isObject(body) || !Array.isArray(body['data'])) return null;
  const rewards = (body['data'] as unknown[]).map(toReward);
  const good = rewards.filter((reward) => reward !== null);
  return good.length === rewards.length ? good : null;
}

function toReward(raw: unknown): Reward | null {
  if (!isObject(raw) || text(raw, 'id') === '') return null;
  const { cost } = raw;
  return {
    rewardId: text(raw, 'id'),
    title: text(raw, 'title').slice(0, MAX_TITLE),
    prompt: text(raw, 'prompt').slice(0, MAX_PROMPT),
    cost: typeof cost === 'number' && Number.isSafeInteger(cost) && cost >= 0 ? cost : 0,
    isEnabled: raw['is_enabled'] !== false,
    isPaused: raw['is_paused'] === true,
  };
}

export interface RedemptionPage {
  readonly rows: readonly Redemption[];
  readonly cursor: string | null;
}

/** A page of redemptions; null if it is none. */
export function parseRedemptions(body: unknown): RedemptionPage | null {
  if (!isObject(body) || !Array.isArray(body['data'])) return null;
  const rows = (body['data'] as unknown[]).map(toRedemption);
  const good = rows.filter((row) => row !== null);
  if (good.length < rows.length) return null;
  const { pagination } = body;
  return { rows: good, cursor: (isObject(pagination) && text(pagination, 'cursor')) || null };
}

function toRedemption(raw: unknown): Redemption | null {
  if (!isObject(raw) || !isObject(raw['reward'])) return null;
  const rewardId = text(raw['reward'], 'id');
  const redemptionId = text(raw, 'id');
  const userId = userIdOf(raw, 'user_id');
  if (rewardId === '' || redemptionId === '') return null;
  const user = namesOf(userId, nameOf(raw, 'user_login'), nameOf(raw, 'user_name'));
  const at = Date.parse(text(raw, 'redeemed_at'));
  const status = toStatus(text(raw, 'status'));
  return { redemptionId, rewardId, user, status, redeemedAt: Number.isNaN(at) ? 0 : at };
}

/** Accounts that are gone have empty names. */
export function namesOf(userId: string, userLogin: string, userDisplayName: string): Redemption['user'] {
  const login = userLogin.toLowerCase() || null;
  return { userId, userLogin: login, userDisplayName: userDisplayName || login };
}

/** Helix writes it in upper case, EventSub in lower case; a redemption that skips the queue is `fulfilled`. */
export function toStatus(status: string): Redemption['status'] {
  const word = status.toLowerCase();
  if (word === 'unfulfilled') return 'open';
  return word === 'canceled' ? 'refunded' : 'fulfilled';
}
