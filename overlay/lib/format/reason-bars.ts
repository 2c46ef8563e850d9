import { isAllowReason, type Reason } from '../../../server/core/decide.ts';
import type { Counts } from '../state/reason-counts.ts';

export interface ReasonBar {
  readonly reason: Reason;
  readonly count: number;
  readonly isAllowed: boolean;
  /** Length as a part of the longest bar. */
  readonly share: number;
}

/** Most frequent first. */
export function barsOf(counts: Counts): ReasonBar[] {
  const given = (Object.entries(counts) as [Reason, number][]).filter(([, count]) => count > 0);
  const most = Math.max(...given.map(([, count]) => count));
  return given
    .map(([reason, count]) => ({ reason, count, isAllowed: isAllowReason(reason), share: count / most }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
