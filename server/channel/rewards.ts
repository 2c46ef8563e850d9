import type { RewardLink } from '../access/ports.ts';
import { ApiError } from '../core/problem.ts';
import type { RewardFacts, RewardsPort } from '../api/rewards-port.ts';
import type { SettingsStore } from '../store/settings-store.ts';
import type { Reward } from '../twitch/rewards.external.ts';
import type { TwitchRewards } from '../twitch/rewards.ts';

export interface RewardsPortParts {
  readonly rewards: TwitchRewards;
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

/** What the actions about rewards need. */
export function createRewardsPort(parts: RewardsPortParts): RewardsPort {
  const { rewards, settings } = parts;
  const links = (): readonly RewardLink[] => settings.get().rewards;
  const isFree = (rewardId: string): boolean => links().every((link) => link.rewardId !== rewardId);
  const save = async (link: RewardLink): Promise<void> => {
    await settings.updateRewards((before) => [
      ...before.filter(({ rewardId }) => rewardId !== link.rewardId),
      link,
    ]);
    parts.onChange();
  };
  const ask = <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    parts.onWanted();
    return call(AbortSignal.timeout(LIMIT_MS));
  };
  return {
    async list() {
      const { rewards: all, own } = await ask((signal) => rewards.list(signal));
      const known = new Map(links().map((link) => [link.rewardId, link]));
      const shown = all.map((reward) =>
        toFacts(reward, own.has(reward.rewardId), known.get(reward.rewardId)),
      );
      const isThere = new Set(all.map(({ rewardId }) => rewardId));
      return [
        ...shown,
        ...links()
          .filter(({ rewardId }) => !isThere.has(rewardId))
          .map(toGone),
      ];
    },
    async create({ title, cost, prompt, feature, minutes }) {
      const linkedAt = parts.twitchNow();
      const reward = await ask((signal) => rewards.create({ title, cost, prompt }, isFree, signal));
      const link = { rewardId: reward.rewardId, title, feature, minutes, isOwn: true, linkedAt };
      try {
        await save(link);
      } catch (error) {
        // Nobody should pay for what is given to nobody.
        await rewards.delete(reward.rewardId, AbortSignal.timeout(LIMIT_MS)).catch(() => undefined);
        throw error;
      }
      return toFacts(reward, true, link);
    },
    async link(rewardId, feature, minutes) {
      const linkedAt = parts.twitchNow();
      const { rewards: all, own } = await ask((signal) => rewards.list(signal));
      const reward = all.find((each) => each.rewardId === rewardId);
      if (!reward) throw new ApiError('not_found', `There is no reward "${rewardId}" at Twitch.`);
      const isOwn = own.has(rewardId);
      // One that was linked already keeps what is still open.
      const before = links().find((each) => each.rewardId === rewardId);
      const { title } = reward;
      const link = { rewardId, title, feature, minutes, isOwn, linkedAt: before?.linkedAt ?? linkedAt };
      await save(link);
      return toFacts(reward, isOwn, link);
    },
    async unlink(rewardId) {
      const link = links().find((each) => each.rewardId === rewardId);
      if (!link) throw new ApiError('not_found', `The reward "${rewardId}" is not linked.`);
      await settings.updateRewards((all) => all.filter((each) => each.rewardId !== rewardId));
      parts.onChange();
      return { ...toGone(link), link: null };
    },
  };
}

function toFacts(reward: Reward, isOwn: boolean, link: RewardLink | undefined): RewardFacts {
  const { rewardId, title, prompt, cost, isEnabled, isPaused } = reward;
  const shown = link ? { feature: link.feature, minutes: link.minutes } : null;
  return {
    rewardId,
    title,
    own: isOwn,
    link: shown,
    twitch: { prompt, cost, enabled: isEnabled, paused: isPaused },
  };
}

/** Linked here, and not to be seen at Twitch. */
function toGone({ rewardId, title, isOwn, feature, minutes }: RewardLink): RewardFacts {
  return { rewardId, title, own: isOwn, link: { feature, minutes }, twitch: null };
}
