import type { AccessEntry, GrantRecord, OverrideRecord } from './ports.ts';
import type { Grants } from './grants.ts';
import type { Overrides } from './overrides.ts';

/** Of records that waited for the streamer's word, those that still mean something. They get new numbers. */
export interface Restorable {
  readonly overrides: readonly OverrideRecord[];
  readonly grants: readonly GrantRecord[];
}

/** What is over is left out, and so is whoever was given something else since. */
export function restorable(
  entries: readonly AccessEntry[],
  { overrides, grants }: { readonly overrides: Overrides; readonly grants: Grants },
  now: number,
): Restorable {
  const open = entries.flatMap(({ kind, record }) => (kind === 'override' ? [record] : []));
  const paid = entries.flatMap(({ kind, record }) => (kind === 'grant' ? [record] : []));
  return {
    overrides: overrides.number(
      open.filter(
        ({ feature, userId, until }) =>
          !(typeof until === 'number' && until <= now) && !overrides.records.current(feature, userId),
      ),
    ),
    grants: grants.number(
      paid.filter(
        ({ feature, userId, expiresAt, redemptionId }) =>
          expiresAt > now &&
          (grants.records.current(feature, userId)?.expiresAt ?? 0) <= now &&
          (redemptionId === null || grants.ofRedemption(redemptionId) === null),
      ),
    ),
  };
}
