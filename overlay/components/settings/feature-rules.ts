import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import {
  type AllowRules,
  BUILT_IN_FEATURES,
  type CooldownRules,
  type FeaturePolicy,
  MAX_COOLDOWN_MS,
  type WhenStale,
} from '../../../server/core/policy.ts';
import { type Role, type Tier, TIERS } from '../../../server/core/roles.ts';
import { EditEvent, type ValueEvent } from './events.ts';
import type { PolicyEdit } from '../../lib/state/policy-editor.ts';
import type { Marks } from '../../lib/state/saving.ts';
import { language } from '../../lib/texts/language.ts';
import { accessTexts } from '../../lib/texts/settings-access.ts';
import { formStyles } from './form-styles.ts';
import './choice.ts';
import './field.ts';
import './switch.ts';

const t = accessTexts[language];
const ROLES: readonly Role[] = ['subscriber', 'vip', 'moderator'];
const MAX_SECONDS = MAX_COOLDOWN_MS / 1000;

/** All rules of one feature. Asks for the whole of them with one thing changed. */
export class FeatureRules extends LitElement {
  @property() feature = '';
  @property({ attribute: false }) rules: FeaturePolicy | null = null;
  @property({ attribute: false }) marks: Marks = new Map();
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    formStyles,
    css`
      .group {
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

  protected override render() {
    const { rules } = this;
    if (!rules) return nothing;
    return html`
      ${this.#switch('enabled', t.on, t.onHint, rules.enabled, (enabled) => ({ ...rules, enabled }))}
      <div class="group" role="group" aria-label=${t.who}>
        <h3>${t.who}</h3>
        ${this.#whoMay(rules)}
      </div>
      <div class="group">
        ${this.#switch('grants', t.grants, t.grantsHint, rules.grants, (grants) => ({ ...rules, grants }))}
      </div>
      <div class="group" role="group" aria-label=${t.cooldowns}>
        <h3>${t.cooldowns}</h3>
        <p class="hint">${t.cooldownsHint}</p>
        ${this.#cooldowns(rules)}
      </div>
      <div class="group">${this.#stale(rules)}</div>
      ${BUILT_IN_FEATURES.includes(this.feature) ? nothing : this.#removal()}
    `;
  }

  #whoMay(rules: FeaturePolicy) {
    const { allow } = rules;
    const allowing = (change: Partial<AllowRules>) => ({ ...rules, allow: { ...allow, ...change } });
    const toggle = (name: string, label: string, hint: string, isOn: boolean, on: (yes: boolean) => object) =>
      this.#switch(`allow.${name}`, label, hint, isOn, (yes) => allowing(on(yes)));
    return html`
      ${toggle('everyone', t.everyone, t.everyoneHint, allow.everyone, (everyone) => ({ everyone }))}
      ${
        allow.everyone
          ? nothing
          : html`
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
            `
      }
    `;
  }

  #subscribers(rules: FeaturePolicy, subscribers: NonNullable<AllowRules['subscribers']>) {
    const change = (changed: Partial<typeof subscribers>): FeaturePolicy => ({
      ...rules,
      allow: { ...rules.allow, subscribers: { ...subscribers, ...changed } },
    });
    return html`<div class="nested">
      <rolecall-choice
        .label=${t.minTier}
        .value=${subscribers.minTier}
        .options=${TIERS.map((tier) => ({ value: tier, label: t.tier(Number(tier[0])) }))}
        .disabled=${this.disabled}
        .mark=${this.#mark('allow.subscribers.minTier')}
        @rolecall-value=${({ value }: ValueEvent<Tier>) =>
          this.#ask('allow.subscribers.minTier', change({ minTier: value }))}
      ></rolecall-choice>
      ${this.#switch('allow.subscribers.gifted', t.gifted, '', subscribers.gifted, (gifted) =>
        change({ gifted }),
      )}
    </div>`;
  }

  #followers(rules: FeaturePolicy, minDays: number) {
    const field = 'allow.followers.minDays';
    return html`<div class="nested">
      <rolecall-field
        type="number"
        .label=${t.minDays}
        .hint=${t.minDaysHint}
        .unit=${t.days}
        .value=${String(minDays)}
        .min=${0}
        .max=${3650}
        .disabled=${this.disabled}
        .mark=${this.#mark(field)}
        @rolecall-value=${({ value }: ValueEvent<string>) =>
          this.#ask(field, { ...rules, allow: { ...rules.allow, followers: { minDays: Number(value) } } })}
      ></rolecall-field>
    </div>`;
  }

  #cooldowns(rules: FeaturePolicy) {
    const { cooldown } = rules;
    const waiting = (change: Partial<CooldownRules>) => ({ ...rules, cooldown: { ...cooldown, ...change } });
    return html`<div class="pair">
      ${this.#seconds('cooldown.globalMs', t.global, '', cooldown.globalMs, (ms) => waiting({ globalMs: ms ?? 0 }))}
      ${this.#seconds('cooldown.userMs', t.perViewer, '', cooldown.userMs, (ms) => waiting({ userMs: ms ?? 0 }))}
      ${ROLES.map((role) =>
        this.#seconds(
          `cooldown.roleMs.${role}`,
          t.perRole(role),
          t.perRoleHint,
          cooldown.roleMs[role] ?? null,
          (ms) => {
            const { [role]: _before, ...others } = cooldown.roleMs;
            return waiting({ roleMs: ms === null ? others : { ...others, [role]: ms } });
          },
        ),
      )}
    </div>`;
  }

  /** @param ms null: empty */
  #seconds(
    field: string,
    label: string,
    hint: string,
    ms: number | null,
    change: (ms: number | null) => FeaturePolicy,
  ) {
    const send = ({ value }: ValueEvent<string>): void =>
      this.#ask(field, change(value === '' ? null : Number(value) * 1000));
    return html`<rolecall-field
      type="number"
      .label=${label}
      .hint=${hint}
      .unit=${t.seconds}
      .value=${ms === null ? '' : String(Math.round(ms / 1000))}
      .optional=${field.includes('roleMs')}
      .min=${0}
      .max=${MAX_SECONDS}
      .disabled=${this.disabled}
      .mark=${this.#mark(field)}
      @rolecall-value=${send}
    ></rolecall-field>`;
  }

  #stale(rules: FeaturePolicy) {
    return html`<rolecall-choice
      .label=${t.stale}
      .hint=${t.staleHint}
      .value=${rules.whenStale}
      .options=${[
        { value: 'use_last_known', label: t.staleUse, hint: t.staleUseHint },
        { value: 'deny', label: t.staleDeny, hint: t.staleDenyHint },
      ]}
      .disabled=${this.disabled}
      .mark=${this.#mark('whenStale')}
      @rolecall-value=${({ value }: ValueEvent<WhenStale>) =>
        this.#ask('whenStale', { ...rules, whenStale: value })}
    ></rolecall-choice>`;
  }

  #removal() {
    return html`<div class="group">
      <button type="button" ?disabled=${this.disabled} @click=${() => this.#ask('removed', null)}>
        ${t.remove}
      </button>
    </div>`;
  }

  #switch(
    field: string,
    label: string,
    hint: string,
    isOn: boolean,
    change: (yes: boolean) => FeaturePolicy,
  ) {
    return html`<rolecall-switch
      .label=${label}
      .hint=${hint}
      .checked=${isOn}
      .disabled=${this.disabled}
      .mark=${this.#mark(field)}
      @rolecall-value=${({ value }: ValueEvent<boolean>) => this.#ask(field, change(value))}
    ></rolecall-switch>`;
  }

  #mark(field: string) {
    return this.marks.get(`${this.feature}.${field}`);
  }

  #ask(field: string, rules: FeaturePolicy | null): void {
    const { feature } = this;
    this.dispatchEvent(
      new EditEvent<PolicyEdit>({ kind: 'rules', feature, rules, field: `${feature}.${field}` }),
    );
  }
}

customElements.define('rolecall-feature', FeatureRules);
