import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { ConnectEdit } from '../../lib/state/owner-login.ts';
import { withToken } from '../../lib/state/page-token.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import type { Status } from '../../lib/state/view-state.ts';
import { connectStepTexts } from '../../lib/texts/connect-steps.ts';
import { language } from '../../lib/texts/language.ts';
import { streamerbotWayTexts } from '../../lib/texts/streamerbot-way.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './first-read.ts';
import './steps.ts';

const t = streamerbotWayTexts[language];
const s = connectStepTexts[language];

/** The way through Streamer.bot: import a file there, press one button, the first read. */
export class StreamerbotWay extends SettingsSection<ConnectEdit> {
  @property({ attribute: false }) status: TwitchStatus | null = null;
  @property({ attribute: false }) lists: Status | null = null;

  static override styles = [
    formStyles,
    css`
      ol {
        margin: 0 0 1rem;
        padding-left: 1.4rem;
      }
      li {
        margin: 0 0 0.9rem;
      }
      .error {
        margin-top: 0.75rem;
      }
    `,
  ];

  protected override render() {
    const isThrough = this.status?.through === 'streamerbot' && this.status.state === 'connected';
    return html`<rolecall-steps .names=${[t.import, s.sync]} .at=${isThrough ? 1 : 0}>
      ${isThrough ? this.#sync() : this.#import()}
    </rolecall-steps>`;
  }

  #import() {
    const isAsking = this.marks.get('through')?.state === 'saving';
    const hasLogin = this.status?.state === 'connected';
    return html`<ol>
        <li>
          <a
            class="button"
            part="import"
            data-first
            href=${withToken('/integrations/rolecall.sb')}
            download="rolecall.sb"
            >${t.download}</a
          >
        </li>
        <li>${t.importText}</li>
        <li>
          <p>${t.connectText}</p>
          <button
            type="button"
            class="main"
            part="connect"
            ?disabled=${this.disabled || isAsking}
            @click=${() => this.send({ kind: 'through' })}
          >
            ${isAsking ? t.connecting : t.connect}
          </button>
          ${this.renderFailure('through')}
        </li>
      </ol>
      ${hasLogin ? html`<p class="hint">${t.isStillThere}</p>` : nothing}
      <p class="hint">${t.limitsText}</p>`;
  }

  #sync() {
    return html`<p>${t.connected}</p>
      <rolecall-first-read .status=${this.lists}></rolecall-first-read>
      <div class="acts">
        <button type="button" class="main" @click=${() => this.send({ kind: 'finish' })}>${s.finish}</button>
      </div>`;
  }
}

customElements.define('rolecall-streamerbot-way', StreamerbotWay);
