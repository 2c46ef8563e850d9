import type { Redemption, RedemptionSource } from '../access/ports.ts';
import { type Connection, SyncError } from '../sync/ports.ts';
import { missingScope, nonsense, refusalOf } from './errors.ts';
import { needsLogin } from './relay.ts';
import { parseRedemptions, parseRewards, type Reward } from './rewards.external.ts';
import type { TokenSource, TwitchCall } from './tokens.ts';
import type { TwitchHttp } from './twitch-http.ts';

/** Opens all of it: reading, creating and settling. Source: the Helix reference. */
export const REWARDS_SCOPE = 'channel:manage:redemptions';

const REWARDS = 'channel_points/custom_rewards';
const REDEMPTIONS = 'channel_points/custom_rewards/redemptions';
/** Fifty a page: far more open redemptions than a queue holds. */
const MAX_PAGES = 200;

export interface NewReward {
  readonly title: string;
  readonly cost: number;
  readonly prompt: string;
}

export interface RewardDeps {
  readonly http: TwitchHttp;
  readonly tokens: TokenSource;
  readonly connection: Connection;
  readonly scopes: () => readonly string[];
}

type Call = Omit<TwitchCall, 'type' | 'query'> & { readonly query?: Readonly<Record<string, string>> };

/** The channel's custom rewards and their redemptions. Everything throws SyncError. */
export class TwitchRewards implements RedemptionSource {
  readonly #deps: RewardDeps;

  constructor(deps: RewardDeps) {
    this.#deps = deps;
  }

  /** All rewards of the channel, and the ids of those that this app made. */
  async list(signal: AbortSignal): Promise<{ rewards: Reward[]; own: ReadonlySet<string> }> {
    const [all, own] = await Promise.all([
      this.#call({ path: REWARDS }, signal),
      this.#call({ path: REWARDS, query: { only_manageable_rewards: 'true' } }, signal),
    ]).catch(explain);
    return { rewards: rewardsIn(all), own: new Set(rewardsIn(own).map(({ rewardId }) => rewardId)) };
  }

  /**
   * Redemptions wait in the queue of Twitch until they are fulfilled or refunded.
   * @param isFree whether one of our own that is there already may be taken
   */
  async create(
    { title, cost, prompt }: NewReward,
    isFree: (rewardId: string) => boolean,
    signal: AbortSignal,
  ): Promise<Reward> {
    const jsonBody = { title, cost, prompt, is_enabled: true, should_redemptions_skip_request_queue: false };
    const call = this.#call({ path: REWARDS, method: 'POST', jsonBody }, signal);
    try {
      const [reward] = rewardsIn(await call);
      if (reward) return reward;
    } catch (error) {
      if (!isDuplicate(error)) return explain(error);
      // Perhaps it is the one that an earlier try made, and only Twitch's answer was lost.
      const { rewards, own } = await this.list(signal);
      const made = rewards.find((each) => each.title === title && each.cost === cost);
      return made && own.has(made.rewardId) && isFree(made.rewardId) ? made : explain(error);
    }
    throw nonsense('no reward was made');
  }

  async delete(rewardId: string, signal: AbortSignal): Promise<void> {
    await this.#call({ path: REWARDS, method: 'DELETE', query: { id: rewardId } }, signal);
  }

  async fetchOpen(rewardId: string, signal: AbortSignal): Promise<Redemption[] | 'not_ours'> {
    const found = new Map<string, Redemption>();
    let cursor: string | null = null;
    for (let page = 0; page < MAX_PAGES; page++) {
      const query: Record<string, string> = { reward_id: rewardId, status: 'UNFULFILLED', first: '50' };
      const call = { path: REDEMPTIONS, query: cursor ? { ...query, after: cursor } : query };
      const body = await this.#call(call, signal).catch(noneIfGone);
      if (body === 'not_ours') return body;
      const answer = parseRedemptions(body);
      if (!answer) throw nonsense('no list of redemptions');
      for (const row of answer.rows) found.set(row.redemptionId, row);
      if (answer.cursor === null || answer.cursor === cursor) break;
      cursor = answer.cursor;
    }
    return [...found.values()];
  }

  async settle(
    { rewardId, redemptionId }: Redemption,
    outcome: 'fulfilled' | 'refunded',
    signal: AbortSignal,
  ): Promise<'done' | 'gone' | 'refused' | 'not_ours'> {
    const query = { id: redemptionId, reward_id: rewardId };
    const jsonBody = { status: outcome === 'fulfilled' ? 'FULFILLED' : 'CANCELED' };
    try {
      await this.#call({ path: REDEMPTIONS, method: 'PATCH', query, jsonBody }, signal);
      return 'done';
    } catch (error) {
      const status = refusalOf(error)?.status;
      if (status === 404) return 'gone';
      // Twitch says the same of one that was settled elsewhere.
      if (isForbidden(error))
        return (await this.fetchOpen(rewardId, signal)) === 'not_ours' ? 'not_ours' : 'gone';
      const isFinal = error instanceof SyncError && error.code === 'missing_scope';
      if (isFinal || status === 400) return 'refused';
      throw error;
    }
  }

  async #call({ query, ...call }: Call, signal: AbortSignal): Promise<unknown> {
    const { http, tokens, connection, scopes } = this.#deps;
    const channel = connection.channel();
    if (!channel) throw new SyncError('not_connected', 'Rolecall is not logged in to Twitch.');
    // Not worth a call, and Twitch would name another scope that opens half of it.
    const isRelayed = tokens.current()?.send !== undefined;
    if (!scopes().includes(REWARDS_SCOPE)) throw isRelayed ? needsLogin() : missingScope(REWARDS_SCOPE);
    return http.helix({ ...call, query: { broadcaster_id: channel.userId, ...query } }, tokens, signal);
  }
}

function rewardsIn(body: unknown): Reward[] {
  const rewards = parseRewards(body);
  if (!rewards) throw nonsense('no list of rewards');
  return rewards;
}

/** The reward is gone, and its redemptions with it. */
function noneIfGone(error: unknown): unknown {
  if (isForbidden(error)) return 'not_ours';
  const isFinal = error instanceof SyncError && error.code === 'missing_scope';
  if (refusalOf(error)?.status === 404 || isFinal) return { data: [] };
  throw error;
}

function isForbidden(error: unknown): boolean {
  return error instanceof SyncError && error.code === 'forbidden';
}

function explain(error: unknown): never {
  if (error instanceof SyncError && error.code === 'forbidden') {
    const fix = 'They can be used here as soon as your channel has them.';
    throw new SyncError('forbidden', 'Twitch gives channel points to affiliates and partners only.', fix);
  }
  if (isDuplicate(error)) {
    throw new SyncError('bad_answer', 'There is a reward with this title already.', 'Choose another title.');
  }
  if (refusalOf(error)?.message.includes('TOO_MANY_REWARDS')) {
    throw new SyncError(
      'bad_answer',
      'Twitch allows 50 rewards, and there are as many.',
      'Delete one first.',
    );
  }
  throw error;
}

function isDuplicate(error: unknown): boolean {
  return refusalOf(error)?.message.includes('DUPLICATE_REWARD') ?? false;
}
