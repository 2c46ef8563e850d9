import { KEEP_GRANTS_MS } from '../access/grants.ts';
import type { GrantRecord, OverrideRecord } from '../access/ports.ts';

export type NewOverrideRecord = Omit<OverrideRecord, 'id'>;
export type NewGrantRecord = Omit<GrantRecord, 'id'>;

/** How a grant ends early. */
const GRANT_ENDS = ['extended', 'replaced', 'revoked'] as const;

/** What of an export is worth taking over. */
export interface ImportPlan {
  /** Those in force. */
  readonly overrides: readonly NewOverrideRecord[];
  /** Those with time left, and those in `redemptions`. */
  readonly grants: readonly NewGrantRecord[];
  /** How many of the grants are over and only kept so that their redemption or key does not count again. */
  readonly redemptions: number;
  readonly endedOverrides: number;
  readonly endedGrants: number;
}

/** Records that may have run out since they were exported, or `expired` by then. */
export interface Candidates {
  readonly overrides: readonly (Omit<NewOverrideRecord, 'endReason'> & {
    readonly endReason: string | null;
  })[];
  readonly grants: readonly (Omit<NewGrantRecord, 'endReason'> & { readonly endReason: string | null })[];
}

/** Leaves out what is over; a redemption or a key is remembered as long as it would be where it was exported. */
export function planImport({ overrides, grants }: Candidates, now: number): ImportPlan {
  const open = overrides.filter(
    ({ until, endedAt }) => endedAt === null && !(typeof until === 'number' && until <= now),
  );
  const hasTime = ({ expiresAt, endedAt }: Candidates['grants'][number]): boolean =>
    endedAt === null && expiresAt > now;
  const isRemembered = ({ redemptionId, key, expiresAt }: Candidates['grants'][number]): boolean =>
    (redemptionId !== null || Boolean(key)) && expiresAt > now - KEEP_GRANTS_MS;
  const kept = grants.filter((grant) => hasTime(grant) || isRemembered(grant));
  return {
    overrides: open.map((record) => ({ ...record, endReason: null })),
    grants: kept.map(asKept),
    redemptions: kept.filter((grant) => !hasTime(grant)).length,
    endedOverrides: overrides.length - open.length,
    endedGrants: grants.length - kept.length,
  };
}

/** What ran out by itself has no end of its own in our records: its time says it. */
function asKept({ endReason, key, ...rest }: Candidates['grants'][number]): NewGrantRecord {
  const grant = key ? { key, ...rest } : rest;
  const reason = GRANT_ENDS.find((each) => each === endReason);
  if (reason !== undefined) return { endReason: reason, ...grant };
  return { endReason: null, ...grant, endedAt: null, endedBy: null };
}
