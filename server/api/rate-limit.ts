/** So many at once, and so many a second for ever. */
export interface RateRules {
  readonly perSecond: number;
  readonly burst: number;
}

/** A bucket of requests for one connection. Times are from a clock that never jumps. */
export class RateLimit {
  readonly #rules: RateRules;
  #left: number;
  #at: number;

  constructor(rules: RateRules, now: number) {
    this.#rules = rules;
    this.#left = rules.burst;
    this.#at = now;
  }

  /** Takes one; false if the bucket is empty. */
  take(now: number): boolean {
    const refill = ((now - this.#at) / 1000) * this.#rules.perSecond;
    this.#left = Math.min(this.#rules.burst, this.#left + refill);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
