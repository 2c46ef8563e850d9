import type { AccessAnswer } from '../access/check.ts';
import type { DecisionRecord } from '../access/decisions.ts';
import type { GrantView, OverrideView } from '../access/exception-views.ts';
import type { Preview } from '../access/preview.ts';
import { FIRST_TIME, LAST_TIME } from '../core/clock.ts';
import type { Policy } from '../core/policy.ts';
import { KINDS, type Kind, ROLE_OF_KIND, type RoleChange } from '../core/roles.ts';
import type { Viewer } from '../core/viewer.ts';
import type { Result } from '../protocol/actions.ts';
import type { EventData } from '../protocol/events.ts';
import type { CallerView } from './callers.ts';
import { fixOf, wordsOf } from './mistakes.ts';
import type { WrongQuestion } from './wrong-questions.ts';

/** Turns our own data into the shapes of the wire: epoch ms become ISO 8601, unknown becomes null. */

export function toTime(at: number): string {
  return new Date(Math.min(Math.max(at, FIRST_TIME), LAST_TIME)).toISOString();
}

export function toTimeOrNull(at: number | null): string | null {
  return at === null ? null : toTime(at);
}

export function toCallers({ items, inObs }: CallerView): Result<'callers.list'> {
  return {
    items: items.map(({ firstAt, lastAt, ...use }) => ({
      ...use,
      firstAt: toTime(firstAt),
      lastAt: toTime(lastAt),
    })),
    inObs: { dock: toTimeOrNull(inObs.dock), badge: toTimeOrNull(inObs.badge) },
  };
}

export function toWrongQuestion(
  question: WrongQuestion,
): Result<'diagnostics.get'>['wrongQuestions'][number] {
  const { caller, action, code, param, count, firstAt, lastAt } = question;
  return {
    caller,
    action,
    code,
    param,
    message: wordsOf(question),
    fix: fixOf(question),
    count,
    firstAt: toTime(firstAt),
    lastAt: toTime(lastAt),
  };
}

type WireViewer = Result<'viewers.get'>;

export function toViewer(viewer: Viewer, verifying: boolean): WireViewer {
  const { userId, userLogin, userDisplayName } = viewer;
  const roles = KINDS.flatMap((kind) => activeRole(viewer, kind));
  return { userId, userLogin, userDisplayName, roles, verifying };
}

function activeRole(viewer: Viewer, kind: Kind): WireViewer['roles'] {
  const record = viewer[kind];
  if (!record) return [];
  const { grantedAt, tier, isGift, gifterId, gifterLogin, source } = record;
  return [
    { role: ROLE_OF_KIND[kind], grantedAt: toTime(grantedAt), tier, isGift, gifterId, gifterLogin, source },
  ];
}

type WireChange = EventData<'roles.changed'>['changes'][number];

export function toChange(change: RoleChange): WireChange {
  const { userId, userLogin, userDisplayName } = change.user;
  return {
    userId,
    userLogin,
    userDisplayName,
    role: ROLE_OF_KIND[change.kind],
    change: change.change,
    tier: change.change === 'revoked' ? null : change.detail.tier,
    source: change.source,
    at: toTime(change.at),
  };
}

export function toAnswer(answer: AccessAnswer): Result<'access.check'> {
  const { evidence } = answer;
  return {
    allowed: answer.allowed,
    feature: answer.feature,
    reason: answer.reason,
    message: answer.message,
    user: answer.user,
    roles: [...answer.roles],
    tier: answer.tier,
    expiresAt: toTimeOrNull(answer.expiresAt),
    retryAfterMs: answer.retryAfterMs,
    perks: answer.perks,
    evidence: {
      syncedAt: toTimeOrNull(evidence.syncedAt),
      stale: evidence.stale,
      live: evidence.live,
      source: evidence.source,
    },
  };
}

export function toDecision({
  id,
  at,
  platform,
  consume,
  answer,
}: DecisionRecord): EventData<'access.decided'> {
  const { evidence: _evidence, ...shown } = toAnswer(answer);
  return { decisionId: id, at: toTime(at), platform, consume, ...shown, said: answer.said };
}

export function toOverride(view: OverrideView): Result<'overrides.set'> {
  const { id, until, setAt, endedAt, ...rest } = view;
  return {
    overrideId: id,
    ...rest,
    until: typeof until === 'number' ? toTime(until) : until,
    setAt: toTime(setAt),
    endedAt: toTimeOrNull(endedAt),
  };
}

export function toGrant(view: GrantView): Result<'grants.add'> {
  const { id, addedAt, expiresAt, endedAt, ...rest } = view;
  return {
    grantId: id,
    ...rest,
    addedAt: toTime(addedAt),
    expiresAt: toTime(expiresAt),
    endedAt: toTimeOrNull(endedAt),
  };
}

export function toPreview(feature: string, changes: Preview): Result<'access.preview'> {
  return { feature, ...changes, gains: [...changes.gains], losses: [...changes.losses] };
}

export function toFeatures(policy: Policy): Result<'policy.get'> {
  const features: Result<'policy.get'>['features'] = {};
  for (const [feature, rules] of Object.entries(structuredClone(policy)))
    features[feature] = { ...rules, perks: [...rules.perks] };
  return { features };
}
