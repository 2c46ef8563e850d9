import type { EventData, Result } from '../../../integrations/client/index.ts';
import { KIND_OF_ROLE, type Kind, KINDS } from '../../../server/core/roles.ts';

export type RoleChange = EventData<'roles.changed'>['changes'][number];
export type Run = Result<'sync.history'>['items'][number];

/** What one sync found, as one row. */
export interface FoundBySync {
  readonly at: string;
  readonly source: string;
  /** Nobody was known before it. */
  readonly isFirst: boolean;
  readonly counts: Readonly<Record<Kind, number>>;
}
export type ChangeEntry = RoleChange | FoundBySync;

/** So many new ones of one sync are told one by one; more are one row. */
const FEW = 10;
/** The lists of one sync are saved one after the other. */
const SAME_SYNC_MS = 10 * 60_000;

export const isFold = (entry: ChangeEntry): entry is FoundBySync => 'counts' in entry;

/**
 * The changes, newest first, with the many that one sync found in one row: reading a channel for the first time is
 * one thing that happened, not hundreds. @param runs past syncs; one that is not known is counted by its changes
 */
export function foldChanges(items: readonly RoleChange[], runs: readonly Run[]): ChangeEntry[] {
  const entries: ChangeEntry[] = [];
  for (let start = 0; start < items.length;) {
    const end = endOfSync(items, start);
    const group = items.slice(start, end);
    const fold = foldOf(group, runs);
    if (fold) entries.push(fold);
    else entries.push(...group);
    start = end;
  }
  return entries;
}

/** Where the changes that one sync granted end; one row further for anything else. */
function endOfSync(items: readonly RoleChange[], start: number): number {
  const first = items[start] as RoleChange;
  let end = start + 1;
  if (!isFound(first)) return end;
  const since = Date.parse(first.at) - SAME_SYNC_MS;
  for (; end < items.length; end++) {
    const next = items[end] as RoleChange;
    if (!isFound(next) || next.source !== first.source || Date.parse(next.at) < since) break;
  }
  return end;
}

/** Told of one viewer alone, not by a sync. */
const SINGLE: readonly string[] = ['event', 'access-denial', 'api:viewers.refresh'];
export const isOfSync = ({ source }: RoleChange): boolean => !SINGLE.includes(source);
const isFound = (one: RoleChange): boolean => one.change === 'granted' && isOfSync(one);

function foldOf(group: readonly RoleChange[], runs: readonly Run[]): FoundBySync | null {
  const [newest] = group;
  if (!newest || !isFound(newest)) return null;
  const run = runs.find((one) => isOf(one, newest));
  const counts = run ? countsOfRun(run) : countsOf(group);
  const isFirst = run !== undefined && isFirstRead(run);
  const total = KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  if (!(isFirst && total > 1) && group.length < FEW) return null;
  return { at: newest.at, source: newest.source, isFirst, counts };
}

/** Whether a sync brought a change. */
export function isOf({ source, startedAt, durationMs }: Run, change: RoleChange): boolean {
  const since = Date.parse(change.at) - Date.parse(startedAt);
  return source === change.source && since >= -1_000 && since <= durationMs + 1_000;
}

/** Everybody whom it found was new, and on each list that it found anybody on. */
function isFirstRead({ kinds }: Run): boolean {
  const found = kinds.filter(({ error, count }) => error === null && count > 0);
  return found.length > 0 && found.every(({ count, granted }) => granted === count);
}

function countsOfRun({ kinds }: Run): FoundBySync['counts'] {
  const of = (kind: Kind): number => kinds.find((one) => one.kind === kind)?.granted ?? 0;
  return { subscribers: of('subscribers'), vips: of('vips'), moderators: of('moderators') };
}

function countsOf(group: readonly RoleChange[]): FoundBySync['counts'] {
  const counts = { subscribers: 0, vips: 0, moderators: 0 };
  for (const { role } of group) counts[KIND_OF_ROLE[role]]++;
  return counts;
}
