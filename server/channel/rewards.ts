import type { RewardLink } from '../access/ports.ts';
import { ApiError } from '../core/problem.ts';
import type { SettingsStore } from '../store/settings-store.ts';
import type { Reward } from '../twitch/rewards.external.ts';
import type { NewReward, TwitchRewards } from '../twitch/rewards.ts';

/** A channel point reward; `twitch` null: not seen there. */
export interface RewardView {
  readonly rewardId: string;
  readonly title: string;
  readonly own: boolean;
  readonly link: { feature: string; minutes: number } | null;
  readonly twitch: { prompt: string; cost: number; enabled: boolean; paused: boolean } | null;
}

export interface RewardsDeps {
  readonly twitch: TwitchRewards;
  readonly settings: SettingsStore;
  /** Twitch's time, epoch ms. */
  readonly twitchNow: () => number;
  /** Somebody wants to use channel points: the next login asks for the permission. */
  readonly onWanted: () => void;
  /** Which reward gives what has changed. */
  readonly onChange: () => void;
}

/** Longer than the tries of one call. */
const LIMIT_MS = 40_000;

/** Channel points: which reward gives what. Changes are durable when they resolve; all reject with a Problem. */
export class Rewards {
  readonly #deps: RewardsDeps;

  constructor(deps: RewardsDeps) {
    this.#deps = deps;
  }

  async list(): Promise<RewardView[]> {
    const { rewards, own } = await this.#ask((signal) => this.#deps.twitch.list(signal));
    const links = new Map(this.#links().map((link) => [link.rewardId, link]));
    const shown = rewards.map((reward) => {
      const link = links.get(reward.rewardId);
      links.delete(reward.rewardId);
      return toView(reward, own.has(reward.rewardId), link);
    });
    return [...shown, ...Array.from(links.values(), toMissingView)];
  }

  async create(wanted: NewReward & { feature: string; minutes: number }): Promise<RewardView> {
    const { twitch, twitchNow } = this.#deps;
    const { title, cost, prompt, feature, minutes } = wanted;
    const linkedAt = twitchNow();
    const isFree = (id: string): boolean => !this.#link(id);
    const reward = await this.#ask((signal) => twitch.create({ title, cost, prompt }, isFree, signal));
    const link = { rewardId: reward.rewardId, title, feature, minutes, isOwn: true, linkedAt };
    try {
      await this.#save(link);
    } catch (error) {
      // Viewers must not pay for a reward that gives nothing.
      await twitch.delete(reward.rewardId, AbortSignal.timeout(LIMIT_MS)).catch(() => undefined);
      throw error;
    }
    return toView(reward, true, link);
  }

  async link(rewardId: string, feature: string, minutes: number): Promise<RewardView> {
    const now = this.#deps.twitchNow();
    const { rewards, own } = await this.#ask((signal) => this.#deps.twitch.list(signal));
    const reward = rewards.find((each) => each.rewardId === rewardId);
    if (!reward) throw new ApiError('not_found', `There is no reward "${rewardId}" at Twitch.`);
    const isOwn = own.has(rewardId);
    // One that was linked already keeps what is still open.
    const linkedAt = this.#link(rewardId)?.linkedAt ?? now;
    const link = { rewardId, title: reward.title, feature, minutes, isOwn, linkedAt };
    await this.#save(link);
    return toView(reward, isOwn, link);
  }

  /** At Twitch first: what is deleted there gives nothing, whether or not we can save that. */
  async delete(rewardId: string): Promise<void> {
    const { rewards, own } = await this.#ask((signal) => this.#deps.twitch.list(signal));
    const reward = rewards.find((each) => each.rewardId === rewardId);
    if (!reward) throw new ApiError('not_found', `There is no reward "${rewardId}" at Twitch.`);
    if (!own.has(rewardId))
      throw new ApiError('forbidden', `“${reward.title}” was made elsewhere: only there can it be deleted.`);
    await this.#ask((signal) => this.#deps.twitch.delete(rewardId, signal));
    if (this.#link(rewardId)) await this.unlink(rewardId);
  }

  async unlink(rewardId: string): Promise<RewardView> {
    const { settings, onChange } = this.#deps;
    const link = this.#link(rewardId);
    if (!link) throw new ApiError('not_found', `The reward "${rewardId}" is not linked.`);
    await settings.updateRewards((all) => all.filter((each) => each.rewardId !== rewardId));
    onChange();
    return { ...toMissingView(link), link: null };
  }

  #links(): readonly RewardLink[] {
    return this.#deps.settings.get().rewards;
  }

  #link(rewardId: string): RewardLink | undefined {
    return this.#links().find((link) => link.rewardId === rewardId);
  }

  async #save(link: RewardLink): Promise<void> {
    const { settings, onChange } = this.#deps;
    await settings.updateRewards((before) => [
      ...before.filter(({ rewardId }) => rewardId !== link.rewardId),
      link,
    ]);
    onChange();
  }

  #ask<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#deps.onWanted();
    return call(AbortSignal.timeout(LIMIT_MS));
  }
}

function toView(reward: Reward, isOwn: boolean, link: RewardLink | undefined): RewardView {
  const { rewardId, title, prompt, cost, isEnabled, isPaused } = reward;
  return {
    rewardId,
    title,
    own: isOwn,
    link: link ? { feature: link.feature, minutes: link.minutes } : null,
    twitch: { prompt, cost, enabled: isEnabled, paused: isPaused },
  };
}

/** Linked here, and not to be seen at Twitch. */
function toMissingView({ rewardId, title, isOwn, feature, minutes }: RewardLink): RewardView {
  return { rewardId, title, own: isOwn, link: { feature, minutes }, twitch: null };
}
