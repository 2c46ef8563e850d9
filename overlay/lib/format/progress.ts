import { type Kind, KINDS } from '../../../server/core/roles.ts';
import type { KindStatus, Progress, Status } from '../state/view-state.ts';

export interface OverallProgress {
  /** 0 to 1; null: not known yet. */
  readonly fraction: number | null;
  readonly etaMs: number | null;
}

/** The progress of the current run with one list; null if it is not reading the list. */
export function kindProgress(status: Status, kind: Kind): Progress | null {
  return isDone(status, kind) ? null : (status.running?.progress[kind] ?? null);
}

/** The progress of the current run; null if there is none. */
export function overallProgress(status: Status): OverallProgress | null {
  if (!status.running) return null;
  let done = 0;
  let total = 0;
  let etaMs: number | null = null;
  for (const kind of KINDS) {
    const progress = kindProgress(status, kind);
    const size = sizeOf(progress, status.kinds[kind].count);
    total += size;
    done += isDone(status, kind) ? size : (progress?.done ?? 0);
    if (progress?.etaMs != null) etaMs = Math.max(etaMs ?? 0, progress.etaMs);
  }
  return { fraction: done === 0 ? null : done / total, etaMs };
}

/** The progress with one list, 0 to 1. */
export function fractionOf(progress: Progress, lastCount: number): number {
  return progress.done / sizeOf(progress, lastCount);
}

/** A list without a total is assumed to be as long as last time. */
function sizeOf(progress: Progress | null, lastCount: number): number {
  return Math.max(progress?.total ?? lastCount, progress?.done ?? 0, 1);
}

/** Whether the current run has finished with a list, successfully or not. */
function isDone(status: Status, kind: Kind): boolean {
  const { lastAttemptAt } = status.kinds[kind];
  const startedAt = status.running?.startedAt;
  return lastAttemptAt !== null && startedAt !== undefined && lastAttemptAt >= startedAt;
}

/** How many viewers the current run has read, of all lists. */
export function readSoFar({ running }: Pick<Status, 'running'>): number {
  return KINDS.reduce((sum, kind) => sum + (running?.progress[kind]?.done ?? 0), 0);
}

/** Whether a list was never read to its end, so that its count says nothing yet. */
export function isUnread({ lastSuccessAt, count, state }: KindStatus): boolean {
  return lastSuccessAt === null && (count === 0 || state === 'syncing');
}

/** Whether lists are read for the first time: nobody can say yet who is on them. */
export function isFirstRead({ state, kinds }: Status): boolean {
  return state === 'syncing' && KINDS.some((kind) => isUnread(kinds[kind]));
}
