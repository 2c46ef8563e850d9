import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { KINDS } from '../../../server/core/roles.ts';
import { loginErrorText, loginProblemText } from '../../lib/format/twitch-problems.ts';
import type { ConnectEdit } from '../../lib/state/owner-login.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import type { Status } from '../../lib/state/view-state.ts';
import { connectTexts } from '../../lib/texts/connect.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsConnectTexts } from '../../lib/texts/settings-connect.ts';
import { streamerbotWayTexts } from '../../lib/texts/streamerbot-way.ts';
import { ConnectRequestEvent } from '../connect-panel.ts';
import { canOpenDemo } from '../demo-button.ts';
import type { EditEvent } from './events.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';
import { SettingsSection } from './settings-section.ts';
import './login-code.ts';
import './login-way.ts';
import './scope-table.ts';
import './streamerbot-way.ts';

const t = settingsConnectTexts[language];
const w = connectTexts[language];
const sb = streamerbotWayTexts[language];

type Way = 'streamerbot' | 'login';

/** The way to a connected channel, one step at a time; then who is connected. */
export class ConnectSection extends SettingsSection<ConnectEdit> {
  @property({ attribute: false }) status: TwitchStatus | null = null;
  /** How far the first read of the lists is. */
  @property({ attribute: false }) lists: Status | null = null;
  @property({ attribute: false }) error: Error | null = null;
  @property({ type: Boolean }) isStarting = false;
  @property({ type: Boolean }) isDemo = false;
  @property({ attribute: false }) now = 0;
  /** The steps were begun here: their last one is shown too. */
  @state() private isOnTheWay = false;
  /** How Twitch shall be asked; '' until the streamer has said it. */
  @state() private way: Way | '' = '';

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
      <p>${problem ? loginProblemText(problem) : t.lostText}</p>
    </div>`;
  }

  /** Which way, and then the steps of it. */
  #way(status: TwitchStatus) {
    const way = this.#chosen(status);
    const isThere = status.state === 'connected' && status.through === way;
    return html`${isThere || status.pending ? nothing : this.#question(way)}
    ${way === 'streamerbot' ? this.#throughStreamerbot(status) : this.#byLogin(status)}`;
  }

  /** A code that waits, a login that is there, or a client id: each says which way it shall be. */
  #chosen({ state, through, pending, clientId }: TwitchStatus): Way {
    if (pending) return 'login';
    if (this.way !== '') return this.way;
    if (state === 'connected' || state === 'lost') return through;
    return clientId === null ? 'streamerbot' : 'login';
  }

  #question(way: Way) {
    const options = [
      { value: 'streamerbot', label: sb.with, hint: sb.withHint },
      { value: 'login', label: sb.without, hint: sb.withoutHint },
    ] as const;
    return html`<div class="card">
      ${this.renderChoice('way', { cards: true, label: sb.question, options, value: way }, (chosen) => {
        this.way = chosen;
      })}
    </div>`;
  }

  #throughStreamerbot(status: TwitchStatus) {
    return html`<rolecall-streamerbot-way
      .status=${status}
      .lists=${this.lists}
      .marks=${this.marks}
      .disabled=${this.disabled}
      @rolecall-edit=${({ edit }: EditEvent<ConnectEdit>) => this.#onEdit(edit)}
    ></rolecall-streamerbot-way>`;
  }

  #onEdit(edit: ConnectEdit): void {
    if (edit.kind !== 'finish') return;
    this.isOnTheWay = false;
    this.way = '';
  }

  #byLogin(status: TwitchStatus) {
    // Of a login of our own nothing is there while Streamer.bot's is used.
    const state = status.pending ? 'pending' : 'none';
    return html`<rolecall-login-way
      .status=${status.through === 'login' ? status : { ...status, state }}
      .lists=${this.lists}
      .error=${this.error}
      .isStarting=${this.isStarting}
      .now=${this.now}
      .marks=${this.marks}
      .disabled=${this.disabled}
      @rolecall-edit=${({ edit }: EditEvent<ConnectEdit>) => this.#onEdit(edit)}
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
      ${status.through === 'streamerbot' ? nothing : this.#permissions(status)} ${this.#otherWay(status)}
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

  #permissions(status: TwitchStatus) {
    return html`<details class="card fold">
      <summary>${t.permissions}${icon('fold')}</summary>
      <p class="soft">${t.permissionsText}</p>
      <rolecall-scopes .status=${status}></rolecall-scopes>
    </details>`;
  }

  /** What the way can do, and the other one. */
  #otherWay({ through }: TwitchStatus) {
    const isThrough = through === 'streamerbot';
    return html`<details class="card fold" part="other-way">
      <summary>${isThrough ? sb.limits : sb.changeBack}${icon('fold')}</summary>
      <p class="soft">${sb.limitsText}</p>
      <p class="soft">${sb.keep}</p>
      ${isThrough ? this.#change('login', sb.change, false) : this.#change('streamerbot', sb.changeBack, false)}
    </details>`;
  }

  #change(way: Way, label: string, isMain: boolean) {
    return html`<button
      type="button"
      class=${isMain ? 'main' : ''}
      part="change"
      ?disabled=${this.disabled || this.isDemo}
      @click=${() => {
        this.way = way;
        this.isOnTheWay = true;
      }}
    >
      ${label}
    </button>`;
  }

  #account({ channel, problem, missing, through }: TwitchStatus) {
    if (!channel) return nothing;
    const isWhole = problem === null && missing.length === 0;
    return html`<div class="card">
      <div class="account">
        ${icon('done')}
        <div>
          <p class="who" part="who">${channel.userDisplayName}</p>
          <p class="soft">${this.#accountText(channel.userLogin, through, isWhole)}</p>
        </div>
      </div>
      ${problem ? html`<p class="error" role="alert">${this.#words(problem)}</p>` : nothing}
    </div>`;
  }

  #accountText(login: string, through: Way, isWhole: boolean): string {
    if (through === 'streamerbot') return sb.through(login);
    return isWhole ? t.connectedText(login) : `twitch.tv/${login}`;
  }

  /** Of an application that is not public Twitch says so only when the login is renewed. */
  #words(problem: NonNullable<TwitchStatus['problem']>): string {
    return problem.code === 'forbidden' ? t.notPublic : loginProblemText(problem);
  }

  #missing({ missing, pending, through }: TwitchStatus) {
    if (missing.length === 0 && !pending) return nothing;
    if (through === 'streamerbot' && !pending)
      return html`<div class="notice" part="missing">
        <h3>${t.missing}</h3>
        ${missing.map(({ scope, neededFor }) => html`<p>${t.scopes[scope] ?? w.missing(neededFor)}</p>`)}
        ${this.#change('login', sb.change, true)}
      </div>`;
    return html`<div class="notice" part="missing">
      ${missing.length > 0 ? html`<h3>${t.missing}</h3>` : nothing}
      ${missing.map(({ scope, neededFor }) => html`<p>${t.scopes[scope] ?? w.missing(neededFor)}</p>`)}
      ${this.error === null ? nothing : html`<p class="error" role="alert">${loginErrorText(this.error)}</p>`}
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
