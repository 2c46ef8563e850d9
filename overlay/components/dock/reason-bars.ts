import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { countOf } from '../../lib/format/numbers.ts';
import { momentOf } from '../../lib/format/time.ts';
import { barsOf, type ReasonBar } from '../../lib/format/reason-bars.ts';
import type { Counts } from '../../lib/state/reason-counts.ts';
import { language } from '../../lib/texts/language.ts';
import { reasonTexts } from '../../lib/texts/reasons.ts';
import { plotTexts } from '../../lib/texts/plots.ts';
import { controlStyles } from './controls.ts';

const t = plotTexts[language];
const reasons = reasonTexts[language];
/** A smaller dock needs the space for the list of decisions. */
const ROOMY = '(min-width: 400px) and (min-height: 560px)';

/** How often each reason was given, as bars that can be hidden. */
export class ReasonBars extends LitElement {
  @property({ attribute: false }) counts: Counts = {};
  @property({ attribute: false }) since: string | null = null;
  @state() private isOpen: boolean = matchMedia(ROOMY).matches;
  #bars: readonly ReasonBar[] = [];

  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
      :host([hidden]) {
        display: none;
      }
      button {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 0.5rem;
        width: 100%;
        min-height: 1.75rem;
        padding: 0.1rem 0;
        border: 0;
        border-radius: 0.4rem;
        background: none;
        text-align: left;
        font-variant-numeric: tabular-nums;
      }
      button::after {
        content: '';
        align-self: center;
        width: 0.4rem;
        height: 0.4rem;
        margin: 0 0.3rem 0.2rem auto;
        border: solid var(--rolecall-text-soft);
        border-width: 0 0.12rem 0.12rem 0;
        transform: rotate(45deg);
      }
      button[aria-expanded='true']::after {
        margin-bottom: -0.2rem;
        transform: rotate(225deg);
      }
      .since,
      .count {
        color: var(--rolecall-text-soft);
      }
      .since {
        font-size: 0.9rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
        gap: 0.3rem 1rem;
        max-height: 11rem;
        margin: 0.15rem 0 0.2rem;
        padding: 0;
        overflow-y: auto;
        list-style: none;
        font-size: 0.9rem;
        font-variant-numeric: tabular-nums;
        scrollbar-width: thin;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 0.5rem;
      }
      .reason {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .bar {
        grid-column: 1 / -1;
        height: 0.3rem;
        border-radius: 0.15rem;
        background: var(--rolecall-hair);
        overflow: hidden;
      }
      .fill {
        min-width: 2px;
        height: 100%;
        border-radius: inherit;
        background: var(--rolecall-stale);
        transition: width 0.3s;
      }
      .allowed .fill {
        background: var(--rolecall-fresh);
      }
    `,
  ];

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('counts')) this.#bars = barsOf(this.counts);
    this.hidden = this.#bars.length === 0;
  }

  protected override render() {
    const sum = (bars: readonly ReasonBar[]): string =>
      countOf(bars.reduce((all, { count }) => all + count, 0));
    const [yes, no] = [true, false].map((is) => sum(this.#bars.filter(({ isAllowed }) => isAllowed === is)));
    return html`<button
        type="button"
        part="fold"
        aria-expanded=${this.isOpen}
        aria-controls="bars"
        @click=${() => (this.isOpen = !this.isOpen)}
      >
        <span>${t.answered(sum(this.#bars), yes ?? '', no ?? '')}</span>
        <span class="since">${this.since === null ? '' : t.since(momentOf(this.since))}</span>
      </button>
      <ul id="bars" part="bars" tabindex="0" aria-label=${t.reasons} ?hidden=${!this.isOpen}>
        ${this.isOpen ? this.#bars.map((bar) => this.#bar(bar)) : nothing}
      </ul>`;
  }

  #bar({ reason, count, isAllowed, share }: ReasonBar) {
    return html`<li class=${isAllowed ? 'allowed' : ''} part="bar" title=${reasons[reason]}>
      <span class="reason">${reasons[reason]}</span>
      <span class="count">${countOf(count)}</span>
      <div class="bar"><div class="fill" style="width: ${share * 100}%"></div></div>
    </li>`;
  }
}

customElements.define('rolecall-reasons', ReasonBars);
