import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Policy, type Preset, PRESET_NAMES } from '../../../server/core/policy.ts';
import type { PolicyEdit } from '../../lib/state/policy-editor.ts';
import { featureId, presetOf, whoMay } from '../../lib/format/policy.ts';
import { language } from '../../lib/texts/language.ts';
import { accessTexts, featureName } from '../../lib/texts/settings-access.ts';
import { matrixTexts } from '../../lib/texts/settings-matrix.ts';
import { valueOf } from '../form-values.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';
import { SettingsSection } from './settings-section.ts';
import './access-matrix.ts';
import './feature-rules.ts';

const t = accessTexts[language];
const m = matrixTexts[language];

/** Who may use which feature: the presets, and the rules of each feature. */
export class AccessSection extends SettingsSection<PolicyEdit> {
  @property({ attribute: false }) policy: Policy | null = null;
  /** The feature whose other rules are shown. */
  @state() private open: string | null = null;
  /** The name of a feature to be added. */
  @state() private name = '';
  /** The feature being added; its name stays in the field until it is saved. */
  #added: string | null = null;

  static override styles = [
    formStyles,
    css`
      rolecall-matrix {
        margin-top: 1.25rem;
      }
      .who {
        display: block;
        color: var(--rolecall-text-soft);
        font-size: 0.93rem;
        font-weight: 400;
      }
      rolecall-feature {
        margin-top: 0.6rem;
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
      <rolecall-matrix .policy=${policy} .marks=${this.marks} .disabled=${this.disabled}></rolecall-matrix>
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
    return html`<details
      class="card fold"
      part="feature"
      ?open=${isOpen}
      @toggle=${(event: Event) => this.#toggled(event, feature)}
    >
      <summary>
        <span>${m.more(featureName(feature))}<span class="who">${whoMay(rules)}</span></span
        >${icon('fold')}
      </summary>
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
    </details>`;
  }

  /** One at a time. */
  #toggled(event: Event, feature: string): void {
    const { open } = event.target as HTMLDetailsElement;
    if (open) this.open = feature;
    else if (this.open === feature) this.open = null;
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
