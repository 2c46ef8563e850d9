import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { GrantMode } from '../../../server/core/policy.ts';
import { EditEvent, type ValueEvent } from './events.ts';
import type { SettingsEdit, Values } from '../../lib/state/settings-editor.ts';
import type { Marks } from '../../lib/state/saving.ts';
import { language } from '../../lib/texts/language.ts';
import { syncTexts } from '../../lib/texts/settings-sync.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import { formStyles } from './form-styles.ts';
import './choice.ts';
import './field.ts';
import './switch.ts';

const t = syncTexts[language];
const BANS_SCOPE = 'channel:moderate';

/** How often the lists are read, and the limits that are no feature's own. */
export class SyncSection extends LitElement {
  @property({ attribute: false }) settings: Values | null = null;
  @property({ attribute: false }) status: TwitchStatus | null = null;
  @property({ attribute: false }) marks: Marks = new Map();
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    formStyles,
    css`
      .card > * + * {
        margin-top: 1.1rem;
      }
    `,
  ];

  protected override render() {
    const { settings } = this;
    if (!settings) return html`<p class="lead">${t.lead}</p>`;
    return html`<p class="lead">${t.lead}</p>
      <div class="card" role="group" aria-label=${t.reading}>
        <rolecall-field
          type="number"
          .label=${t.interval}
          .hint=${t.intervalHint}
          .unit=${t.minutes}
          .min=${5}
          .max=${240}
          .value=${String(settings.intervalMinutes)}
          .disabled=${this.disabled}
          .mark=${this.marks.get('intervalMinutes')}
          @rolecall-value=${({ value }: ValueEvent<string>) =>
            this.#send({ name: 'intervalMinutes', value: Number(value) })}
        ></rolecall-field>
        ${this.#switch('lookUpDenied', t.lookUp, t.lookUpHint, settings.lookUpDenied)}
      </div>
      <div class="card" role="group" aria-label=${t.limits}>
        <rolecall-choice
          .label=${t.grantMode}
          .value=${settings.grantMode}
          .options=${[
            { value: 'add', label: t.grantAdd, hint: t.grantAddHint },
            { value: 'replace', label: t.grantReplace, hint: t.grantReplaceHint },
          ]}
          .disabled=${this.disabled}
          .mark=${this.marks.get('grantMode')}
          @rolecall-value=${({ value }: ValueEvent<GrantMode>) => this.#send({ name: 'grantMode', value })}
        ></rolecall-choice>
        ${this.#switch('watchBans', t.bans, t.bansHint, settings.watchBans)} ${this.#bansMissing()}
      </div>`;
  }

  #bansMissing() {
    const isMissing = this.status?.missing.some(({ scope }) => scope === BANS_SCOPE) ?? false;
    if (!isMissing) return nothing;
    return html`<div class="notice">
      <p>${t.bansMissing}</p>
      <a class="button main" href="#connect">${t.bansAllow}</a>
    </div>`;
  }

  #switch(name: 'lookUpDenied' | 'watchBans', label: string, hint: string, isOn: boolean) {
    return html`<rolecall-switch
      .label=${label}
      .hint=${hint}
      .checked=${isOn}
      .disabled=${this.disabled}
      .mark=${this.marks.get(name)}
      @rolecall-value=${({ value }: ValueEvent<boolean>) => this.#send({ name, value })}
    ></rolecall-switch>`;
  }

  #send(edit: SettingsEdit): void {
    this.dispatchEvent(new EditEvent(edit));
  }
}

customElements.define('rolecall-sync-section', SyncSection);
