import { type DecideInput, NO_CLAIMS, type Trust } from '../core/decide.ts';
import { EVERYBODY_KEY } from '../core/platform.ts';
import type { FeaturePolicy } from '../core/policy.ts';
import type { Kind } from '../core/roles.ts';
import type { CheckRequest } from './check.ts';
import type { Person } from './names.ts';
import type { Grants } from './grants.ts';
import type { Overrides } from './overrides.ts';
import type { AccessReads, ListFreshness, OverrideRecord } from './ports.ts';

/** All that is the same for everybody at one moment. */
export interface Moment {
  readonly now: number;
  readonly feature: string;
  readonly trust: Readonly<Record<Kind, Trust>>;
}

export interface SituationDeps {
  readonly reads: AccessReads;
  readonly overrides: Overrides;
  readonly grants: Grants;
}

/** How far each list can be believed. */
export function trustIn({
  subscribers,
  vips,
  moderators,
}: Readonly<Record<Kind, ListFreshness>>): Moment['trust'] {
  return { subscribers: subscribers.trust, vips: vips.trust, moderators: moderators.trust };
}

/** What the caller says of the viewer, or of the message. */
export type Said = Pick<CheckRequest, 'claims' | 'fromSharedChat' | 'firstMessage'>;
/** Nobody says anything: a walk over all who are known. */
export const NOTHING_SAID: Said = {};

/** Who asks. On another platform no list, no ban and no follower applies. */
export interface Asker {
  readonly person: Person;
  readonly isBroadcaster: boolean;
  readonly isOtherPlatform: boolean;
  /** Twitch has nobody of that name. */
  readonly isNobody: boolean;
  /** What was asked for, if it may be a login; null: asked otherwise. */
  readonly login: string | null;
}

/** When the feature was last used, by this viewer and by anybody; epoch ms. */
export interface LastUses {
  readonly byUser: number | null;
  readonly byAnybody: number | null;
}

export const NEVER_USED: LastUses = { byUser: null, byAnybody: null };

/** Everything that `decide()` looks at. */
export function decideInput(
  { reads, overrides, grants }: SituationDeps,
  { now, feature, trust }: Moment,
  policy: FeaturePolicy,
  { person, isBroadcaster, isOtherPlatform, isNobody, login }: Asker,
  uses: LastUses,
  { claims, fromSharedChat, firstMessage }: Said,
): DecideInput {
  const { userId, viewer } = person;
  return {
    now,
    policy,
    areRulesUnknown: reads.areRulesUnknown(),
    isOtherPlatform,
    claims: (isOtherPlatform ? claims : undefined) ?? NO_CLAIMS,
    isBot: !isOtherPlatform && isBot(reads, person, login),
    isGuest: fromSharedChat ?? false,
    isFirstMessage: firstMessage ?? false,
    isBroadcaster,
    isBanned: !isOtherPlatform && userId !== null && reads.isBanned(userId, now),
    viewer,
    trust,
    override: userId === null ? null : inForce(overrides.records.current(feature, userId)),
    grantExpiresAt: timeUntil(grants, feature, userId, isOtherPlatform),
    followedAt: policy.allow.followers ? followedAt(reads, userId, isNobody) : 'unknown',
    lastUserUseAt: uses.byUser,
    lastUseAt: uses.byAnybody,
  };
}

/** The longer one: the viewer's own, or what everybody on Twitch has. */
function timeUntil(
  { records }: SituationDeps['grants'],
  feature: string,
  userId: string | null,
  isOtherPlatform: boolean,
): number | null {
  const own = userId === null ? undefined : records.current(feature, userId);
  const all = isOtherPlatform ? undefined : records.current(feature, EVERYBODY_KEY);
  if (own === undefined || all === undefined) return (own ?? all)?.expiresAt ?? null;
  return Math.max(own.expiresAt, all.expiresAt);
}

/** By the login that Twitch says, or that was asked for; what a caller calls somebody makes nobody a bot. */
function isBot(reads: AccessReads, { userId, viewer, named }: Person, asked: string | null): boolean {
  const login = (named ?? viewer)?.userLogin ?? (userId === null ? asked : null);
  return login !== null && reads.bots().has(login);
}

/** What ends with the stream has no time of its own. */
function inForce(record: OverrideRecord | undefined): DecideInput['override'] {
  if (!record) return null;
  const { effect, until } = record;
  return { effect, until: typeof until === 'number' ? until : null };
}

function followedAt(reads: AccessReads, userId: string | null, isNobody: boolean): DecideInput['followedAt'] {
  if (isNobody) return null;
  return userId === null ? 'unknown' : reads.followedAt(userId);
}

/** The same situation under other rules. Field by field: spreading is many times slower. */
export function underRules(situation: DecideInput, policy: FeaturePolicy): DecideInput {
  return {
    now: situation.now,
    policy,
    areRulesUnknown: false, // they would have been saved
    isOtherPlatform: situation.isOtherPlatform,
    claims: situation.claims,
    isBot: situation.isBot,
    isGuest: situation.isGuest,
    isFirstMessage: situation.isFirstMessage,
    isBroadcaster: situation.isBroadcaster,
    isBanned: situation.isBanned,
    viewer: situation.viewer,
    trust: situation.trust,
    override: situation.override,
    grantExpiresAt: situation.grantExpiresAt,
    followedAt: situation.followedAt,
    lastUserUseAt: situation.lastUserUseAt,
    lastUseAt: situation.lastUseAt,
  };
}
