import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { DecisionFilter, LoggedDecision } from '../../lib/state/decision-log.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { language } from '../../lib/texts/language.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { featureName } from '../../lib/format/viewer.ts';
import { radioGroup } from './radio-group.ts';
import { controlStyles } from './controls.ts';
import { paneStyles } from './pane.ts';
import './decision-rows.ts';

const t = decisionTexts[language];
const v = viewerTexts[language];

export class HoldEvent extends Event {
  constructor(readonly isHeld: boolean) {
    super('rolecall-hold');
  }
}
export class FilterEvent extends Event {
  constructor(readonly filter: DecisionFilter) {
    super('rolecall-filter');
  }
}

/** The live decisions with their filter. It is held under the mouse, with the focus and when scrolled. */
export class DecisionsPane extends LitElement {
  @property({ attribute: false }) items: readonly LoggedDecision[] = [];
  @property({ attribute: false }) filter: DecisionFilter = { allowed: null, feature: null };
  @property({ attribute: false }) features: readonly string[] = [];
  @property({ attribute: false }) isHeld = false;
  @property({ attribute: false }) waiting = 0;
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) isDisabled = false;
  #isPointed = false;
  #isFocused = false;
  #isScrolled = false;

  static override styles = [
    controlStyles,
    paneStyles,
    css`
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: 0.45rem;
      }
      .choice {
        flex: 1 1 12rem;
      }
      select {
        flex: 1 1 8rem;
      }
      .flow {
        display: flex;
        align-items: center;
        gap: 0.45rem;
        min-height: 1.5rem;
        color: var(--rolecall-text-soft);
        font-size: 0.9rem;
        font-variant-numeric: tabular-nums;
      }
      .dot {
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
        background: var(--rolecall-fresh);
      }
      .held .dot {
        background: var(--rolecall-stale);
      }
      .flow span:last-child {
        margin-left: auto;
      }
      .flow.still .dot {
        background: var(--rolecall-text-soft);
      }
    `,
  ];

  protected override render() {
    const { isHeld, waiting, isDisabled } = this;
    return html`<div class="tools">
        <slot name="plot"></slot>
        <div class="filters">${this.#allowed()} ${this.#feature()}</div>
        <div class="flow ${isDisabled ? 'still' : ''} ${isHeld ? 'held' : ''}" part="flow">
          <span class="dot"></span><span>${isDisabled ? v.away : isHeld ? t.paused : t.live}</span>
          <span part="waiting">${isHeld && waiting > 0 ? t.held(countOf(waiting)) : ''}</span>
        </div>
      </div>
      <div class="list">${this.items.length === 0 ? this.#empty() : this.#rows()}</div>`;
  }

  #rows() {
    return html`<rolecall-decision-rows
      .items=${this.items}
      .total=${this.items.length}
      .label=${t.heading}
      .now=${this.now}
      .isDisabled=${this.isDisabled}
      @mouseenter=${() => this.#hold((this.#isPointed = true))}
      @mouseleave=${() => this.#hold((this.#isPointed = false))}
      @focusin=${() => this.#hold((this.#isFocused = true))}
      @focusout=${() => this.#hold((this.#isFocused = false))}
      @scroll=${(event: Event) => this.#hold((this.#isScrolled = (event.target as Element).scrollTop > 4))}
    ></rolecall-decision-rows>`;
  }

  #empty() {
    const isFiltered = this.filter.allowed !== null || this.filter.feature !== null;
    return html`<div class="empty"><p>${isFiltered ? t.emptyFiltered : t.empty}</p></div>`;
  }

  #allowed() {
    const choices = [
      { value: null, label: t.all },
      { value: true, label: t.allowed },
      { value: false, label: t.denied },
    ];
    return radioGroup(t.filterLabel, choices, this.filter.allowed, (allowed) => this.#choose({ allowed }));
  }

  #feature() {
    const choose = ({ target }: Event): void =>
      this.#choose({ feature: (target as HTMLSelectElement).value || null });
    const chosen = this.filter.feature;
    return html`<select part="feature" aria-label=${t.featureLabel} @change=${choose}>
      <option value="" ?selected=${chosen === null}>${t.everyFeature}</option>
      ${this.features.map(
        (name) => html`<option value=${name} ?selected=${name === chosen}>${featureName(name)}</option>`,
      )}
    </select>`;
  }

  #choose(change: Partial<DecisionFilter>): void {
    this.dispatchEvent(new FilterEvent({ ...this.filter, ...change }));
  }

  /** @param _changed only there so that callers can assign on the way */
  #hold(_changed: boolean): void {
    const isHeld = this.#isPointed || this.#isFocused || this.#isScrolled;
    if (isHeld !== this.isHeld) this.dispatchEvent(new HoldEvent(isHeld));
  }

  /** An empty list has nothing to hold. */
  protected override updated(): void {
    if (this.items.length > 0) return;
    this.#isPointed = this.#isFocused = this.#isScrolled = false;
    this.#hold(false);
  }
}

customElements.define('rolecall-decisions', DecisionsPane);
