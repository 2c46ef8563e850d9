import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Kind, KINDS } from '../../../server/core/roles.ts';
import {
  beginOf,
  type CountHistory,
  type CountSeries,
  countAt,
  seriesOf,
  trendOf,
} from '../../lib/format/count-series.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { momentOf } from '../../lib/format/time.ts';
import { language } from '../../lib/texts/language.ts';
import { plotTexts, type SpanDays } from '../../lib/texts/plots.ts';
import { featureTexts } from '../../lib/texts/features.ts';
import { controlStyles } from './controls.ts';
import { chartStyles } from './chart-styles.ts';
import { TimeChart } from './time-chart.ts';

const t = plotTexts[language];
const SPANS: readonly SpanDays[] = [1, 7, 30, 365];

/** Another time span was chosen. */
export class SpanEvent extends Event {
  constructor(readonly days: number) {
    super('rolecall-span');
  }
}

/** How many viewers held each role over time. */
export class CountPlot extends LitElement {
  /** null: not loaded yet. */
  @property({ attribute: false }) history: CountHistory | null = null;
  @property({ attribute: false }) days = 7;
  @property({ attribute: false }) isDisabled = false;
  /** The time under the mouse, in seconds. */
  @state() private pointed: number | null = null;
  #series: CountSeries | null = null;
  #chart: TimeChart | null = null;

  static override styles = [controlStyles, chartStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate('history');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('history')) return;
    this.#series = this.history && seriesOf(this.history.items);
    this.pointed = null;
  }

  protected override render() {
    const { history } = this;
    return html`<section part="plot" aria-label=${t.heading}>
      <div class="top">
        <h2>${t.heading}</h2>
        <div class="spans" part="spans" role="group" aria-label=${t.spans}>
          ${SPANS.map((days) => this.#span(days))}
        </div>
      </div>
      ${this.#series && history ? this.#plot(history) : html`<p class="none">${history ? t.nothing : ''}</p>`}
    </section>`;
  }

  #span(days: SpanDays) {
    return html`<button
      type="button"
      aria-pressed=${days === this.days}
      aria-disabled=${this.isDisabled}
      title=${this.isDisabled ? featureTexts[language].away : nothing}
      @click=${() => this.isDisabled || this.dispatchEvent(new SpanEvent(days))}
    >
      ${t.span[days]}
    </button>`;
  }

  #plot(history: CountHistory) {
    const begin = beginOf(history);
    const at = this.pointed;
    const caption =
      at !== null
        ? momentOf(new Date(at * 1000).toISOString())
        : begin === null
          ? ''
          : t.known(momentOf(begin));
    return html`<div class="chart" part="chart" role="img" aria-label=${this.#spoken(history)}></div>
      <div class="legend" part="legend" aria-hidden="true">
        ${KINDS.map((kind) => this.#key(kind, history))}
      </div>
      <div class="caption" part="caption" aria-hidden="true">${caption}</div>`;
  }

  /** The count now and its change, or the count under the mouse. */
  #key(kind: Kind, { items }: CountHistory) {
    const trend = trendOf(items, kind);
    const pointed =
      this.pointed === null || !this.#series ? undefined : countAt(this.#series, kind, this.pointed);
    const count = pointed === undefined ? trend?.now : pointed;
    return html`<div class="key ${kind}">
      <span class="line"></span><span>${t.kind[kind]}</span>
      <b>${count === null || count === undefined ? '–' : countOf(count)}</b>
      ${pointed === undefined && trend?.change ? html`<span class="change">${signed(trend.change)}</span>` : ''}
    </div>`;
  }

  #spoken(history: CountHistory): string {
    const begin = beginOf(history);
    const when = begin === null ? t.within[history.days as SpanDays] : t.since(momentOf(begin));
    return KINDS.map((kind) => {
      const trend = trendOf(history.items, kind);
      if (!trend) return t.neverRead(t.kind[kind]);
      const { now, change, least, most } = trend;
      const extremes = least === most ? '' : t.extremes(countOf(least), countOf(most));
      const words = change === 0 ? t.unchanged : signed(change);
      return t.trend(t.kind[kind], countOf(now), words, when, extremes);
    }).join(' ');
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('history')) return;
    const box = this.renderRoot.querySelector<HTMLElement>('.chart');
    if (!box || !this.#series) this.#close();
    else if (this.#chart) this.#chart.set(this.#series);
    else this.#chart = new TimeChart(box, this.#series, (time) => (this.pointed = time));
  }

  #close(): void {
    this.#chart?.close();
    this.#chart = null;
  }
}

function signed(change: number): string {
  return `${change > 0 ? '+' : '−'}${countOf(Math.abs(change))}`;
}

customElements.define('rolecall-counts', CountPlot);
