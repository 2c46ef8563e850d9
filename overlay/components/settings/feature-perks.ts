import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import {
  MAX_PERK_ROWS,
  PERK_LIMIT_NAMES,
  PERK_LIMITS,
  type PerkLimit,
  type PerkRow,
  PERKS_FOR,
  type PerksFor,
} from '../../../server/core/perk-rows.ts';
import type { FeaturePolicy } from '../../../server/core/policy.ts';
import { type Tier, TIERS } from '../../../server/core/roles.ts';
import type { PolicyEdit } from '../../lib/state/policy-editor.ts';
import { language } from '../../lib/texts/language.ts';
import { accessTexts } from '../../lib/texts/settings-access.ts';
import { sortTexts } from '../../lib/texts/settings-sorts.ts';
import type { ValueEvent } from './events.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';

const t = sortTexts[language];
const { tier, minTier: fromTier } = accessTexts[language];

/** How those may who may: a row for each sort of viewers, with a voice and limits. */
export class FeaturePerks extends SettingsSection<PolicyEdit> {
  @property() feature = '';
  @property({ attribute: false }) rules: FeaturePolicy | null = null;

  static override styles = [
    formStyles,
    css`
      .row {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
        gap: 0.6rem 0.9rem;
        align-items: end;
        margin: 0.6rem 0 1rem;
        padding-left: 0.9rem;
        border-left: 2px solid var(--rolecall-line);
      }
      rolecall-choice {
        grid-column: 1 / -1;
      }
    `,
  ];

  protected override render() {
    const { rules } = this;
    if (!rules) return nothing;
    const { perks } = rules;
    const first = PERKS_FOR.find((whom) => !perks.some((row) => row.for === whom)) ?? 'everyone';
    return html`<div role="group" aria-label=${t.perks}>
      <h3>${t.perks}</h3>
      <p class="hint">${t.perksHint}</p>
      ${perks.map((row, i) => this.#row(rules, row, i))}
      <button
        type="button"
        ?disabled=${this.disabled || perks.length >= MAX_PERK_ROWS}
        @click=${() => this.#edit(rules, 'add', [...perks, { for: first }])}
      >
        ${t.addRow}
      </button>
      ${this.renderFailure(`${this.feature}.perks.add`)}
    </div>`;
  }

  #row(rules: FeaturePolicy, row: PerkRow, i: number) {
    const { perks } = rules;
    const change = (name: string, to: PerkRow): void =>
      this.#edit(
        rules,
        `${i}.${name}`,
        perks.map((each, index) => (index === i ? to : each)),
      );
    const whom = PERKS_FOR.map((value) => ({ value, label: t.perksFor[value] }));
    return html`<div class="row" role="group" aria-label=${t.row(i + 1)}>
      ${this.renderChoice<PerksFor>(
        this.#field(`${i}.for`),
        { label: t.whom, value: row.for, options: whom },
        (value) => change('for', { ...without(row, 'minTier'), for: value }),
      )}
      ${row.for === 'subscriber' ? this.#tier(row, i, change) : nothing}
      <rolecall-field
        .label=${t.voice}
        .value=${row.voice ?? ''}
        .optional=${true}
        .max=${100}
        .disabled=${this.disabled}
        .mark=${this.marks.get(this.#field(`${i}.voice`))}
        @rolecall-value=${({ value }: ValueEvent<string>) => {
          const voice = value.trim();
          change('voice', voice === '' ? without(row, 'voice') : { ...row, voice });
        }}
      ></rolecall-field>
      ${PERK_LIMIT_NAMES.map((name) => this.#limit(row, i, name, change))}
      <button
        type="button"
        ?disabled=${this.disabled}
        @click=${() =>
          this.#edit(
            rules,
            'add',
            perks.filter((_, index) => index !== i),
          )}
      >
        ${t.removeRow}
      </button>
    </div>`;
  }

  #tier(row: PerkRow, i: number, change: (name: string, to: PerkRow) => void) {
    const options = TIERS.map((value) => ({ value, label: tier(Number(value[0])) }));
    return this.renderChoice<Tier>(
      this.#field(`${i}.minTier`),
      { label: fromTier, value: row.minTier ?? '1000', options },
      (minTier) => change('minTier', { ...row, minTier }),
    );
  }

  #limit(row: PerkRow, i: number, name: PerkLimit, change: (name: string, to: PerkRow) => void) {
    const [label, unit] = t.limit[name];
    return this.renderNumber(
      this.#field(`${i}.${name}`),
      { label, unit, value: row[name] ?? null, optional: true, ...PERK_LIMITS[name] },
      (value) => change(name, value === null ? without(row, name) : { ...row, [name]: value }),
    );
  }

  #field(name: string): string {
    return `${this.feature}.perks.${name}`;
  }

  #edit(rules: FeaturePolicy, name: string, perks: readonly PerkRow[]): void {
    this.send({ kind: 'rules', feature: this.feature, rules: { ...rules, perks }, field: this.#field(name) });
  }
}

function without(row: PerkRow, name: 'minTier' | 'voice' | PerkLimit): PerkRow {
  const { [name]: _gone, ...rest } = row;
  return rest;
}

customElements.define('rolecall-feature-perks', FeaturePerks);
