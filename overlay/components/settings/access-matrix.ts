import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { type AllowRules, type FeaturePolicy, featureOf, type Policy } from '../../../server/core/policy.ts';
import type { Role } from '../../../server/core/roles.ts';
import type { PolicyEdit } from '../../lib/state/policy-editor.ts';
import { language } from '../../lib/texts/language.ts';
import { featureName } from '../../lib/texts/settings-access.ts';
import { matrixTexts } from '../../lib/texts/settings-matrix.ts';
import { valueOf } from '../form-values.ts';
import type { ValueEvent } from './events.ts';
import { featureOptions } from './feature-options.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import { switchStyles } from './switch-styles.ts';
import './wait-field.ts';

const t = matrixTexts[language];
type Row = keyof typeof t.row;
const ROWS = Object.keys(t.row) as Row[];
/** Rows that count only where not everyone may. */
const ROLE_OF: Readonly<Partial<Record<Row, Role>>> = {
  subscribers: 'subscriber',
  vips: 'vip',
  moderators: 'moderator',
};

/** Who may use what: a row for each sort of viewers, a column for each feature, one at a time where it is narrow. */
export class AccessMatrix extends SettingsSection<PolicyEdit> {
  @property({ attribute: false }) policy: Policy = {};
  /** The column that is shown where there is room for one. */
  @state() private chosen = 'tts';

  static override styles = [
    formStyles,
    switchStyles,
    css`
      .scroll {
        overflow-x: auto;
        margin: 0 -1.1rem;
        padding: 0 1.1rem;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      caption {
        position: absolute;
        clip-path: inset(50%);
      }
      th,
      td {
        padding: 0.5rem 0.75rem 0.5rem 0;
        border-top: 1px solid var(--rolecall-line);
        text-align: left;
        font-weight: 400;
      }
      th:last-child,
      td:last-child {
        padding-right: 0;
      }
      thead th,
      thead td {
        padding-top: 0;
        border: 0;
        font-weight: 650;
        overflow-wrap: anywhere;
        vertical-align: bottom;
      }
      tbody th {
        min-width: 7rem;
      }
      .cell {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        min-height: 2rem;
      }
      .only {
        padding-left: 3.55rem;
      }
      thead .hint {
        margin: 0.15rem 0 0;
        overflow-wrap: normal;
      }
      .which {
        display: none;
        margin-bottom: 0.9rem;
      }
      .legend {
        margin: 0.9rem 0 0;
      }
      @media (max-width: 619px) {
        .which {
          display: block;
        }
        .other,
        .name {
          display: none;
        }
        thead .hint {
          text-align: right;
        }
        .cell {
          flex-direction: row-reverse;
        }
        tbody th {
          min-width: 0;
        }
        td {
          width: 1%;
        }
        td:last-child,
        thead th {
          padding-right: 0;
        }
        .cell {
          gap: 0.5rem;
        }
        .only {
          padding: 0 3.3rem 0 0;
        }
      }
    `,
  ];

  protected override render() {
    const features = Object.keys(this.policy);
    const chosen = features.includes(this.chosen) ? this.chosen : (features[0] ?? '');
    return html`<div class="card" part="matrix">
      ${features.length > 1 ? this.#which(features, chosen) : nothing}
      <div class="scroll">
        <table>
          <caption>
            ${t.caption}
          </caption>
          <thead>
            <tr>
              <td></td>
              ${features.map((feature) => this.#head(feature, feature === chosen))}
            </tr>
          </thead>
          <tbody>
            ${ROWS.map(
              (row) =>
                html`<tr>
                  <th scope="row">
                    ${t.row[row]}${t.rowHint[row] ? html`<p class="hint">${t.rowHint[row]}</p>` : nothing}
                  </th>
                  ${features.map((feature) => this.#cell(row, feature, feature === chosen))}
                </tr>`,
            )}
            <tr>
              <th scope="row">${t.global}</th>
              ${features.map((feature) => this.#global(feature, feature === chosen))}
            </tr>
          </tbody>
        </table>
      </div>
      <p class="hint legend">${t.legend}</p>
    </div>`;
  }

  /** Beside its switches stand how long one waits. */
  #head(feature: string, isChosen: boolean) {
    return html`<th scope="col" class=${isChosen ? '' : 'other'}>
      <span class="name">${featureName(feature)}</span>
      <p class="hint only">${t.waitHead}</p>
    </th>`;
  }

  #which(features: readonly string[], chosen: string) {
    return html`<label class="which"
      >${t.feature}
      <select @change=${(event: Event) => (this.chosen = valueOf(event))}>
        ${featureOptions(features, chosen)}
      </select>
    </label>`;
  }

