import { type FeaturePolicy, kindsOf } from './policy.ts';
import {
  type Kind,
  KIND_OF_ROLE,
  KINDS,
  type Role,
  ROLE_OF_KIND,
  type RoleRecord,
  type Tier,
} from './roles.ts';
import type { Viewer } from './viewer.ts';

export const ALLOW_REASONS = [
  'broadcaster',
  'override_allow',
  'grant',
  'everyone',
  'subscriber',
  'vip',
  'moderator',
  'follower',
  'member',
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
  'bot',
  'guest',
  'first_message',
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

/** Where what an answer rests on is from: our lists, or the caller. */
export const EVIDENCE_SOURCES = ['roster', 'caller'] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

/** What a caller says of a viewer of another platform. Of one of Twitch nothing that is said counts. */
export const CLAIMS = ['member', 'moderator'] as const;
export type Claims = Readonly<Record<(typeof CLAIMS)[number], boolean>>;
export const NO_CLAIMS: Claims = { member: false, moderator: false };

/** Everything a decision depends on. Times are epoch milliseconds. */
export interface DecideInput {
  readonly now: number;
  readonly policy: FeaturePolicy;
  /** What the streamer had chosen was lost. */
  readonly areRulesUnknown: boolean;
  readonly isOtherPlatform: boolean;
  readonly claims: Claims;
  /** One of the chat bots that the settings name. */
  readonly isBot: boolean;
  /** As the caller says: written in another channel's chat, for the first time here. */
  readonly isGuest: boolean;
  readonly isFirstMessage: boolean;
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
  if (input.areRulesUnknown) return answer('rules_unknown');
  const override = overrideInForce(input);
  const grantUntil = grantInForce(input);
  if (input.isOtherPlatform) {
    if (!isLetIn(input, override?.effect === 'allow' || grantUntil !== null)) return answer('other_platform');
  } else if (input.isBroadcaster) return answer('broadcaster');
  if (!input.policy.enabled) return answer('feature_off');
  if (input.isBanned && !input.isOtherPlatform) return answer('banned');
  if (override?.effect === 'deny') return answer('override_deny', override.until);
  return withCooldown(input, permission(input, override, grantUntil));
}

function overrideInForce({ override, now }: DecideInput): DecideInput['override'] {
  return override && (override.until === null || override.until > now) ? override : null;
}

/** When the time ends that is left; null: there is none, or it does not count. */
export function grantInForce({ policy, grantExpiresAt, now }: DecideInput): number | null {
  return policy.grants && grantExpiresAt !== null && grantExpiresAt > now ? grantExpiresAt : null;
}

/** @param isNamed the streamer has allowed this very viewer, by hand or for a time */
function isLetIn(input: DecideInput, isNamed: boolean): boolean {
  return isNamed || ruleElsewhere(input) !== null;
}

function ruleElsewhere({ policy, claims }: DecideInput): Reason | null {
  if (policy.others === 'everyone') return 'everyone';
  if (policy.others === 'members' && claims.member) return 'member';
  return policy.others !== 'never' && claims.moderator ? 'moderator' : null;
}

function permission(
  input: DecideInput,
  override: DecideInput['override'],
  grantUntil: number | null,
): Decision {
  if (override) return answer('override_allow', override.until);
  const { policy } = input;
  if (input.isBot && policy.bots === 'never') return answer('bot');
  if (input.isGuest && policy.guests === 'never') return answer('guest');
  if (input.isFirstMessage && policy.firstTimers === 'never') return answer('first_message');
  if (grantUntil !== null) return answer('grant', grantUntil);
  if (input.isOtherPlatform) return answer(ruleElsewhere(input) ?? 'other_platform');
  return byRoster(input);
}

/** What the lists and Twitch say. */
function byRoster(input: DecideInput): Decision {
  const { policy } = input;
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

/** A role that the viewer holds, on a list that can be believed. */
export function believedRole({ policy, trust, viewer }: DecideInput, kind: Kind): RoleRecord | null {
  const isBelieved = policy.whenStale === 'deny' ? trust[kind] === 'fresh' : trust[kind] !== 'damaged';
  return isBelieved ? (viewer?.[kind] ?? null) : null;
}

/** A tier that nobody knows counts as the lowest. */
export function isTierEnough({ tier }: RoleRecord, minTier: Tier): boolean {
  return Number(tier ?? '1000') >= Number(minTier);
}

/** The first rule that allows. A role on a list that must not be believed does not count. */
function matchingRule(input: DecideInput): Reason | null {
  const { allow } = input.policy;
  if (allow.everyone) return 'everyone';
  const subscription = allow.subscribers && believedRole(input, 'subscribers');
  if (allow.subscribers && subscription && isTierEnough(subscription, allow.subscribers.minTier)) {
    if (allow.subscribers.gifted || !subscription.isGift) return 'subscriber';
  }
  if (allow.vips && believedRole(input, 'vips')) return 'vip';
  if (allow.moderators && believedRole(input, 'moderators')) return 'moderator';
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
  if (input.isOtherPlatform) return userMs;
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
