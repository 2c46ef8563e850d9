import type { AccessEntry } from '../access/ports.ts';
import type { CountPoint } from '../core/count-history.ts';
import { type Kind, KINDS, type RoleChange } from '../core/roles.ts';
import type { KindMemory, RunRecord } from '../sync/ports.ts';
import type { Stores } from './stores.ts';

/** What is to be in a new folder as if it had been noted over time. */
export interface Past {
  /** Oldest first. */
  readonly changes: readonly RoleChange[];
  readonly counts: readonly CountPoint[];
  /** Oldest first; the last one read all lists. */
  readonly runs: readonly RunRecord[];
  readonly access: readonly AccessEntry[];
}

/**
 * Writes it the way everything is written: whatever could not be read again is refused. Before anything reads the
 * stores. @throws SyncError, StoreError `not_saved`, `invalid_data`
 */
export async function writePast(stores: Stores, { changes, counts, runs, access }: Past): Promise<void> {
  const last = runs.at(-1);
  const at = last ? last.startedAt + last.durationMs : null;
  const read: KindMemory = { lastSuccessAt: at, lastAttemptAt: at, error: null };
  const memory = Object.fromEntries(KINDS.map((kind) => [kind, read])) as Record<Kind, KindMemory>;
  await stores.roster.commit(() => changes);
  await Promise.all([
    stores.counts.save(counts),
    stores.access.save(access),
    // Of one tick: they share a write.
    ...runs.map((run) => stores.runs.add(run, memory)),
  ]);
}
