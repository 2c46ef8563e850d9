/** A channel point reward; `twitch` null: not seen there. */
export interface RewardFacts {
  readonly rewardId: string;
  readonly title: string;
  readonly own: boolean;
  readonly link: { feature: string; minutes: number } | null;
  readonly twitch: { prompt: string; cost: number; enabled: boolean; paused: boolean } | null;
}

/** Everything rejects with ApiError. What changes something is durable when it resolves. */
export interface RewardsPort {
  list(): Promise<RewardFacts[]>;
  create(reward: {
    readonly title: string;
    readonly cost: number;
    readonly prompt: string;
    readonly feature: string;
    readonly minutes: number;
  }): Promise<RewardFacts>;
  link(rewardId: string, feature: string, minutes: number): Promise<RewardFacts>;
  unlink(rewardId: string): Promise<RewardFacts>;
}
