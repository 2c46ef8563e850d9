import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Policy } from '../../../server/core/policy.ts';
import type { ValueEvent } from './events.ts';
import {
  badgeOrigin,
  checkFrame,
  type CheckOptions,
  checkUrl,
  curlSync,
  dockOrigin,
  SOME_VIEWER,
  STREAMERBOT_SCRIPTS,
  STREAMERBOT_VARIABLE,
  STREAMERBOT_VIEWER,
  webSocketUrl,
} from '../../lib/format/snippets.ts';
import { addressForBrowser, isInObs } from '../../lib/state/in-obs.ts';
import { withToken } from '../../lib/state/page-token.ts';
import type { BotAction, Peers, PeersEdit } from '../../lib/state/peers-editor.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { integrationTexts } from '../../lib/texts/settings-integrations.ts';
import './peer-list.ts';
import { valueOf } from '../form-values.ts';
import { featureOptions } from './feature-options.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';
import { SettingsSection } from './settings-section.ts';
import './copy-line.ts';

const t = integrationTexts[language];

/** Addresses, snippets and files for other programs, and the programs that Rolecall calls. */
export class IntegrationsSection extends SettingsSection<PeersEdit> {
  @property({ attribute: false }) policy: Policy | null = null;
  /** `http://127.0.0.1:7653` */
  @property() origin = '';
  /** null: not known yet. */
  @property({ attribute: false }) peers: Peers | null = null;
  /** The actions of Streamer.bot; null while it is not connected. */
  @property({ attribute: false }) actions: readonly BotAction[] | null = null;
  @state() private feature = 'tts';
  /** On from the start: an address is not copied again when a cooldown is set later. */
  @state() private consume = true;

  static override styles = [
    formStyles,
    css`
      select {
        display: block;
        max-width: 22rem;
        margin: 0.25rem 0 0.6rem;
      }
      h3 {
        margin-bottom: 0.7rem;
      }
      h4 {
        margin: 1.1rem 0 0.2rem;
        font-size: 1rem;
      }
      .scripts {
        margin-top: 1.1rem;
      }
      .download {
        margin: 1.1rem 0 0.35rem;
      }
      .notice {
        margin-top: 1rem;
      }
      li {
        margin-bottom: 0.8rem;
      }
      li > p {
        margin-bottom: 0.4rem;
      }
    `,
  ];

  protected override render() {
    const { origin } = this;
    const options = { feature: this.feature, consume: this.consume };
    return html`<p class="lead">${t.lead}</p>
      <div class="card">
        <h3>${t.obs}</h3>
        ${copy(t.dock, `${dockOrigin(origin)}/dock`, t.dockHint)}
        ${copy(t.badge, `${badgeOrigin(origin)}/badge`, t.badgeHint)}
        ${download('rolecall-badge.html', t.waiting, t.waitingHint)}
        ${download('rolecall-dock.html', t.waitingDock, t.waitingDockHint)}
        <h4>${t.script}</h4>
        <p class="hint">${t.scriptHint}</p>
      </div>
      <div class="card">
        <h3>${t.check}</h3>
        ${this.#question()}
      </div>
      ${this.#streamerbot(options)}
      <details class="card fold">
        <summary>${t.others}${icon('fold')}</summary>
        ${copy(t.text, checkUrl(origin, SOME_VIEWER, options), t.textHint)}
        ${copy(t.json, checkUrl(origin, SOME_VIEWER, options, false))}
        <p class="hint">${t.recipes}</p>
      </details>
      <details class="card fold">
        <summary>${t.makers}${icon('fold')}</summary>
        ${copy(t.ws, webSocketUrl(origin))} ${copy(t.wsFrame, checkFrame(options))}
        ${copy(t.curl, curlSync(origin))}
        <p><a href=${withToken('/api/docs')} target="_blank" rel="noopener">${t.protocol}</a></p>
      </details>
      <rolecall-peers
        .peers=${this.peers}
        .actions=${this.actions}
        .marks=${this.marks}
        .disabled=${this.disabled}
      ></rolecall-peers>`;
  }

  #question() {
    return html`<label
        >${t.feature}
        <select @change=${(event: Event) => (this.feature = valueOf(event))}>
          ${featureOptions(Object.keys(this.policy ?? { tts: null }))}
        </select>
      </label>
      <rolecall-switch
        .label=${t.consume}
        .hint=${t.consumeHint}
        .checked=${this.consume}
        @rolecall-value=${({ value }: ValueEvent<boolean>) => (this.consume = value)}
      ></rolecall-switch>`;
  }

  #streamerbot(options: CheckOptions) {
    return html`<div class="card">
      <h3>${t.streamerbot}</h3>
      <p>${t.sbSteps}</p>
      <ol>
        <li>
          <p>${t.sbFetch}</p>
          ${copy(t.url, checkUrl(this.origin, STREAMERBOT_VIEWER, options))}
          ${copy(t.variable, STREAMERBOT_VARIABLE)}
          <p><strong>${t.parse}</strong>: ${t.parseOff}</p>
        </li>
        <li>
          <p>${t.sbIf}</p>
          ${copy(t.input, `%${STREAMERBOT_VARIABLE}%`)}
          <p><strong>${t.operator}</strong>: Equals</p>
          ${copy(t.value, 'allow')}
        </li>
        <li>${t.sbThen}</li>
      </ol>
      <div class="notice">
        <strong>${t.closed}</strong>
        <p>${t.closedText}</p>
      </div>
      <p>${t.sbImport}</p>
      ${download('rolecall.sb', t.sbDownload, t.sbImportHint)}
      <p class="scripts">${t.sbScripts}</p>
      <ul>
        ${STREAMERBOT_SCRIPTS.map(
          (script) =>
            html`<li>
              <a href=${withToken(`/integrations/streamerbot/${script}`)} target="_blank" rel="noopener"
                >${script}</a
              >
            </li>`,
        )}
      </ul>
    </div>`;
  }
}

function copy(label: string, text: string, hint = '') {
  return html`<rolecall-copy .label=${label} .text=${text} .hint=${hint}></rolecall-copy>`;
}

/** A file that the server offers. */
function download(file: string, label: string, hint: string) {
  const path = `/integrations/${file}`;
  if (isInObs())
    return copy(
      label,
      addressForBrowser('integrations', path),
      `${hint} ${settingsTexts[language].inBrowser}`,
    );
  return html`<p class="download">
      <a class="button" href=${withToken(path)} download=${file}>${label}</a>
    </p>
    <p class="hint">${hint}</p>`;
}

customElements.define('rolecall-integrations-section', IntegrationsSection);
