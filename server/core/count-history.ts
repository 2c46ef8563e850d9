import { type Kind, KINDS } from './roles.ts';

/** How many held each role from `at` (epoch ms) on, until the next point. null: that list was never read. */
export interface CountPoint extends Readonly<Record<Kind, number | null>> {
  readonly at: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How fine history is kept, by its age: the first tier that it is young enough for. Spans in ms. */
const TIERS: readonly { readonly maxAge: number; readonly step: number }[] = [
  { maxAge: DAY, step: 5 * MINUTE },
  { maxAge: 14 * DAY, step: HOUR },
  { maxAge: 730 * DAY, step: DAY },
];
export const MAX_AGE_MS = 730 * DAY;

/** In one step: the last, and the least and the most of each list. */
const MAX_IN_STEP = 2 * KINDS.length + 1;
/** The most points that are kept, however often the counts change. */
export const MAX_KEPT_POINTS = MAX_IN_STEP * (288 + 1 + 14 * 24 + 1 + 730 + 1) + 1;

export function isSameCount(a: CountPoint, b: CountPoint): boolean {
  return KINDS.every((kind) => a[kind] === b[kind]);
}

/**
 * The history with one more point, thinned. The same array if the counts did not change.
 * A clock that was set back adds to the end all the same: time never runs backwards in it.
 */
export function addCount(history: readonly CountPoint[], point: CountPoint): readonly CountPoint[] {
  const last = history.at(-1);
  if (last && isSameCount(last, point)) return history;
  const at = Math.max(point.at, last?.at ?? 0);
  const before = last?.at === at ? history.slice(0, -1) : history;
  return thin([...before, { ...point, at }], at);
}

/** As `addCount`, by a clock that may be wrong: nothing goes. The same array if there is no room. */
export function appendCount(history: readonly CountPoint[], point: CountPoint): readonly CountPoint[] {
  const last = history.at(-1);
  if (last && (isSameCount(last, point) || history.length >= MAX_KEPT_POINTS)) return history;
  return [...history, { ...point, at: Math.max(point.at, (last?.at ?? 0) + 1) }];
}

/** Without what a clock has noted that was far ahead: nothing could follow it. @param now by a clock that is right */
export function withoutAhead(history: readonly CountPoint[], now: number): readonly CountPoint[] {
  return history.some(({ at }) => at > now + HOUR) ? history.filter(({ at }) => at <= now + HOUR) : history;
}

/**
 * Keeps of each step of time only what its end and its extremes were; of what is older than two years only
 * the last, because that held from then on.
 */
export function thin(history: readonly CountPoint[], now: number): CountPoint[] {
  const firstKept = history.findIndex(({ at }) => now - at <= MAX_AGE_MS);
  const old = firstKept < 0 ? history.length : firstKept;
  const before = history.slice(Math.max(0, old - 1), old);
  return [...before, ...groups(history.slice(old), (at) => stepOf(at, now)).flatMap(endAndExtremes)];
}

/**
 * At most `limit` points for a plot. The first, the last, and the least and the most of each list are always
 * among them; the rest is spread evenly over time.
 * @param limit at least 8
 */
export function downsample(points: readonly CountPoint[], limit: number): readonly CountPoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length <= limit) return points;
  const inner = points.slice(1, -1);
  const span = last.at - first.at + 1;
  // Mostly one list moves at a time: as many slices as fit then, fewer where all of them do.
  for (let slices = limit; ; slices = Math.floor(slices * 0.8)) {
    const sliceOf = (at: number): number => Math.floor(((at - first.at) / span) * Math.max(1, slices));
    const kept = groups(inner, sliceOf).flatMap((group) => extremes(group));
    if (kept.length <= limit - 2) return [first, ...kept, last];
  }
}

/**
 * What a plot from `from` to `now` shows: what held at its beginning, what changed since, what is now.
 * Before the history begins there is nothing.
 */
export function countsBetween(
  history: readonly CountPoint[],
  from: number,
  current: CountPoint,
): readonly CountPoint[] {
  const begin = history.findIndex(({ at }) => at > from);
  const later = begin < 0 ? [] : history.slice(begin);
  const before = history[(begin < 0 ? history.length : begin) - 1];
  const all = [...(before ? [{ ...before, at: from }] : []), ...later.filter(({ at }) => at < current.at)];
  return all.length === 0 && KINDS.every((kind) => current[kind] === null) ? [] : [...all, current];
}

function stepOf(at: number, now: number): number {
  const step = TIERS.find(({ maxAge }) => now - at <= maxAge)?.step ?? DAY;
  return Math.floor(at / step) * step;
}

/** Neighbours with the same key, together. */
function groups(points: readonly CountPoint[], keyOf: (at: number) => number): CountPoint[][] {
  const all: CountPoint[][] = [];
  let lastKey: number | null = null;
  for (const point of points) {
    const key = keyOf(point.at);
    if (key === lastKey) all.at(-1)?.push(point);
    else all.push([point]);
    lastKey = key;
  }
  return all;
}

function endAndExtremes(group: readonly CountPoint[]): CountPoint[] {
  return extremes(group, group.at(-1));
}

/** Where each list had its least and its most, in order of time, and whatever else is to be kept. */
function extremes(group: readonly CountPoint[], also?: CountPoint): CountPoint[] {
  const kept = new Set<CountPoint>(also ? [also] : []);
  for (const kind of KINDS) {
    let [least, most]: (CountPoint | null)[] = [null, null];
    for (const point of group) {
      const count = point[kind];
      if (count === null) continue;
      if (count < (least?.[kind] ?? Infinity)) least = point;
      if (count > (most?.[kind] ?? -Infinity)) most = point;
    }
    for (const point of [least, most]) if (point) kept.add(point);
  }
  return group.filter((point) => kept.has(point));
}
