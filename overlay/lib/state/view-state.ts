import type { HealthState } from '../../../server/core/health.ts';
import { KINDS } from '../../../server/core/roles.ts';
import type { Result } from '../../../integrations/client/index.ts';

export type Status = Result<'sync.status'>;
export type KindStatus = Status['kinds']['subscribers'];
export type Progress = NonNullable<NonNullable<Status['running']>['progress']['subscribers']>;

/** What a page shows: the health that the server tells, or that it cannot be reached. */
export type ViewState = HealthState | 'connecting' | 'away';

/**
 * When all lists were last read: the oldest of their last successes. null if no list was ever read.
 */
export function syncedAt(status: Status): string | null {
  const times = KINDS.map((kind) => status.kinds[kind].lastSuccessAt).filter((at) => at !== null);
  return times.sort()[0] ?? null;
}
