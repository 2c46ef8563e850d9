import type { AccessEntry, GrantRecord, OverrideRecord } from './ports.ts';
import type { Grants } from './grants.ts';
import type { Overrides } from './overrides.ts';

/** Of records that waited for the streamer's word, those that still mean something. They get new numbers. */
export interface Restorable {
  readonly overrides: readonly OverrideRecord[];
  readonly grants: readonly GrantRecord[];
}

/** Whoever was given something else since is left out. What is over by a clock that may be wrong is not. */
export function restorable(
  entries: readonly AccessEntry[],
  { overrides, grants }: { readonly overrides: Overrides; readonly grants: Grants },
  now: number,
): Restorable {
  const open = entries.flatMap(({ kind, record }) => (kind === 'override' ? [record] : []));
  const paid = entries.flatMap(({ kind, record }) => (kind === 'grant' ? [record] : []));
  const isFree = ({ feature, userId }: OverrideRecord): boolean => {
    const other = overrides.records.current(feature, userId);
    return !other || (typeof other.until === 'number' && other.until <= now);
  };
  return {
    overrides: overrides.number(open.filter(isFree)),
    grants: grants.number(
      paid.filter(
        ({ feature, userId, redemptionId, key }) =>
          (grants.records.current(feature, userId)?.expiresAt ?? 0) <= now &&
          (redemptionId === null || grants.ofRedemption(redemptionId) === null) &&
          (!key || grants.ofKey(key) === null),
      ),
    ),
  };
}
