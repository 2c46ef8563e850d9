export interface BackoffRules {
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * How long to wait before try number `attempt` (0 is the first retry): doubling, capped, and spread
 * by up to a quarter so that many clients do not come back in step.
 * @param random a number in [0, 1)
 */
export function backoffMs(rules: BackoffRules, attempt: number, random: number): number {
  const base = Math.min(rules.maxMs, rules.firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(base * (0.75 + random * 0.5));
}
