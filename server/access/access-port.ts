import type { OverrideRecord } from './ports.ts';
import { toGrantFacts, toOverrideFacts } from './facts.ts';
import type { Finder } from './finder.ts';
import type { AccessSystem } from './service.ts';
import type { AccessPort } from '../api/access-port.ts';
import type { ExceptionFilter } from '../api/exceptions-port.ts';
import { ApiError } from '../core/problem.ts';
import type { Clock } from '../core/clock.ts';

export interface AccessPortParts {
  readonly system: AccessSystem;
  readonly clock: Clock;
  readonly check: AccessPort['check'];
  readonly finder: Finder;
}

/** What the actions about access need. */
export function createAccessPort(parts: AccessPortParts): AccessPort {
  const { system, clock, check, finder } = parts;
  const { overrides, grants, names, decisions } = system;
  return {
    check,
    preview: system.preview,
    decisions: {
      since: clock.now(),
      newest: (filter, beforeId) => decisions.newest(filter, beforeId),
      counts: (filter) => decisions.counts(filter),
    },
    exceptions: {
      async setOverride(override) {
        refusePast(override.until, clock.now());
        return toOverrideFacts(await overrides.set(override), names, clock.now());
      },
      async clearOverride(feature, userId, by) {
        const ended = await overrides.clear(feature, userId, by);
        return ended && toOverrideFacts(ended, names, clock.now());
      },
      overrides: (filter) =>
        newest(overrides.all(), filter, (record) => toOverrideFacts(record, names, clock.now())),
      async addGrant(grant) {
        const added = await grants.add({ ...grant, source: 'api', redemptionId: null });
        return toGrantFacts(added.grant, names, clock.now());
      },
      async revokeGrant(feature, userId, by) {
        const ended = await grants.revoke(feature, userId, by);
        return ended && toGrantFacts(ended, names, clock.now());
      },
      grants: (filter) => newest(grants.all(), filter, (record) => toGrantFacts(record, names, clock.now())),
    },
    findKnown: (who) => finder.known(who),
    findAnybody: (who, options) => finder.anybody(who, options),
  };
}

function refusePast(until: OverrideRecord['until'], now: number): void {
  if (typeof until === 'number' && until <= now) {
    throw new ApiError('invalid_params', 'until: that time is over.');
  }
}

/** Those that the filter wants, newest first. */
function newest<R, F extends { readonly userId: string; readonly feature: string; readonly active: boolean }>(
  records: Iterable<R>,
  { userId, feature, all }: ExceptionFilter,
  toFacts: (record: R) => F,
): F[] {
  return Array.from(records, toFacts)
    .filter((facts) => all || facts.active)
    .filter((facts) => userId === null || facts.userId === userId)
    .filter((facts) => feature === undefined || facts.feature === feature)
    .reverse();
}
