import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { GrantMode } from '../../../server/core/policy.ts';
import type { SettingsEdit, Values } from '../../lib/state/settings-editor.ts';
import { language } from '../../lib/texts/language.ts';
import { syncTexts } from '../../lib/texts/settings-sync.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import type { ValueEvent } from './events.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './bot-list.ts';

const t = syncTexts[language];
const BANS_SCOPE = 'channel:moderate';

/** How often the lists are read, and the limits that hold for all features. */
export class SyncSection extends SettingsSection<SettingsEdit> {
  @property({ attribute: false }) settings: Values | null = null;
  @property({ attribute: false }) status: TwitchStatus | null = null;

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
        ${this.renderNumber(
          'intervalMinutes',
          {
            label: t.interval,
            hint: t.intervalHint,
            unit: t.minutes,
            min: 5,
            max: 240,
            value: settings.intervalMinutes,
          },
          (value) => this.send({ name: 'intervalMinutes', value: Number(value) }),
        )}
        ${this.#switch('lookUpDenied', t.lookUp, t.lookUpHint, settings.lookUpDenied)}
      </div>
      <div class="card" role="group" aria-label=${t.limits}>
        ${this.renderChoice<GrantMode>(
          'grantMode',
          {
            label: t.grantMode,
            value: settings.grantMode,
            options: [
              { value: 'add', label: t.grantAdd, hint: t.grantAddHint },
              { value: 'replace', label: t.grantReplace, hint: t.grantReplaceHint },
            ],
          },
          (value) => this.send({ name: 'grantMode', value }),
        )}
        ${this.#switch('watchBans', t.bans, t.bansHint, settings.watchBans)} ${this.#bansMissing()}
        ${this.#bots(settings.bots)}
      </div>`;
  }

  #bots(bots: readonly string[]) {
    return html`<rolecall-bots
      part="bots"
      .label=${t.bots}
      .hint=${t.botsHint}
      .value=${bots}
      .disabled=${this.disabled}
      .mark=${this.marks.get('bots')}
      @rolecall-value=${({ value }: ValueEvent<readonly string[]>) =>
        this.send({ name: 'bots', value: [...value] })}
    ></rolecall-bots>`;
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
    return this.renderSwitch(name, label, hint, isOn, (value) => this.send({ name, value }));
  }
}

customElements.define('rolecall-sync-section', SyncSection);
