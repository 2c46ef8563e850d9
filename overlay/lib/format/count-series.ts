import type { Result } from '../../../integrations/client/index.ts';
import { type Kind, KINDS } from '../../../server/core/roles.ts';

type Stats = Result<'sync.stats'>;
export type CountItem = Stats['items'][number];

/** The server's answer, with the span that was asked for. */
export interface CountHistory extends Stats {
  readonly days: number;
}

/** As the plot takes it: times in seconds, and a count or null for each list at each time. */
export interface CountSeries extends Readonly<Record<Kind, readonly (number | null)[]>> {
  readonly at: readonly number[];
}

/** How a count changed within the span. */
export interface Trend {
  readonly now: number;
  readonly change: number;
  readonly least: number;
  readonly most: number;
}

const DAY_MS = 86_400_000;
/** The shortest time axis. */
const MIN_SPAN_S = 300;
/** The smallest range of a scale, so that one VIP more does not look like a jump. */
const MIN_HEIGHT = 4;

/** null: fewer than two counts cannot be plotted. */
export function seriesOf(items: readonly CountItem[]): CountSeries | null {
  const known = items.filter((item) => KINDS.some((kind) => item[kind] !== null));
  if (known.length < 2) return null;
  const of = (kind: Kind): (number | null)[] => known.map((item) => item[kind]);
  return {
    at: known.map(({ at }) => Date.parse(at) / 1000),
    subscribers: of('subscribers'),
    vips: of('vips'),
    moderators: of('moderators'),
  };
}

/** The count at a time in seconds: each holds until the next. null: not known. */
export function countAt(series: CountSeries, kind: Kind, time: number): number | null {
  const next = series.at.findIndex((at) => at > time);
  return series[kind][(next < 0 ? series.at.length : next) - 1] ?? null;
}

/** null: the list was never read. Its last count stands for now. */
export function trendOf(items: readonly CountItem[], kind: Kind): Trend | null {
  const counts = items.map((item) => item[kind]).filter((count) => count !== null);
  const [first, now] = [counts[0], counts.at(-1)];
  if (first === undefined || now === undefined) return null;
  return { now, change: now - first, least: Math.min(...counts), most: Math.max(...counts) };
}

/** When the plot begins, if that is later than the span asked for; else null. */
export function beginOf({ items, days }: CountHistory): string | null {
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return null;
  return Date.parse(last.at) - Date.parse(first.at) < days * DAY_MS - MIN_SPAN_S * 1000 ? first.at : null;
}

/** The range of a scale of counts: whole numbers from 0 on, with space above and below. */
export function heightOf(least: number, most: number): [number, number] {
  const spread = most - least;
  const room = Math.max(1, Math.ceil(spread * 0.1), Math.ceil((MIN_HEIGHT - spread) / 2));
  const low = Math.max(0, least - room);
  return [low, Math.max(most + room, low + MIN_HEIGHT)];
}

/** The range of the time axis, in seconds. */
export function widthOf(from: number, to: number): [number, number] {
  return [Math.min(from, to - MIN_SPAN_S), to];
}
