import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { DecisionFilter, LoggedDecision } from '../../lib/state/decision-log.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { language } from '../../lib/texts/language.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { controlStyles } from './controls.ts';
import { paneStyles } from './pane.ts';
import type { RowList } from './row-list.ts';
import './decision-rows.ts';

const t = decisionTexts[language];

export class HoldEvent extends Event {
  constructor(readonly isHeld: boolean) {
    super('rolecall-hold');
  }
}

/** The live decisions. They are held under the mouse, with the focus and when scrolled. */
export class DecisionsPane extends LitElement {
  @property({ attribute: false }) items: readonly LoggedDecision[] = [];
  @property({ attribute: false }) filter: DecisionFilter = { allowed: null, feature: null };
  /** What is slotted into `tools` is shown. */
  @property({ attribute: false }) isFiltering = false;
  @property({ attribute: false }) isHeld = false;
  @property({ attribute: false }) waiting = 0;
  @property({ attribute: false }) mayNow: ReadonlySet<string> = new Set();
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) isDisabled = false;
  /** What holds the list now. */
  readonly #holds = new Set<'pointer' | 'focus' | 'scroll'>();

  static override styles = [
    controlStyles,
    paneStyles,
    css`
      .held {
        position: absolute;
        inset: auto 0 0.4rem;
        display: flex;
        justify-content: center;
        pointer-events: none;
      }
      .held .button {
        min-height: 1.8rem;
        border-color: var(--rolecall-edge);
        border-radius: 1rem;
        box-shadow: 0 0.2rem 0.8rem rgba(0, 0, 0, 0.5);
        font-size: 0.86rem;
        font-variant-numeric: tabular-nums;
        pointer-events: auto;
      }
    `,
  ];

  protected override render() {
    return html`${this.isFiltering ? this.#tools() : nothing}
      <div class="list">
        ${this.items.length === 0 ? this.#empty() : this.#rows()}
        ${this.isHeld && this.waiting > 0 && !this.isDisabled ? this.#waiting() : nothing}
      </div>`;
  }

  #tools() {
    return html`<div class="tools" id="filters"><slot name="tools"></slot></div>`;
  }

  #waiting() {
    return html`<div class="held">
      <button class="button" part="waiting" type="button" title=${t.showNew} @click=${() => this.#letGo()}>
        ${t.held(countOf(this.waiting))}
      </button>
    </div>`;
  }

  #rows() {
    return html`<rolecall-decision-rows
      .items=${this.items}
      .total=${this.items.length}
      .label=${t.heading}
      .now=${this.now}
      .isDisabled=${this.isDisabled}
      .mayNow=${this.mayNow}
      @mouseenter=${() => this.#hold('pointer', true)}
      @mouseleave=${() => this.#hold('pointer', false)}
      @focusin=${() => this.#hold('focus', true)}
      @focusout=${() => this.#hold('focus', false)}
      @scroll=${(event: Event) => this.#hold('scroll', (event.target as Element).scrollTop > 4)}
    ></rolecall-decision-rows>`;
  }

  #empty() {
    const isFiltered = this.filter.allowed !== null || this.filter.feature !== null;
    return html`<div class="empty"><p>${isFiltered ? t.emptyFiltered : t.empty}</p></div>`;
  }

  /** To the newest, until the list is looked at again. */
  #letGo(): void {
    this.renderRoot.querySelector<RowList>('rolecall-decision-rows')?.scrollTo(0, 0);
    this.#release();
  }

  #hold(by: 'pointer' | 'focus' | 'scroll', isSo: boolean): void {
    if (isSo) this.#holds.add(by);
    else this.#holds.delete(by);
    this.#tell();
  }

  #release(): void {
    this.#holds.clear();
    this.#tell();
  }

  #tell(): void {
    const isHeld = this.#holds.size > 0;
    if (isHeld !== this.isHeld) this.dispatchEvent(new HoldEvent(isHeld));
  }

  /** An empty list has nothing to hold. */
  protected override updated(): void {
    if (this.items.length === 0) this.#release();
  }
}

customElements.define('rolecall-decisions', DecisionsPane);
