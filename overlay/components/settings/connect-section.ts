import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { CONSOLE_URL, ConnectRequestEvent } from '../connect-panel.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsConnectTexts } from '../../lib/texts/settings-connect.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import { textIn } from '../form-values.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import '../connect-panel.ts';
import { canOpenDemo } from '../demo-button.ts';
import './copy-line.ts';
import './scope-table.ts';

const t = settingsConnectTexts[language];

export type ConnectEdit = { readonly kind: 'disconnect'; readonly deleteData: boolean };

/** How to connect Twitch, step by step for somebody who never did that; then who is connected. */
export class ConnectSection extends SettingsSection<ConnectEdit> {
  @property({ attribute: false }) status: TwitchStatus | null = null;
  @property() error: string | null = null;
  @property({ type: Boolean }) isStarting = false;
  @property({ type: Boolean }) isDemo = false;
  @property({ attribute: false }) now = 0;

  static override styles = [
    formStyles,
    css`
      .card rolecall-connect {
        --rolecall-surface: var(--rolecall-background);
      }
      .panel {
        margin: -0.25rem 0 1rem;
      }
      .who {
        font-size: 1.3rem;
        font-weight: 650;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.15rem 1rem;
        margin: 0.4rem 0 0.6rem;
      }
      dt {
        color: var(--rolecall-text-soft);
      }
      dd {
        margin: 0;
      }
      @media (max-width: 419px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
        dd {
          margin-bottom: 0.4rem;
        }
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        align-items: end;
        margin-top: 0.6rem;
      }
      form label {
        flex: 1 1 12rem;
      }
      details {
        margin-top: 0.9rem;
      }
      summary {
        cursor: pointer;
      }
    `,
  ];

  protected override render() {
    const { status } = this;
    if (!status) return html`<p class="lead">${t.lead}</p>`;
    const isConnected = status.state === 'connected';
    return html`<p class="lead">${t.lead}</p>
      ${this.#state(status)} ${isConnected || this.isDemo || status.pending ? nothing : this.#demo()}
      ${isConnected || this.isDemo ? nothing : this.#makeApp(status)}
      ${isConnected ? html`<div class="panel">${this.#panel()}</div>` : this.#enter(status)}
      ${isConnected ? this.#connected() : nothing}`;
  }

  #state({ state, channel, problem, pending }: TwitchStatus) {
    if (state === 'connected' && channel) {
      return html`<div class="notice good">
        <span class="soft">${t.connectedAs}</span>
        <p class="who" part="who">${channel.userDisplayName}</p>
        <p class="soft">${t.connectedText(channel.userLogin)}</p>
        ${problem ? html`<p class="error">${problem.message} ${problem.fix ?? ''}</p>` : nothing}
      </div>`;
    }
    const isLost = state === 'lost';
    return html`<div class="notice ${isLost ? 'bad' : ''}">
      <h3>${isLost ? t.lost : t.notConnected}</h3>
      <p>${pending ? t.pendingText : isLost ? t.lostText : t.notConnectedText}</p>
    </div>`;
  }

  #makeApp({ clientId, pending }: TwitchStatus) {
    if (pending || clientId !== null) return nothing;
    const [open, address, login] = t.formOpen;
    return html`<div class="card">
      <h3>${t.step(1, t.makeApp)}</h3>
      <p class="soft">${t.makeAppText}</p>
      <ol>
        <li>${open} <a href=${CONSOLE_URL} target="_blank" rel="noreferrer">${address}</a> ${login}</li>
        <li>
          ${t.formRegister}
          <dl>
            <dt>${t.name}</dt>
            <dd>${t.nameText}</dd>
            <dt>${t.redirect}</dt>
            <dd><rolecall-copy .text=${'http://localhost'}></rolecall-copy></dd>
            <dt>${t.category}</dt>
            <dd>${t.categoryText}</dd>
            <dt>${t.type}</dt>
            <dd><strong>${t.typeText}</strong></dd>
          </dl>
        </li>
        <li>${t.formCreate}</li>
      </ol>
    </div>`;
  }

  #enter({ clientId, pending }: TwitchStatus) {
    const isFirst = clientId === null && !pending && !this.isDemo;
    return html`<div class="card">
        <h3>${isFirst ? t.step(2, t.enter) : t.enter}</h3>
        ${clientId !== null && !pending ? html`<p class="soft">${t.knownId}</p>` : nothing} ${this.#panel()}
        ${clientId !== null && !pending && !this.isDemo ? this.#otherId() : nothing}
      </div>
      ${
        isFirst
          ? html`<div class="card">
              <h3>${t.step(3, t.typeCode)}</h3>
              <p class="soft">${t.typeCodeText}</p>
            </div>`
          : nothing
      } `;
  }

  #demo() {
    if (!canOpenDemo) return nothing;
    return html`<div class="card">
      <h3>${t.demo}</h3>
      <p class="soft">${t.demoText}</p>
      <rolecall-demo .disabled=${this.disabled}></rolecall-demo>
    </div>`;
  }

  #panel() {
    return html`<rolecall-connect
      isExplained
      .status=${this.status}
      .error=${this.error}
      .isStarting=${this.isStarting || this.disabled}
      .now=${this.now}
    ></rolecall-connect>`;
  }

  #otherId() {
    return html`<details>
      <summary>${t.otherId}</summary>
      <form @submit=${(event: SubmitEvent) => this.#connectWith(event)}>
        <label
          >${t.otherIdLabel}
          <input
            type="text"
            name="id"
            required
            autocomplete="off"
            spellcheck="false"
            ?disabled=${this.disabled}
          />
        </label>
        <button ?disabled=${this.disabled || this.isStarting}>${t.otherIdButton}</button>
      </form>
    </details>`;
  }

  #connected() {
    return html`<div class="card">
        <h3>${t.next}</h3>
        <ul>
          <li><a href="#integrations">${t.nextDock}</a></li>
          <li><a href="#access">${t.nextAccess}</a></li>
          <li><a href="#integrations">${t.nextTools}</a></li>
        </ul>
      </div>
      <div class="card">
        <h3>${t.permissions}</h3>
        <p class="soft">${t.permissionsText}</p>
        <rolecall-scopes .status=${this.status}></rolecall-scopes>
      </div>
      <div class="card">
        <h3>${t.disconnect}</h3>
        <p class="soft">${t.disconnectText}</p>
        ${this.isDemo ? html`<p class="soft">${t.inDemo}</p>` : nothing}
        <div class="row">
          ${this.#disconnect(t.disconnectKeep, false)} ${this.#disconnect(t.disconnectDelete, true)}
        </div>
        ${this.renderFailure('disconnect')}
      </div>`;
  }

  #disconnect(label: string, deleteData: boolean) {
    return html`<button
      type="button"
      class=${deleteData ? 'danger' : ''}
      ?disabled=${this.disabled}
      @click=${() => this.send({ kind: 'disconnect', deleteData })}
    >
      ${label}
    </button>`;
  }

  #connectWith(event: SubmitEvent): void {
    event.preventDefault();
    const id = textIn(new FormData(event.target as HTMLFormElement), 'id');
    this.dispatchEvent(new ConnectRequestEvent(id.trim()));
  }
}

customElements.define('rolecall-connect-section', ConnectSection);
