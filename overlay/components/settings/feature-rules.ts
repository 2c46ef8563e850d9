import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import {
  type AllowRules,
  BUILT_IN_FEATURES,
  type CooldownRules,
  type FeaturePolicy,
  MAX_COOLDOWN_MS,
  type WhenStale,
} from '../../../server/core/policy.ts';
import { ROLES, type Tier, TIERS } from '../../../server/core/roles.ts';
import type { PolicyEdit } from '../../lib/state/policy-editor.ts';
import { language } from '../../lib/texts/language.ts';
import { accessTexts } from '../../lib/texts/settings-access.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';

const t = accessTexts[language];
const MAX_SECONDS = MAX_COOLDOWN_MS / 1000;

/** The rules of one feature. Each edit carries all of them, with one changed. */
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
      .nested {
        display: grid;
        gap: 0.6rem;
        margin: 0.1rem 0 0.7rem;
        padding-left: 0.9rem;
        border-left: 2px solid var(--rolecall-line);
      }
      .hint {
        margin-bottom: 0.7rem;
      }
      .pair {
        align-items: start;
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
    const { enabled, grants } = rules;
    return html`
      ${this.#switch('enabled', t.on, t.onHint, enabled, (yes) => ({ ...rules, enabled: yes }))}
      <div class="group" role="group" aria-label=${t.who}>
        <h3>${t.who}</h3>
        ${this.#whoMay(rules)}
      </div>
      <div class="group">
        ${this.#switch('grants', t.grants, t.grantsHint, grants, (yes) => ({ ...rules, grants: yes }))}
      </div>
      <div class="group" role="group" aria-label=${t.cooldowns}>
        <h3>${t.cooldowns}</h3>
        <p class="hint">${t.cooldownsHint}</p>
        ${this.#cooldowns(rules)}
      </div>
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

  #whoMay(rules: FeaturePolicy) {
    const { allow } = rules;
    const toggle = (
      name: string,
      label: string,
      hint: string,
      isOn: boolean,
      change: (yes: boolean) => Partial<AllowRules>,
    ) =>
      this.#switch(`allow.${name}`, label, hint, isOn, (yes) => ({
        ...rules,
        allow: { ...allow, ...change(yes) },
      }));
    const everyone = toggle('everyone', t.everyone, t.everyoneHint, allow.everyone, (yes) => ({
      everyone: yes,
    }));
    if (allow.everyone) return everyone;
    return html`
      ${everyone}
      ${toggle('subscribers', t.subscribers, '', allow.subscribers !== null, (yes) => ({
        subscribers: yes ? { minTier: '1000', gifted: true } : null,
      }))}
      ${allow.subscribers ? this.#subscribers(rules, allow.subscribers) : nothing}
      ${toggle('vips', t.vips, '', allow.vips, (vips) => ({ vips }))}
      ${toggle('moderators', t.moderators, '', allow.moderators, (moderators) => ({ moderators }))}
      ${toggle('followers', t.followers, t.followersHint, allow.followers !== null, (yes) => ({
        followers: yes ? { minDays: 7 } : null,
      }))}
      ${allow.followers ? this.#followers(rules, allow.followers.minDays) : nothing}
    `;
  }

  #subscribers(rules: FeaturePolicy, subscribers: NonNullable<AllowRules['subscribers']>) {
    const change = (changed: Partial<typeof subscribers>): FeaturePolicy => ({
      ...rules,
      allow: { ...rules.allow, subscribers: { ...subscribers, ...changed } },
    });
    const options = TIERS.map((value) => ({ value, label: t.tier(Number(value[0])) }));
    const { minTier: value, gifted } = subscribers;
    return html`<div class="nested">
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
    return html`<div class="nested">
      ${this.renderNumber(
        this.#field(field),
        { label: t.minDays, hint: t.minDaysHint, unit: t.days, value, min: 0, max: 3650 },
        (days) =>
          this.#edit(field, { ...rules, allow: { ...rules.allow, followers: { minDays: Number(days) } } }),
      )}
    </div>`;
  }

  #cooldowns(rules: FeaturePolicy) {
    const { cooldown } = rules;
    const { globalMs, userMs, roleMs } = cooldown;
    const change = (changed: Partial<CooldownRules>) => ({ ...rules, cooldown: { ...cooldown, ...changed } });
    return html`<div class="pair">
      ${this.#seconds('globalMs', t.global, globalMs, (ms) => change({ globalMs: ms ?? 0 }))}
      ${this.#seconds('userMs', t.perViewer, userMs, (ms) => change({ userMs: ms ?? 0 }))}
      ${ROLES.map((role) =>
        this.#seconds(`roleMs.${role}`, t.perRole(role), roleMs[role] ?? null, (ms) => {
          const { [role]: _before, ...others } = roleMs;
          return change({ roleMs: ms === null ? others : { ...others, [role]: ms } });
        }),
      )}
    </div>`;
  }

  /** @param ms null: empty, which only a role may be */
  #seconds(name: string, label: string, ms: number | null, change: (ms: number | null) => FeaturePolicy) {
    const field = `cooldown.${name}`;
    const optional = name.startsWith('roleMs');
    return this.renderNumber(
      this.#field(field),
      {
        label,
        hint: optional ? t.perRoleHint : '',
        unit: t.seconds,
        value: ms === null ? null : Math.round(ms / 1000),
        optional,
        min: 0,
        max: MAX_SECONDS,
      },
      (seconds) => this.#edit(field, change(seconds === null ? null : seconds * 1000)),
    );
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
