import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Policy, type Preset, PRESET_NAMES } from '../../../server/core/policy.ts';
import type { PolicyEdit } from '../../lib/state/policy-editor.ts';
import { featureId, presetOf, whoMay } from '../../lib/format/policy.ts';
import { language } from '../../lib/texts/language.ts';
import { accessTexts, featureName } from '../../lib/texts/settings-access.ts';
import { valueOf } from '../form-values.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './feature-rules.ts';

const t = accessTexts[language];

/** Who may use which feature: the presets, and the rules of each feature. */
export class AccessSection extends SettingsSection<PolicyEdit> {
  @property({ attribute: false }) policy: Policy | null = null;
  /** The feature whose rules are shown. */
  @state() private open: string | null = 'tts';
  /** The name of a feature to be added. */
  @state() private name = '';
  /** The feature being added; its name stays in the field until it is saved. */
  #added: string | null = null;

  static override styles = [
    formStyles,
    css`
      .features {
        margin: 1.75rem 0 0.6rem;
      }
      .feature {
        margin-bottom: 0.75rem;
        padding: 0;
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface);
      }
      h4 {
        margin: 0;
        font: inherit;
      }
      .head {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 1rem;
        align-items: center;
        width: 100%;
        padding: 0.85rem 1.1rem;
        border-radius: var(--rolecall-radius);
        background: none;
        text-align: left;
        overflow-wrap: anywhere;
      }
      .head .soft {
        font-weight: 400;
      }
      .head svg {
        grid-row: 1 / 3;
        grid-column: 2;
        width: 1rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 2;
      }
      [aria-expanded='true'] svg {
        transform: rotate(180deg);
      }
      rolecall-feature {
        padding: 0.2rem 1.1rem 1.1rem;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        align-items: end;
      }
      form label {
        flex: 1 1 12rem;
      }
    `,
  ];

  protected override willUpdate(): void {
    if (this.#added === null || !this.policy?.[this.#added]) return;
    this.open = this.#added;
    this.name = '';
    this.#added = null;
  }

  protected override render() {
    const { policy } = this;
    if (!policy) return html`<p class="lead">${t.unknown}</p>`;
    const preset = presetOf(policy);
    const options = PRESET_NAMES.map((name) => {
      const [label = '', hint = ''] = t.preset[name];
      return { value: name, label, hint };
    });
    return html`<p class="lead">${t.lead}</p>
      ${this.renderChoice<Preset>(
        'preset',
        { cards: true, label: t.presets, options, value: preset ?? '', hint: preset ? '' : t.ownMix },
        (value) => this.send({ kind: 'preset', preset: value }),
      )}
      ${this.#botsOffer(policy)}
      <h3 class="features">${t.features}</h3>
      ${Object.keys(policy).map((feature) => this.#feature(policy, feature))} ${this.#adding()}`;
  }

  /** A folder from before there was a rule for bots treats them as everybody else. */
  #botsOffer(policy: Policy) {
    if (!Object.values(policy).some(({ bots }) => bots === 'as_others')) return nothing;
    return html`<div class="notice" part="bots">
      <p>${t.botsMay}</p>
      <button type="button" ?disabled=${this.disabled} @click=${() => this.send({ kind: 'no-bots' })}>
        ${t.botsKeepOut}
      </button>
      ${this.renderFailure('no-bots')}
    </div>`;
  }

  #feature(policy: Policy, feature: string) {
    const rules = policy[feature];
    if (!rules) return nothing;
    const isOpen = this.open === feature;
    return html`<div class="feature" part="feature">
      <h4>
        <button
          class="head"
          type="button"
          aria-expanded=${isOpen}
          @click=${() => (this.open = isOpen ? null : feature)}
        >
          <span>${featureName(feature)}</span>
          <span class="soft">${whoMay(rules)}</span>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m3 6 5 5 5-5" /></svg>
        </button>
      </h4>
      ${
        isOpen
          ? html`<rolecall-feature
              .feature=${feature}
              .rules=${rules}
              .marks=${this.marks}
              .disabled=${this.disabled}
            ></rolecall-feature>`
          : nothing
      }
    </div>`;
  }

  #adding() {
    const id = featureId(this.name);
    const isThere = Object.hasOwn(this.policy ?? {}, id);
    return html`<div class="card">
      <h3>${t.add}</h3>
      <form @submit=${(event: Event) => this.#add(event, id)}>
        <label
          >${t.addName}
          <input
            type="text"
            name="feature"
            maxlength="60"
            autocomplete="off"
            aria-describedby="add-hint"
            .value=${this.name}
            ?disabled=${this.disabled}
            @input=${(event: Event) => (this.name = valueOf(event))}
          />
        </label>
        <button ?disabled=${this.disabled || id === '' || isThere}>${t.addButton}</button>
      </form>
      <p class="hint" id="add-hint">${this.#addHint(id, isThere)}</p>
      ${this.renderFailure('add')}
    </div>`;
  }

  #addHint(id: string, isThere: boolean): string {
    if (this.name.trim() === '') return t.addHint;
    if (id === '') return t.addNeedsLetter;
    return isThere ? t.exists(featureName(id)) : t.addCalled(id);
  }

  #add(event: Event, id: string): void {
    event.preventDefault();
    if (id === '' || this.disabled || Object.hasOwn(this.policy ?? {}, id)) return;
    this.#added = id;
    this.send({ kind: 'add', feature: id });
  }
}

customElements.define('rolecall-access-section', AccessSection);
