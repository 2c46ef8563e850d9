import type { Result } from '../../../integrations/client/index.ts';
import { type Kind, KINDS } from '../../../server/core/roles.ts';

type Stats = Result<'sync.stats'>;
export type CountItem = Stats['items'][number];

/** What the server answered, and the span that was asked for. */
export interface CountHistory extends Stats {
  readonly days: number;
}

/** As a plot takes it: times in seconds, and for each list a count or a gap at each of them. */
export interface CountSeries extends Readonly<Record<Kind, readonly (number | null)[]>> {
  readonly at: readonly number[];
}

/** From its first to its last count in the span. */
export interface Trend {
  readonly now: number;
  readonly change: number;
  readonly least: number;
  readonly most: number;
}

const DAY_MS = 86_400_000;
/** A plot of less says nothing but how wide a pixel is. */
const MIN_SPAN_S = 300;
/** The least that a scale shows, so that one VIP more is a step and not a cliff. */
const MIN_HEIGHT = 4;

/** null: one count is no course of things. */
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

/** What held at a time in seconds: a count holds until the next. null: nothing is known of it. */
export function countAt(series: CountSeries, kind: Kind, time: number): number | null {
  const next = series.at.findIndex((at) => at > time);
  return series[kind][(next < 0 ? series.at.length : next) - 1] ?? null;
}

/** null: this list was never read. Its last count stands for now, even if it could not be read lately. */
export function trendOf(items: readonly CountItem[], kind: Kind): Trend | null {
  const counts = items.map((item) => item[kind]).filter((count) => count !== null);
  const [first, now] = [counts[0], counts.at(-1)];
  if (first === undefined || now === undefined) return null;
  return { now, change: now - first, least: Math.min(...counts), most: Math.max(...counts) };
}

/** When the plot begins, if that is later than asked for; else null. */
export function beginOf({ items, days }: CountHistory): string | null {
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return null;
  return Date.parse(last.at) - Date.parse(first.at) < days * DAY_MS - MIN_SPAN_S * 1000 ? first.at : null;
}

/** What a scale of counts shows: whole numbers, never below nobody, with room above and below. */
export function heightOf(least: number, most: number): [number, number] {
  const spread = most - least;
  const room = Math.max(1, Math.ceil(spread * 0.1), Math.ceil((MIN_HEIGHT - spread) / 2));
  const low = Math.max(0, least - room);
  return [low, Math.max(most + room, low + MIN_HEIGHT)];
}

/** What the scale of time shows, in seconds. */
export function widthOf(from: number, to: number): [number, number] {
  return [Math.min(from, to - MIN_SPAN_S), to];
}
