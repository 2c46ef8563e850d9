/*! uPlot 1.6.32, Copyright (c) 2025 Leon Sorokin, MIT License */
import uPlot from 'uplot';
import { KINDS } from '../../../server/core/roles.ts';
import { type CountSeries, heightOf, widthOf } from '../../lib/format/count-series.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { CLOCK } from '../../lib/format/time.ts';
import { language } from '../../lib/texts/language.ts';

/** Lines differ by more than their colour. The legend uses the same patterns. */
const DASHES = { subscribers: [], vips: [6, 4], moderators: [2, 3] } as const;
/** Subscribers are many and the others few, so they have scales of their own. */
const SCALES = { subscribers: 'many', vips: 'few', moderators: 'few' } as const;
const COUNT_STEPS = [0, 1, 2, 3, 4, 5, 6].flatMap((tens) => [1, 2, 5].map((n) => n * 10 ** tens));
const TIME_STEPS_S = [60, 300, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200].concat(
  [1, 2, 7, 14, 30, 60, 90, 180].map((days) => days * 86_400),
);

/** A line chart in steps. `onCursor` gets the time under the mouse in seconds, or null. */
export class TimeChart {
  readonly #box: HTMLElement;
  readonly #plot: uPlot;
  readonly #observer: ResizeObserver;
  readonly #font: number;

  constructor(box: HTMLElement, series: CountSeries, onCursor: (time: number | null) => void) {
    this.#box = box;
    this.#font = fontSizeOf(box);
    this.#plot = new uPlot(this.#options(onCursor), dataOf(series), box);
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(box);
  }

  set(series: CountSeries): void {
    this.#plot.setData(dataOf(series));
  }

  close(): void {
    this.#observer.disconnect();
    this.#plot.destroy();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#box;
    if (width > 0 && height > 0) this.#plot.setSize({ width, height });
  }

  #options(onCursor: (time: number | null) => void): uPlot.Options {
    const style = getComputedStyle(this.#box);
    const color = (name: string): string => style.getPropertyValue(`--rolecall-${name}`).trim();
    const font = `${this.#font}px ${style.fontFamily}`;
    const em = this.#font;
    const line = { stroke: color('line'), width: 1 };
    const axis = { font, stroke: color('text-soft'), grid: line, ticks: { show: false }, gap: em * 0.4 };
    const counts = {
      ...axis,
      values: (_: uPlot, at: number[]) => at.map((count) => countOf(count)),
      size: (_: uPlot, words: string[] | null) =>
        Math.max(1.4, ...(words ?? []).map(({ length }) => length * 0.6)) * em + em * 0.6,
      incrs: COUNT_STEPS,
      space: em * 1.8,
    };
    const range = (_: uPlot, least: number | null, most: number | null) =>
      heightOf(least ?? 0, most ?? 0) as uPlot.Range.MinMax;
    return {
      width: this.#box.clientWidth || 1,
      height: this.#box.clientHeight || 1,
      padding: [em * 0.6, 0, 0, 0],
      legend: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { show: false } },
      scales: {
        x: { time: true, range: (_, from, to) => widthOf(from, to) },
        many: { range },
        few: { range },
      },
      axes: [
        {
          ...axis,
          size: em * 1.7,
          space: em * 4.5,
          incrs: TIME_STEPS_S,
          values: (_, at) => at.map(timeWord),
        },
        { ...counts, scale: 'many', side: 3, stroke: color('subscribers') },
        { ...counts, scale: 'few', side: 1, grid: { show: false } },
      ],
      series: [
        {},
        ...KINDS.map((kind) => ({
          scale: SCALES[kind],
          stroke: color(kind),
          width: em / 6,
          dash: [...DASHES[kind]].map((length) => (length * em) / 11),
          ...(uPlot.paths.stepped ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
          points: { show: false },
        })),
      ],
      hooks: { setCursor: [(plot) => onCursor(timeAt(plot))] },
    };
  }
}

function dataOf({ at, subscribers, vips, moderators }: CountSeries): uPlot.AlignedData {
  return [[...at], [...subscribers], [...vips], [...moderators]];
}

function timeAt(plot: uPlot): number | null {
  const { left } = plot.cursor;
  return left === undefined || left < 0 ? null : plot.posToVal(left, 'x');
}

function fontSizeOf(element: HTMLElement): number {
  return parseFloat(getComputedStyle(element).fontSize);
}

/** The day for midnight, else the time of day. */
function timeWord(seconds: number): string {
  const date = new Date(seconds * 1000);
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0;
  return isMidnight
    ? date.toLocaleDateString(language, { day: 'numeric', month: 'short' })
    : date.toLocaleTimeString(language, CLOCK);
}
