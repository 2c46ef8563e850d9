import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import {
  type AllowRules,
  BUILT_IN_FEATURES,
  type FeaturePolicy,
  type WhenStale,
} from '../../../server/core/policy.ts';
import { type Tier, TIERS } from '../../../server/core/roles.ts';
import type { PolicyEdit } from '../../lib/state/policy-editor.ts';
import { language } from '../../lib/texts/language.ts';
import { accessTexts } from '../../lib/texts/settings-access.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';

const t = accessTexts[language];

/** The rules of one feature that the table has no room for. Each edit carries all of them, with one changed. */
export class FeatureRules extends SettingsSection<PolicyEdit> {
  @property() feature = '';
  @property({ attribute: false }) rules: FeaturePolicy | null = null;

  static override styles = [
    formStyles,
    css`
      .group {
        display: block;
        padding-top: 0.9rem;
        border-top: 1px solid var(--rolecall-line);
        margin-top: 0.9rem;
      }
      .group:first-child {
        padding-top: 0;
        border: 0;
        margin-top: 0;
      }
      .nested {
        display: grid;
        gap: 0.6rem;
      }
      .nested + .nested {
        margin-top: 1.2rem;
      }
      .hint {
        margin-bottom: 0.7rem;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // The end of a long form: it may come a moment later.
    import('./feature-sorts.ts').catch(() => undefined);
  }

  protected override render() {
    const { rules } = this;
    if (!rules) return nothing;
    return html`
      ${this.#details(rules)}
      <div class="group">${this.#stale(rules)}</div>
      <rolecall-feature-sorts
        class="group"
        .feature=${this.feature}
        .rules=${rules}
        .marks=${this.marks}
        .disabled=${this.disabled}
      ></rolecall-feature-sorts>
      <rolecall-feature-perks
        class="group"
        .feature=${this.feature}
        .rules=${rules}
        .marks=${this.marks}
        .disabled=${this.disabled}
      ></rolecall-feature-perks>
      ${BUILT_IN_FEATURES.includes(this.feature) ? nothing : this.#removal()}
    `;
  }

  /** What the table has no room for. */
  #details(rules: FeaturePolicy) {
    const { everyone, subscribers, followers } = rules.allow;
    if (everyone || (!subscribers && !followers)) return nothing;
    return html`<div class="group">
      ${subscribers ? this.#subscribers(rules, subscribers) : nothing}
      ${followers ? this.#followers(rules, followers.minDays) : nothing}
    </div>`;
  }

  #subscribers(rules: FeaturePolicy, subscribers: NonNullable<AllowRules['subscribers']>) {
    const change = (changed: Partial<typeof subscribers>): FeaturePolicy => ({
      ...rules,
      allow: { ...rules.allow, subscribers: { ...subscribers, ...changed } },
    });
    const options = TIERS.map((value) => ({ value, label: t.tier(Number(value[0])) }));
    const { minTier: value, gifted } = subscribers;
    return html`<div class="nested" role="group" aria-label=${t.subscribers}>
      <h3>${t.subscribers}</h3>
      ${this.renderChoice<Tier>(
        this.#field('allow.subscribers.minTier'),
        { label: t.minTier, value, options },
        (minTier) => this.#edit('allow.subscribers.minTier', change({ minTier })),
      )}
      ${this.#switch('allow.subscribers.gifted', t.gifted, '', gifted, (yes) => change({ gifted: yes }))}
    </div>`;
  }

  #followers(rules: FeaturePolicy, value: number) {
    const field = 'allow.followers.minDays';
    return html`<div class="nested" role="group" aria-label=${t.followers}>
      <h3>${t.followers}</h3>
      <p class="hint">${t.followersHint}</p>
      ${this.renderNumber(
        this.#field(field),
        { label: t.minDays, hint: t.minDaysHint, unit: t.days, value, min: 0, max: 3650 },
        (days) =>
          this.#edit(field, { ...rules, allow: { ...rules.allow, followers: { minDays: Number(days) } } }),
      )}
    </div>`;
  }

  #stale(rules: FeaturePolicy) {
    return this.renderChoice<WhenStale>(
      this.#field('whenStale'),
      {
        label: t.stale,
        hint: t.staleHint,
        value: rules.whenStale,
        options: [
          { value: 'use_last_known', label: t.staleUse, hint: t.staleUseHint },
          { value: 'deny', label: t.staleDeny, hint: t.staleDenyHint },
        ],
      },
      (whenStale) => this.#edit('whenStale', { ...rules, whenStale }),
    );
  }

  #removal() {
    return html`<div class="group">
      <button type="button" ?disabled=${this.disabled} @click=${() => this.#edit('removed', null)}>
        ${t.remove}
      </button>
    </div>`;
  }

  #switch(name: string, label: string, hint: string, isOn: boolean, change: (yes: boolean) => FeaturePolicy) {
    return this.renderSwitch(this.#field(name), label, hint, isOn, (yes) => this.#edit(name, change(yes)));
  }

  #field(name: string): string {
    return `${this.feature}.${name}`;
  }

  #edit(name: string, rules: FeaturePolicy | null): void {
    this.send({ kind: 'rules', feature: this.feature, rules, field: this.#field(name) });
  }
}

customElements.define('rolecall-feature', FeatureRules);
