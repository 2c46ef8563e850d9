import { TimedMap } from './timeline.ts';

export type RedemptionStatus = 'UNFULFILLED' | 'FULFILLED' | 'CANCELED';

/** A channel-point reward. `clientId` is the app that made it; null is the streamer's dashboard. */
export interface Reward {
  id: string;
  clientId: string | null;
  title: string;
  prompt: string;
  cost: number;
  isEnabled: boolean;
  isPaused: boolean;
  isUserInputRequired: boolean;
  backgroundColor: string;
  skipQueue: boolean;
  maxPerStream: number | null;
  maxPerUserPerStream: number | null;
  globalCooldownS: number | null;
}

export interface Redemption {
  readonly id: string;
  readonly rewardId: string;
  readonly userId: string;
  readonly userInput: string;
  readonly status: RedemptionStatus;
  /** Epoch ms. */
  redeemedAt: number;
}

/** Twitch's limit per channel, whatever app made them. */
export const MAX_REWARDS = 50;

/** The channel's rewards and what viewers did with them, oldest first. */
export class Rewards {
  readonly all = new Map<string, Reward>();
  readonly redemptions: TimedMap<Redemption>;

  /** @param now on a clock that never jumps */
  constructor(now: () => number) {
    this.redemptions = new TimedMap(now);
  }

  create(reward: Partial<Reward> & Pick<Reward, 'title' | 'cost' | 'clientId'>): Reward {
    const created: Reward = {
      id: crypto.randomUUID(),
      prompt: '',
      isEnabled: true,
      isPaused: false,
      isUserInputRequired: false,
      backgroundColor: '#00C7AC',
      skipQueue: false,
      maxPerStream: null,
      maxPerUserPerStream: null,
      globalCooldownS: null,
      ...reward,
    };
    this.all.set(created.id, created);
    return created;
  }

  /** The reward with its redemptions: Twitch counts the open ones as fulfilled and shows none of them again. */
  delete(rewardId: string): boolean {
    for (const redemption of this.redemptions.values()) {
      if (redemption.rewardId === rewardId) this.redemptions.delete(redemption.id);
    }
    return this.all.delete(rewardId);
  }
}
