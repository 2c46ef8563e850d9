import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { DecisionFilter } from '../../lib/state/decision-log.ts';
import { featureName } from '../../lib/format/feature-name.ts';
import { language } from '../../lib/texts/language.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { filterTexts } from '../../lib/texts/filters.ts';
import { controlStyles } from './controls.ts';
import { radioGroup, radioGroupStyles } from './radio-group.ts';

const t = decisionTexts[language];
const f = filterTexts[language];

export class FilterEvent extends Event {
  constructor(readonly filter: DecisionFilter) {
    super('rolecall-filter', { bubbles: true, composed: true });
  }
}

/** Which decisions are shown. */
export class DecisionFilters extends LitElement {
  @property({ attribute: false }) filter: DecisionFilter = { allowed: null, feature: null };
  @property({ attribute: false }) features: readonly string[] = [];

  static override styles = [
    controlStyles,
    radioGroupStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      .choice {
        flex: 1 1 12rem;
      }
      select {
        flex: 1 1 8rem;
      }
    `,
  ];

  protected override render() {
    return html`${this.#allowed()} ${this.features.length > 1 ? this.#feature() : nothing}`;
  }

  #allowed() {
    const choices = [
      { value: null, label: f.all },
      { value: true, label: t.allowed },
      { value: false, label: t.denied },
    ];
    return radioGroup(f.filterLabel, choices, this.filter.allowed, (allowed) => this.#choose({ allowed }));
  }

  #feature() {
    const choose = ({ target }: Event): void =>
      this.#choose({ feature: (target as HTMLSelectElement).value || null });
    const chosen = this.filter.feature;
    return html`<select part="feature" aria-label=${f.featureLabel} @change=${choose}>
      <option value="" ?selected=${chosen === null}>${f.everyFeature}</option>
      ${this.features.map(
        (name) => html`<option value=${name} ?selected=${name === chosen}>${featureName(name)}</option>`,
      )}
    </select>`;
  }

  #choose(change: Partial<DecisionFilter>): void {
    this.dispatchEvent(new FilterEvent({ ...this.filter, ...change }));
  }
}

customElements.define('rolecall-decision-filters', DecisionFilters);
