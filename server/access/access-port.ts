import type { OverrideRecord } from './ports.ts';
import { toGrantFacts, toOverrideFacts } from './facts.ts';
import type { AccessSystem } from './service.ts';
import type { AccessPort, Who } from '../api/access-port.ts';
import type { ExceptionFilter } from '../api/exceptions-port.ts';
import { ApiError, Problem } from '../core/problem.ts';
import type { Clock } from '../core/clock.ts';
import type { NamedUser, User } from '../core/roles.ts';

export interface AccessPortParts {
  readonly system: AccessSystem;
  readonly clock: Clock;
  readonly check: AccessPort['check'];
  /** Whether Twitch can be asked. */
  readonly isConnected: () => boolean;
  /** Asks Twitch for an account. @throws Problem */
  readonly lookUp: (who: Who, limitMs: number) => Promise<User>;
}

/** Names are nice to have: an id is enough. */
const NAME_LIMIT_MS = 3_000;
const LOOK_UP_LIMIT_MS = 10_000;

/** What the actions about access need. */
export function createAccessPort(parts: AccessPortParts): AccessPort {
  const { system, clock, check } = parts;
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
    findKnown: (who) => findKnown(system, who),
    findAnybody: (who) => findAnybody(parts, who),
  };
}

function findKnown({ names }: AccessSystem, who: Who): NamedUser | null {
  const person = who.userId === undefined ? names.byName(who.user ?? '') : names.byId(who.userId);
  if (person.userId === null || !(person.viewer ?? person.named)) return null;
  return names.current({ userId: person.userId, userLogin: null, userDisplayName: null });
}

/** A name is asked for at Twitch unless a role held now vouches for it: logins change hands. */
async function findAnybody(parts: AccessPortParts, who: Who): Promise<NamedUser> {
  const known = findKnown(parts.system, who);
  if (who.userId !== undefined) return known ?? namesOf(parts, who.userId);
  if (known && parts.system.names.isVouchedFor(known.userId)) return known;
  if (!parts.isConnected()) {
    if (known) return known;
    const why = 'and Twitch cannot be asked: there is no login. Give "userId" instead.';
    throw new ApiError('not_found', `Nobody called "${who.user ?? ''}" is known here, ${why}`);
  }
  try {
    return await parts.lookUp(who, LOOK_UP_LIMIT_MS);
  } catch (error) {
    if (known && error instanceof Problem && error.code !== 'not_found') return known;
    throw error;
  }
}

async function namesOf(parts: AccessPortParts, userId: string): Promise<NamedUser> {
  if (!/^\d{1,20}$/.test(userId)) {
    throw new ApiError('invalid_params', `userId: "${userId}" is no id of Twitch; those are digits.`);
  }
  const nameless = { userId, userLogin: null, userDisplayName: null };
  if (!parts.isConnected()) return nameless;
  return parts.lookUp({ userId }, NAME_LIMIT_MS).catch(() => nameless);
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
