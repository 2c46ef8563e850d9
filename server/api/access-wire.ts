import type { Policy } from '../core/policy.ts';
import type { Result } from '../protocol/actions.ts';
import type { EventData } from '../protocol/events.ts';
import type { CheckAnswer, DecisionFacts, PreviewFacts } from './access-port.ts';
import type { GrantFacts, OverrideFacts } from './exceptions-port.ts';
import { toTime, toTimeOrNull } from './wire.ts';

/** Checks, decisions, overrides, grants and policies in the shapes of the wire. */

export function toAnswer(answer: CheckAnswer): Result<'access.check'> {
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
    evidence: { syncedAt: toTimeOrNull(evidence.syncedAt), stale: evidence.stale, live: evidence.live },
  };
}

export function toDecision({
  id,
  at,
  platform,
  consume,
  answer,
}: DecisionFacts): EventData<'access.decided'> {
  const { evidence: _evidence, ...shown } = toAnswer(answer);
  return { decisionId: id, at: toTime(at), platform, consume, ...shown, said: answer.said };
}

export function toOverride(facts: OverrideFacts): Result<'overrides.set'> {
  const { id, until, setAt, endedAt, ...rest } = facts;
  return {
    overrideId: id,
    ...rest,
    until: typeof until === 'number' ? toTime(until) : until,
    setAt: toTime(setAt),
    endedAt: toTimeOrNull(endedAt),
  };
}

export function toGrant(facts: GrantFacts): Result<'grants.add'> {
  const { id, addedAt, expiresAt, endedAt, ...rest } = facts;
  return {
    grantId: id,
    ...rest,
    addedAt: toTime(addedAt),
    expiresAt: toTime(expiresAt),
    endedAt: toTimeOrNull(endedAt),
  };
}

export function toPreview(feature: string, facts: PreviewFacts): Result<'access.preview'> {
  return { feature, ...facts, gains: [...facts.gains], losses: [...facts.losses] };
}

export function toFeatures(policy: Policy): Result<'policy.get'> {
  return { features: structuredClone(policy) };
}
