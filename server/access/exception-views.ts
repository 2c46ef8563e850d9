import { fromViewerKey, viewerKey } from '../core/platform.ts';
import type { Names } from './names.ts';
import type { GrantRecord, OverrideRecord } from './ports.ts';

/** What overrides and grants have in common when they are shown: the viewer's names of now, and whether it counts. */
interface Shown {
  /** Where `userId` is from. */
  readonly platform: string;
  /** In force right now. */
  readonly active: boolean;
}

/** What ran out by itself says when. */
export type OverrideView = Omit<OverrideRecord, 'endReason'> &
  Shown & { readonly endReason: OverrideRecord['endReason'] | 'expired' };

export type GrantView = Omit<GrantRecord, 'endReason'> &
  Shown & {
    readonly key: string | null;
    readonly remainingMs: number;
    readonly endReason: GrantRecord['endReason'] | 'expired';
  };

/** Which of the overrides or grants are wanted. */
export interface ExceptionFilter {
  /** As the records have it; null: everybody's. */
  readonly userId: string | null;
  /** Of everybody's, those of one platform. */
  readonly platform?: string | undefined;
  readonly feature?: string | undefined;
  /** Also those that are not in force any more. */
  readonly all: boolean;
}

/** What changed at once. Put together only for who reads it: an import brings 100,000. */
export interface Changes<C> {
  readonly total: number;
  first(limit: number): C[];
}

// There may be very many of these: what is spread comes last, as in `parse-access.ts`.
export function toOverrideView(record: OverrideRecord, names: Names, now: number): OverrideView {
  const { until } = record;
  const { platform, userId } = fromViewerKey(record.userId);
  const shown = { platform, ...record, ...names.current(record), userId };
  if (record.endedAt !== null) return { active: false, ...shown };
  if (typeof until !== 'number' || until > now) return { active: true, ...shown };
  return { active: false, ...shown, endedAt: until, endReason: 'expired' };
}

export function toGrantView(record: GrantRecord, names: Names, now: number): GrantView {
  const { expiresAt } = record;
  const { platform, userId } = fromViewerKey(record.userId);
  const shown = { platform, remainingMs: 0, key: null, ...record, ...names.current(record), userId };
  if (record.endedAt !== null) return { active: false, ...shown };
  if (expiresAt > now) return { active: true, ...shown, remainingMs: Math.ceil(expiresAt - now) };
  return { active: false, ...shown, endedAt: expiresAt, endReason: 'expired' };
}

/** Those that the filter wants, newest first. */
export function newestOf<R, V extends OverrideView | GrantView>(
  records: Iterable<R>,
  { userId, platform, feature, all }: ExceptionFilter,
  toView: (record: R) => V,
): V[] {
  return Array.from(records, toView)
    .filter((view) => all || view.active)
    .filter((view) => userId === null || viewerKey(view.platform, view.userId) === userId)
    .filter((view) => platform === undefined || view.platform === platform)
    .filter((view) => feature === undefined || view.feature === feature)
    .reverse();
}

export function changesOf<R, V>(records: readonly R[], toView: (record: R) => V): Changes<V> {
  return { total: records.length, first: (limit) => records.slice(0, limit).map(toView) };
}