  #cell(row: Row, feature: string, isChosen: boolean) {
    const rules = featureOf(this.policy, feature);
    if (!rules) return nothing;
    const field = `${feature}.${fieldOf(row)}`;
    const isImplied = rules.allow.everyone && !['enabled', 'everyone'].includes(row);
    return html`<td class=${isChosen ? '' : 'other'}>
      <div class="cell">
        <input
          type="checkbox"
          role="switch"
          aria-label="${t.row[row]}: ${featureName(feature)}"
          title=${isImplied ? t.implied : nothing}
          .checked=${live(isImplied || isOn(rules, row))}
          ?disabled=${this.disabled || isImplied}
          @change=${(event: Event) =>
            this.#send(feature, field, turned(rules, row, (event.target as HTMLInputElement).checked))}
        />
        ${this.#wait(row, feature, rules)}
      </div>
      ${this.renderFailure(field)}
    </td>`;
  }

  /** Of everybody, and of those who hold a role. */
  #wait(row: Row, feature: string, rules: FeaturePolicy) {
    const role = ROLE_OF[row];
    const { cooldown } = rules;
    if (row === 'everyone')
      return this.#field(feature, 'cooldown.userMs', t.row[row], cooldown.userMs, 0, false, (ms) => ({
        ...rules,
        cooldown: { ...cooldown, userMs: ms ?? 0 },
      }));
    if (!role) return nothing;
    const { [role]: own = null, ...others } = cooldown.roleMs;
    return this.#field(feature, `cooldown.roleMs.${role}`, t.row[row], own, cooldown.userMs, true, (ms) => ({
      ...rules,
      cooldown: { ...cooldown, roleMs: ms === null ? others : { ...others, [role]: ms } },
    }));
  }

  #global(feature: string, isChosen: boolean) {
    const rules = featureOf(this.policy, feature);
    if (!rules) return nothing;
    const { cooldown } = rules;
    return html`<td class=${isChosen ? '' : 'other'}>
      <div class="cell only">
        ${this.#field(feature, 'cooldown.globalMs', t.global, cooldown.globalMs, 0, false, (ms) => ({
          ...rules,
          cooldown: { ...cooldown, globalMs: ms ?? 0 },
        }))}
      </div>
    </td>`;
  }

  #field(
    feature: string,
    name: string,
    who: string,
    value: number | null,
    usual: number,
    optional: boolean,
    change: (ms: number | null) => FeaturePolicy,
  ) {
    const field = `${feature}.${name}`;
    return html`<rolecall-wait
      .name=${`${t.wait(who)}: ${featureName(feature)}`}
      .value=${value === 0 && !optional ? null : value}
      .usual=${usual}
      .optional=${optional}
      .disabled=${this.disabled}
      .mark=${this.marks.get(field)}
      @rolecall-value=${({ value: ms }: ValueEvent<number | null>) => this.#send(feature, field, change(ms))}
    ></rolecall-wait>`;
  }

  #send(feature: string, field: string, rules: FeaturePolicy): void {
    this.send({ kind: 'rules', feature, rules, field });
    // Shows what is saved, should it not be.
    this.requestUpdate();
  }
}

const fieldOf = (row: Row): string => (row === 'enabled' || row === 'grants' ? row : `allow.${row}`);

function isOn({ enabled, grants, allow }: FeaturePolicy, row: Row): boolean {
  if (row === 'enabled') return enabled;
  if (row === 'grants') return grants;
  return Boolean(allow[row]);
}

function turned(rules: FeaturePolicy, row: Row, yes: boolean): FeaturePolicy {
  if (row === 'enabled' || row === 'grants') return { ...rules, [row]: yes };
  return { ...rules, allow: { ...rules.allow, [row]: yes ? ON[row] : OFF[row] } };
}

const ON: AllowRules = {
  everyone: true,
  subscribers: { minTier: '1000', gifted: true },
  vips: true,
  moderators: true,
  followers: { minDays: 7 },
};
const OFF: AllowRules = {
  everyone: false,
  subscribers: null,
  vips: false,
  moderators: false,
  followers: null,
};

customElements.define('rolecall-matrix', AccessMatrix);
