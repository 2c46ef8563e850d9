import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Viewer } from '../core/viewer.ts';

export interface Page<T> {
  readonly items: T[];
  readonly cursor: string | null;
}

/**
 * Pages over a list held newest first. The cursor is the id of the last item of the page before: what comes
 * in front of the list meanwhile repeats nothing. An item that was dropped since was the oldest: the end.
 */
export function byId<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  limit: number,
  cursor: string | null | undefined,
): Page<T> {
  const last = cursor ? all.findIndex((item) => idOf(item) === cursor) : -1;
  const start = cursor && last < 0 ? all.length : last + 1;
  const items = all.slice(start, start + limit);
  const end = items.at(-1);
  return { items, cursor: end && start + limit < all.length ? idOf(end) : null };
}

/**
 * Pages over things held newest first whose ids count up. The cursor is the last id of the page before, so
 * that new ones in front shift nothing.
 * @param newestFrom those before an id; it may give the others too
 */
export function byNumber<T extends { readonly id: number }>(
  newestFrom: (beforeId: number | null) => Iterable<T>,
  limit: number,
  cursor: string | null | undefined,
): Page<T> {
  const beforeId = cursor ? Number(cursor) : null;
  const items: T[] = [];
  for (const item of newestFrom(beforeId)) {
    // Said this way round, a cursor that is no number ends the list.
    if (beforeId !== null && !(item.id < beforeId)) continue;
    if (items.length === limit) return { items, cursor: String(items.at(-1)?.id) };
    items.push(item);
  }
  return { items, cursor: null };
}

/**
 * Pages over viewers by login. The cursor is the last key of the page before, so that viewers who come and
 * go between two pages neither repeat nor hide others.
 */
export async function byLogin(
  viewers: Iterable<Viewer>,
  isWanted: (viewer: Viewer) => boolean,
  limit: number,
  cursor: string | null | undefined,
): Promise<Page<Viewer> & { readonly total: number }> {
  const after = cursor ?? '';
  let total = 0;
  const items = await topBy(viewers, limit + 1, (viewer) => {
    if (!isWanted(viewer)) return null;
    total++;
    const key = keyOf(viewer);
    return key > after ? key : null;
  });
  const hasMore = items.length > limit;
  const shown = hasMore ? items.slice(0, limit) : items;
  const last = shown.at(-1);
  return { items: shown, cursor: hasMore && last ? keyOf(last) : null, total };
}

function keyOf(viewer: Viewer): string {
  return `${viewer.userLogin} ${viewer.userId}`;
}

/** Items looked at before the event loop turns: with 700,000 viewers no request may wait for all. */
const SLICE = 2_000;

/**
 * The first `limit` by rank, in one pass and without sorting the rest.
 * @param items may change meanwhile, as a `Map` may while it is read
 * @param rankOf null leaves an item out
 */
export async function topBy<T>(
  items: Iterable<T>,
  limit: number,
  rankOf: (item: T) => string | null,
): Promise<T[]> {
  const best: { rank: string; item: T }[] = [];
  let seen = 0;
  for (const item of items) {
    if (++seen % SLICE === 0) await nextTurn();
    const rank = rankOf(item);
    if (rank === null) continue;
    const worst = best.length < limit ? null : best[best.length - 1];
    if (worst && rank >= worst.rank) continue;
    if (worst) best.pop();
    best.splice(insertionPoint(best, rank), 0, { rank, item });
  }
  return best.map(({ item }) => item);
}

function insertionPoint(sorted: readonly { rank: string }[], rank: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.rank ?? '') <= rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
