import { type FeaturePolicy, kindsOf } from './policy.ts';
import { type Kind, KIND_OF_ROLE, KINDS, type Role, ROLE_OF_KIND } from './roles.ts';
import type { Viewer } from './roster.ts';

export const ALLOW_REASONS = [
  'broadcaster',
  'override_allow',
  'grant',
  'everyone',
  'subscriber',
  'vip',
  'moderator',
  'follower',
] as const;
export const DENY_REASONS = [
  'other_platform',
  'feature_off',
  'banned',
  'override_deny',
  'cooldown',
  'roles_stale',
  'roles_unknown',
  'rules_unknown',
  'follower_unknown',
  'no_matching_rule',
] as const;
export const REASONS = [...ALLOW_REASONS, ...DENY_REASONS] as const;
export type Reason = (typeof REASONS)[number];

/** The reason alone says whether it is a yes. */
export function isAllowReason(reason: Reason): boolean {
  return (ALLOW_REASONS as readonly Reason[]).includes(reason);
}

/** How far a list can be believed. `damaged`: changes of it were lost, so that who is on it may not be any more. */
export type Trust = 'fresh' | 'stale' | 'unknown' | 'damaged';

/** Everything a decision depends on. Times are epoch milliseconds. */
export interface DecideInput {
  readonly now: number;
  readonly policy: FeaturePolicy;
  /** What the streamer had chosen was lost. */
  readonly areRulesUnknown: boolean;
  readonly isOtherPlatform: boolean;
  readonly isBroadcaster: boolean;
  /** Banned or timed out; false where bans are not watched. */
  readonly isBanned: boolean;
  /** undefined: a viewer without roles. */
  readonly viewer: Viewer | undefined;
  readonly trust: Readonly<Record<Kind, Trust>>;
  /** The override in force for this viewer and feature; `until` null is for ever. */
  readonly override: { readonly effect: 'allow' | 'deny'; readonly until: number | null } | null;
  /** When the longest timed grant ends. */
  readonly grantExpiresAt: number | null;
  /** When the viewer followed, null if not following, 'unknown' if nobody has asked yet. */
  readonly followedAt: number | null | 'unknown';
  /** Last consumed use by this viewer and by anybody; null if never. */
  readonly lastUserUseAt: number | null;
  readonly lastUseAt: number | null;
}

export interface Decision {
  readonly allowed: boolean;
  readonly reason: Reason;
  /** When this yes or no ends by itself, epoch ms; null if nothing ends it. */
  readonly expiresAt: number | null;
  /** For `cooldown`: how long to wait. */
  readonly retryAfterMs: number | null;
}

const DAY_MS = 86_400_000;

function answer(reason: Reason, expiresAt: number | null = null): Decision {
  return { allowed: isAllowReason(reason), reason, expiresAt, retryAfterMs: null };
}

/**
 * May this viewer use this feature, and why? The order is the contract: "Order of a decision" in server/README.md.
 * Exact to the millisecond: at `expiresAt` itself a grant or override is over.
 */
export function decide(input: DecideInput): Decision {
  const { now, policy, override } = input;
  if (input.areRulesUnknown) return answer('rules_unknown');
  if (input.isOtherPlatform) return answer('other_platform');
  if (input.isBroadcaster) return answer('broadcaster');
  if (!policy.enabled) return answer('feature_off');
  if (input.isBanned) return answer('banned');
  const inForce = override && (override.until === null || override.until > now) ? override : null;
  if (inForce?.effect === 'deny') return answer('override_deny', inForce.until);
  return withCooldown(input, permission(input, inForce));
}

function permission(input: DecideInput, override: DecideInput['override']): Decision {
  if (override) return answer('override_allow', override.until);
  const { policy, grantExpiresAt, now } = input;
  if (policy.grants && grantExpiresAt !== null && grantExpiresAt > now)
    return answer('grant', grantExpiresAt);
  const byRule = matchingRule(input);
  if (byRule) return answer(byRule);
  const needed = kindsOf(policy.allow);
  if (policy.whenStale === 'deny' && needed.some((kind) => input.trust[kind] === 'stale')) {
    return answer('roles_stale');
  }
  const isUnknown = (kind: Kind) => input.trust[kind] === 'unknown' || input.trust[kind] === 'damaged';
  if (needed.some(isUnknown)) return answer('roles_unknown');
  if (policy.allow.followers && input.followedAt === 'unknown') return answer('follower_unknown');
  return answer('no_matching_rule');
}

/** The first rule that allows. A role on a list that must not be believed does not count. */
function matchingRule(input: DecideInput): Reason | null {
  const { allow, whenStale } = input.policy;
  if (allow.everyone) return 'everyone';
  const isBelieved = (kind: Kind) =>
    whenStale === 'deny' ? input.trust[kind] === 'fresh' : input.trust[kind] !== 'damaged';
  const holds = (kind: Kind) => (isBelieved(kind) ? (input.viewer?.[kind] ?? null) : null);
  const subscription = allow.subscribers && holds('subscribers');
  if (allow.subscribers && subscription) {
    const isTierEnough = Number(subscription.tier ?? '1000') >= Number(allow.subscribers.minTier);
    if (isTierEnough && (allow.subscribers.gifted || !subscription.isGift)) return 'subscriber';
  }
  if (allow.vips && holds('vips')) return 'vip';
  if (allow.moderators && holds('moderators')) return 'moderator';
  const { followedAt } = input;
  if (allow.followers && typeof followedAt === 'number') {
    // Twitch's clock may be ahead of this PC's: who followed a moment ago has followed for no days, not for less.
    const followedMs = Math.max(0, input.now - followedAt);
    if (followedMs >= allow.followers.minDays * DAY_MS) return 'follower';
  }
  return null;
}

function withCooldown(input: DecideInput, decision: Decision): Decision {
  if (!decision.allowed) return decision;
  const { cooldown } = input.policy;
  if (input.lastUseAt === null && input.lastUserUseAt === null) return decision;
  const wait = Math.max(
    waitLeft(input.lastUseAt, cooldown.globalMs, input.now),
    waitLeft(input.lastUserUseAt, userCooldownMs(input), input.now),
  );
  if (wait <= 0) return decision;
  return { allowed: false, reason: 'cooldown', expiresAt: input.now + wait, retryAfterMs: wait };
}

/** A clock that was set back must not lock anybody out for longer than the cooldown itself. */
function waitLeft(lastAt: number | null, spanMs: number, now: number): number {
  if (lastAt === null) return 0;
  return Math.min(lastAt + spanMs - now, spanMs);
}

function userCooldownMs(input: DecideInput): number {
  const { roleMs, userMs } = input.policy.cooldown;
  const spans = rolesOf(input.viewer)
    .map((role) => (input.trust[KIND_OF_ROLE[role]] === 'damaged' ? undefined : roleMs[role]))
    .filter((span) => span !== undefined);
  return spans.length > 0 ? Math.min(...spans) : userMs;
}

/** The roles a viewer holds, in the order of `KINDS`. */
export function rolesOf(viewer: Viewer | undefined): Role[] {
  const roles: Role[] = [];
  if (viewer) for (const kind of KINDS) if (viewer[kind]) roles.push(ROLE_OF_KIND[kind]);
  return roles;
}

/** The list that a role was read from, for the evidence of an answer. */
export function kindOfReason(reason: Reason): Kind | null {
  return reason === 'subscriber' || reason === 'vip' || reason === 'moderator' ? KIND_OF_ROLE[reason] : null;
}
