import type { Clock } from '../core/clock.ts';

/** Twitch's figure in its own header examples. */
export const DEFAULT_POINTS_PER_MINUTE = 800;

interface Bucket {
  points: number;
  filledAt: number;
}

export interface RateState {
  allowed: boolean;
  headers: Record<string, string>;
}

/** Token buckets, one per client id and user, refilled evenly over the minute. One call costs one point. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #capacity: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, pointsPerMinute = DEFAULT_POINTS_PER_MINUTE) {
    this.#clock = clock;
    this.#capacity = pointsPerMinute;
  }

  /** Takes one point if there is one. Reset is the unix second at which the bucket is full again. */
  spend(key: string): RateState {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { points: this.#capacity, filledAt: now };
    this.#buckets.set(key, bucket);
    const perMs = this.#capacity / 60_000;
    bucket.points = Math.min(this.#capacity, bucket.points + Math.max(0, now - bucket.filledAt) * perMs);
    bucket.filledAt = now;
    const allowed = bucket.points >= 1;
    if (allowed) bucket.points--;
    const fullAt = now + (this.#capacity - bucket.points) / perMs;
    return {
      allowed,
      headers: rateHeaders(this.#capacity, Math.floor(bucket.points), Math.ceil(fullAt / 1000)),
    };
  }
}

export function rateHeaders(limit: number, remaining: number, reset: number): Record<string, string> {
  return {
    'Ratelimit-Limit': String(limit),
    'Ratelimit-Remaining': String(remaining),
    'Ratelimit-Reset': String(reset),
  };
}
