import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { type FeaturePolicy, type Others, OTHERS } from '../../../server/core/policy.ts';
import type { PolicyEdit } from '../../lib/state/policy-editor.ts';
import { language } from '../../lib/texts/language.ts';
import { sortTexts } from '../../lib/texts/settings-sorts.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './feature-perks.ts';

const t = sortTexts[language];

/** What becomes of viewers of other platforms, guests, newcomers and bots. */
export class FeatureSorts extends SettingsSection<PolicyEdit> {
  @property() feature = '';
  @property({ attribute: false }) rules: FeaturePolicy | null = null;

  static override styles = [formStyles];

  protected override render() {
    const { rules } = this;
    if (!rules) return nothing;
    const options = OTHERS.map((value) => ({ value, label: t.othersChoice[value] }));
    return html`<div role="group" aria-label=${t.heading}>
      <h3>${t.heading}</h3>
      ${this.#switch(rules, 'guests', t.guests, t.guestsHint)}
      ${this.#switch(rules, 'firstTimers', t.firstTimers, t.firstTimersHint)}
      ${this.#switch(rules, 'bots', t.bots, t.botsHint)}
      ${this.renderChoice<Others>(
        `${this.feature}.others`,
        { label: t.others, hint: t.othersHint, value: rules.others, options },
        (others) => this.#edit('others', { ...rules, others }),
      )}
    </div>`;
  }

  #switch(rules: FeaturePolicy, name: 'guests' | 'firstTimers' | 'bots', label: string, hint: string) {
    return this.renderSwitch(`${this.feature}.${name}`, label, hint, rules[name] === 'as_others', (yes) =>
      this.#edit(name, { ...rules, [name]: yes ? 'as_others' : 'never' }),
    );
  }

  #edit(name: string, rules: FeaturePolicy): void {
    this.send({ kind: 'rules', feature: this.feature, rules, field: `${this.feature}.${name}` });
  }
}

customElements.define('rolecall-feature-sorts', FeatureSorts);
