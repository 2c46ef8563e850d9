import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { KINDS } from '../../../server/core/roles.ts';
import type { ConnectEdit } from '../../lib/state/owner-login.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import type { Status } from '../../lib/state/view-state.ts';
import { connectTexts } from '../../lib/texts/connect.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsConnectTexts } from '../../lib/texts/settings-connect.ts';
import { ConnectRequestEvent } from '../connect-panel.ts';
import { canOpenDemo } from '../demo-button.ts';
import type { EditEvent } from './events.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';
import { SettingsSection } from './settings-section.ts';
import './login-code.ts';
import './login-way.ts';
import './scope-table.ts';

const t = settingsConnectTexts[language];
const w = connectTexts[language];

/** The way to a connected channel, one step at a time; then who is connected. */
export class ConnectSection extends SettingsSection<ConnectEdit> {
  @property({ attribute: false }) status: TwitchStatus | null = null;
  /** How far the first read of the lists is. */
  @property({ attribute: false }) lists: Status | null = null;
  @property() error: string | null = null;
  @property({ type: Boolean }) isStarting = false;
  @property({ type: Boolean }) isDemo = false;
  @property({ attribute: false }) now = 0;
  /** The steps were begun here: their last one is shown too. */
  @state() private isOnTheWay = false;

  static override styles = [
    formStyles,
    css`
      .who {
        margin: 0 0 0.1rem;
        font-size: 1.3rem;
        font-weight: 650;
      }
      .account {
        display: flex;
        gap: 0.9rem;
        align-items: center;
      }
      .account p {
        margin: 0;
      }
      .account .icon {
        flex: none;
        width: 2rem;
        height: 2rem;
        color: var(--rolecall-fresh);
      }
      .links {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .links li {
        margin: 0;
        padding: 0.55rem 0;
        border-top: 1px solid var(--rolecall-line);
      }
      .links li:first-child {
        border-top: 0;
      }
    `,
  ];

  protected override willUpdate(): void {
    if (this.status && this.status.state !== 'connected') this.isOnTheWay = true;
  }

  protected override render() {
    const { status } = this;
    const lead = html`<p class="lead">${t.lead}</p>`;
    if (!status) return lead;
    if (status.state === 'connected' && !this.isOnTheWay && !this.#isFirstRead())
      return this.#connected(status);
    return html`${lead} ${this.#ended(status)} ${this.#way(status)} ${this.#demo(status)}`;
  }

  /** Connected, and no list was ever read. */
  #isFirstRead(): boolean {
    const { lists } = this;
    return lists !== null && KINDS.every((kind) => lists.kinds[kind].lastSuccessAt === null);
  }

  #ended({ state, pending, problem }: TwitchStatus) {
    if (state !== 'lost' || pending) return nothing;
    return html`<div class="notice bad">
      <h3>${t.lost}</h3>
      <p>${problem ? `${problem.message} ${problem.fix ?? ''}` : t.lostText}</p>
    </div>`;
  }

  /** Today there is one way: the own login. */
  #way(status: TwitchStatus) {
    return html`<rolecall-login-way
      .status=${status}
      .lists=${this.lists}
      .error=${this.error}
      .isStarting=${this.isStarting}
      .now=${this.now}
      .marks=${this.marks}
      .disabled=${this.disabled}
      @rolecall-edit=${({ edit }: EditEvent<ConnectEdit>) => {
        if (edit.kind === 'finish') this.isOnTheWay = false;
      }}
    ></rolecall-login-way>`;
  }

  #demo({ state, pending }: TwitchStatus) {
    if (!canOpenDemo || this.isDemo || state === 'connected' || pending) return nothing;
    return html`<div class="card">
      <h3>${t.demo}</h3>
      <p class="soft">${t.demoText}</p>
      <rolecall-demo .disabled=${this.disabled}></rolecall-demo>
    </div>`;
  }

  #connected(status: TwitchStatus) {
    return html`<p class="lead">${t.lead}</p>
      ${this.#account(status)} ${this.#missing(status)}
      <div class="card">
        <h3>${t.next}</h3>
        <ul class="links">
          <li><a href="#integrations">${t.nextDock}</a></li>
          <li><a href="#access">${t.nextAccess}</a></li>
          <li><a href="#integrations">${t.nextTools}</a></li>
        </ul>
      </div>
      <details class="card fold">
        <summary>${t.permissions}${icon('fold')}</summary>
        <p class="soft">${t.permissionsText}</p>
        <rolecall-scopes .status=${status}></rolecall-scopes>
      </details>
      <details class="card fold">
        <summary>${t.disconnect}${icon('fold')}</summary>
        <p class="soft">${t.disconnectText}</p>
        ${this.isDemo ? html`<p class="soft">${t.inDemo}</p>` : nothing}
        <div class="row">
          ${this.#disconnect(t.disconnectKeep, false)} ${this.#disconnect(t.disconnectDelete, true)}
        </div>
        ${this.renderFailure('disconnect')}
      </details>`;
  }

  #account({ channel, problem, missing }: TwitchStatus) {
    if (!channel) return nothing;
    const isWhole = problem === null && missing.length === 0;
    return html`<div class="card">
      <div class="account">
        ${icon('done')}
        <div>
          <p class="who" part="who">${channel.userDisplayName}</p>
          <p class="soft">
            ${isWhole ? t.connectedText(channel.userLogin) : `twitch.tv/${channel.userLogin}`}
          </p>
        </div>
      </div>
      ${problem ? html`<p class="error" role="alert">${this.#words(problem)}</p>` : nothing}
    </div>`;
  }

  /** Of an application that is not public Twitch says so only when the login is renewed. */
  #words({ code, message, fix }: NonNullable<TwitchStatus['problem']>): string {
    return code === 'forbidden' ? t.notPublic : `${message} ${fix ?? ''}`;
  }

  #missing({ missing, pending }: TwitchStatus) {
    if (missing.length === 0 && !pending) return nothing;
    return html`<div class="notice" part="missing">
      ${missing.map(({ neededFor }) => html`<p>${w.missing(neededFor)}</p>`)}
      ${this.error === null ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
      ${
        pending
          ? html`<rolecall-login-code .pending=${pending} .now=${this.now}></rolecall-login-code>
              <p></p>
              <button type="button" ?disabled=${this.disabled} @click=${() => this.send({ kind: 'cancel' })}>
                ${t.cancel}
              </button>`
          : html`<button
              type="button"
              class="main"
              part="grant"
              ?disabled=${this.disabled || this.isStarting}
              @click=${() => this.dispatchEvent(new ConnectRequestEvent(null))}
            >
              ${this.isStarting ? w.starting : w.grant}
            </button>`
      }
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
}

customElements.define('rolecall-connect-section', ConnectSection);
