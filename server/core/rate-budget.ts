/** What the last answer said about the bucket of requests. `resetAt` and `seenAt` are epoch ms. */
export interface BudgetSeen {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: number;
  readonly seenAt: number;
}

/** Twitch refills its bucket once a minute's worth a minute. */
const REFILL_SPAN_MS = 60_000;

/**
 * How long to wait before the next request so that the bucket never runs dry.
 * @param reserve points to leave for requests that a person waits for
 */
export function paceMs(seen: BudgetSeen | null, now: number, reserve: number): number {
  if (!seen || seen.limit <= 0 || now >= seen.resetAt) return 0;
  const perMs = seen.limit / REFILL_SPAN_MS;
  const available = seen.remaining + Math.max(0, now - seen.seenAt) * perMs;
  if (available >= reserve + 1) return 0;
  return Math.ceil(Math.min((reserve + 1 - available) / perMs, seen.resetAt - now));
}
