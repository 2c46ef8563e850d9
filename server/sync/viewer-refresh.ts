import type { Clock } from '../core/clock.ts';
import { type Kind, KINDS } from '../core/roles.ts';
import { lookUp } from './list-reader.ts';
import type { RoleSource } from './ports.ts';
import type { RosterWriter } from './roster-writer.ts';

export interface ViewerRefreshDeps {
  readonly source: RoleSource;
  readonly clock: Clock;
  readonly writer: RosterWriter;
}

/**
 * Asks Twitch about one viewer alone: three calls, not three lists. What an event said in the last minutes
 * counts for more than the answer.
 * @throws SyncError of the first list that could not be asked; the others are applied
 */
export async function refreshViewer(deps: ViewerRefreshDeps, userId: string, source: string): Promise<void> {
  const results = await Promise.allSettled(KINDS.map((kind) => refreshKind(deps, userId, source, kind)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function refreshKind(
  { source, clock, writer }: ViewerRefreshDeps,
  userId: string,
  syncSource: string,
  kind: Kind,
): Promise<void> {
  const reading = writer.recent.begin(kind);
  try {
    const { signal } = new AbortController();
    const { rows, requestedAt } = await lookUp({ source, clock, signal }, kind, [userId]);
    await writer.applyAnswers(kind, rows, requestedAt, syncSource);
  } finally {
    reading.end();
  }
}
