import type { Grant } from './tokens.ts';

/** A token is renewed so long before its end, */
const BEFORE_END_MS = 10 * 60_000;
/** a short-lived one when so much of its time is left, */
const SHARE_LEFT = 0.25;
/** and never more often than this. */
const AT_LEAST_MS = 1_000;

/** When to renew a login, ms from `now` (epoch ms); null if it has no end or cannot be renewed. */
export function renewInMs(grant: Grant, now: number): number | null {
  const { expiresInS, refreshToken, obtainedAt } = grant;
  if (!expiresInS || refreshToken === null) return null;
  const lifeMs = expiresInS * 1000;
  const dueAt = obtainedAt + lifeMs - Math.min(BEFORE_END_MS, lifeMs * SHARE_LEFT);
  return Math.max(AT_LEAST_MS, dueAt - now);
}
