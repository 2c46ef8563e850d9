import type { Clock } from '../core/clock.ts';
import { type Decision, decide, type DecideInput, type Reason } from '../core/decide.ts';
import { fromViewerKey, isElsewhere } from '../core/platform.ts';
import { type FeaturePolicy, featureOf } from '../core/policy.ts';
import type { NamedUser } from '../core/roles.ts';
import type { Names, Person } from './names.ts';
import {
  type Moment,
  NEVER_USED,
  NOTHING_SAID,
  type SituationDeps,
  decideInput,
  trustIn,
  underRules,
} from './decide-input.ts';

/** Who gains or loses. A reason is null where the feature does not exist. */
export interface PreviewChange extends NamedUser {
  readonly platform: string;
  readonly before: Reason | null;
  readonly after: Reason | null;
}

/** What a policy would change, had it been saved. All numbers count known viewers. */
export interface Preview {
  readonly viewers: number;
  readonly allowedBefore: number;
  readonly allowedAfter: number;
  readonly gained: number;
  readonly lost: number;
  /** The first few of them. */
  readonly gains: readonly PreviewChange[];
  readonly losses: readonly PreviewChange[];
}

export interface PreviewRequest {
  readonly feature: string;
  /** null: the feature is removed. */
  readonly policy: FeaturePolicy | null;
  /** How many to name of each. */
  readonly limit: number;
}

export interface PreviewDeps extends SituationDeps {
  readonly clock: Clock;
  readonly names: Names;
  /** Lets others have the event loop. */
  readonly nextTurn: () => Promise<unknown>;
}

/** How long a slice of the work may keep others waiting. */
const SLICE_MS = 3;
const LOOK_EVERY = 64;

/**
 * Asks `decide()` about every known viewer, with the policy of now and with the one to come. Cooldowns are
 * left out: they pass. All is judged as of the moment of asking, though it takes some turns.
 */
export async function preview(deps: PreviewDeps, request: PreviewRequest): Promise<Preview> {
  const { clock, reads } = deps;
  const { feature } = request;
  await reads.roster.whenAwake();
  const moment: Moment = { now: clock.now(), feature, trust: trustIn(reads.freshness.lists()) };
  const before = featureOf(reads.policy(), feature) ?? null;
  const result = {
    viewers: 0,
    allowedBefore: 0,
    allowedAfter: 0,
    gained: 0,
    lost: 0,
    gains: [] as PreviewChange[],
    losses: [] as PreviewChange[],
  };
  let sliceUntil = clock.monotonic() + SLICE_MS;
  // The rules that may ask for the most come first: what was looked up for them serves both.
  const widest = request.policy?.allow.followers ? request.policy : (before ?? request.policy);
  for (const person of everybody(deps, feature)) {
    const isOtherPlatform = isElsewhere(person.userId);
    const asker = { person, isBroadcaster: false, isOtherPlatform, isNobody: false, login: null };
    const situation = widest && decideInput(deps, moment, widest, asker, NEVER_USED, NOTHING_SAID);
    const was = decisionOf(situation, before);
    const will = decisionOf(situation, request.policy);
    result.viewers++;
    if (was?.allowed) result.allowedBefore++;
    if (will?.allowed) result.allowedAfter++;
    if (will?.allowed && !was?.allowed) {
      if (++result.gained <= request.limit) result.gains.push(changeOf(deps, person, was, will));
    } else if (was?.allowed && !will?.allowed) {
      if (++result.lost <= request.limit) result.losses.push(changeOf(deps, person, was, will));
    }
    if (result.viewers % LOOK_EVERY !== 0 || clock.monotonic() < sliceUntil) continue;
    await deps.nextTurn();
    sliceUntil = clock.monotonic() + SLICE_MS;
  }
  return result;
}

type Known = Person & { readonly userId: string };

/** All known viewers: who is or was on a list, or has an override or a grant. Without the broadcaster. */
export function* everybody(
  { reads, overrides, grants, names }: SituationDeps & Pick<PreviewDeps, 'names'>,
  feature: string,
): Generator<Known> {
  const broadcasterId = reads.broadcaster()?.userId;
  for (const viewer of reads.roster.viewers()) {
    const { userId } = viewer;
    if (userId !== broadcasterId) yield { userId, viewer, named: undefined };
  }
  const others = new Set<string>();
  for (const book of [overrides, grants]) {
    for (const { userId } of book.inForceFor(feature)) {
      if (userId !== broadcasterId && !reads.roster.byId(userId)) others.add(userId);
    }
  }
  for (const userId of others) yield { ...names.byId(userId), userId };
}

function decisionOf(situation: DecideInput | null, policy: FeaturePolicy | null): Decision | null {
  if (!situation || !policy) return null;
  return decide(policy === situation.policy ? situation : underRules(situation, policy));
}

function changeOf(
  { names }: PreviewDeps,
  { userId }: Known,
  before: Decision | null,
  after: Decision | null,
): PreviewChange {
  const user = names.current({ userId, userLogin: null, userDisplayName: null });
  return { ...user, ...fromViewerKey(userId), before: before?.reason ?? null, after: after?.reason ?? null };
}
