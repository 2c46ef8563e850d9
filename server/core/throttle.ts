import type { Kind } from './roles.ts';

/** A sync that succeeded for these lists. `at` is epoch ms of its end. */
export interface SyncSuccess {
  readonly source: string;
  readonly at: number;
  readonly kinds: readonly Kind[];
}

export interface ThrottleRules {
  /** After a success the same source is answered `skipped` for this long. */
  readonly windowMs: number;
  /** After a success every source is answered `skipped` for this long. */
  readonly minGapMs: number;
}

export interface ThrottleRequest {
  readonly now: number;
  readonly source: string;
  readonly kinds: readonly Kind[];
}

/** Why a sync need not run: how old what we have is, and when asking again would run one. */
export interface Skip {
  readonly ageMs: number;
  readonly retryAfterMs: number;
}

/**
 * Whether recent successes make this request needless. Pure: who is exempt is decided by the caller.
 * A list counts only if the very list was read, so a sync of VIPs never excuses one of subscribers.
 */
export function throttle(
  rules: ThrottleRules,
  successes: readonly SyncSuccess[],
  request: ThrottleRequest,
): Skip | null {
  const skips = request.kinds.map((kind) => skipFor(rules, successes, request, kind));
  if (skips.length === 0 || skips.includes(null)) return null;
  const found = skips as Skip[];
  return {
    ageMs: Math.max(...found.map((skip) => skip.ageMs)),
    retryAfterMs: Math.min(...found.map((skip) => skip.retryAfterMs)),
  };
}

function skipFor(
  rules: ThrottleRules,
  successes: readonly SyncSuccess[],
  request: ThrottleRequest,
  kind: Kind,
): Skip | null {
  let best: Skip | null = null;
  for (const success of successes) {
    if (!success.kinds.includes(kind)) continue;
    // A clock that was set back makes an age negative; that success is then no excuse.
    const ageMs = request.now - success.at;
    const spanMs =
      success.source === request.source ? Math.max(rules.windowMs, rules.minGapMs) : rules.minGapMs;
    if (ageMs < 0 || ageMs >= spanMs) continue;
    const skip = { ageMs, retryAfterMs: spanMs - ageMs };
    // The age is that of the newest success, the wait is the longest.
    best = best
      ? {
          ageMs: Math.min(best.ageMs, skip.ageMs),
          retryAfterMs: Math.max(best.retryAfterMs, skip.retryAfterMs),
        }
      : skip;
  }
  return best;
}
