import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { clientIdForm, isPossibleClientId } from '../../lib/format/client-id.ts';
import { loginErrorText, loginProblemText } from '../../lib/format/twitch-problems.ts';
import type { ConnectEdit } from '../../lib/state/owner-login.ts';
import { rememberedId, rememberId } from '../../lib/state/remembered-client-id.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import type { Status } from '../../lib/state/view-state.ts';
import { connectStepTexts } from '../../lib/texts/connect-steps.ts';
import { connectTexts } from '../../lib/texts/connect.ts';
import { language } from '../../lib/texts/language.ts';
import { ConnectRequestEvent } from '../connect-panel.ts';
import { valueOf } from '../form-values.ts';
import { formStyles } from './form-styles.ts';
import { loginWayStyles } from './login-way-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './copy-line.ts';
import './first-read.ts';
import './login-code.ts';
import './steps.ts';

const t = connectStepTexts[language];
const w = connectTexts[language];
/** The form itself, not the list of applications. */
const CREATE_URL = 'https://dev.twitch.tv/console/apps/create';

type Step = 'app' | 'id' | 'code' | 'sync';
const ALL: readonly Step[] = ['app', 'id', 'code', 'sync'];
/** With a client id that is known already. */
const SHORT: readonly Step[] = ['code', 'sync'];

/** The way with an own login at Twitch: an application, its client id, the code, the first read. */
export class LoginWay extends SettingsSection<ConnectEdit> {
  @property({ attribute: false }) status: TwitchStatus | null = null;
  @property({ attribute: false }) lists: Status | null = null;
  @property({ attribute: false }) error: Error | null = null;
  @property({ type: Boolean }) isStarting = false;
  @property({ attribute: false }) now = 0;
  /** Where the streamer went; null: where things stand. */
  @state() private wanted: Step | null = null;
  @state() private steps: readonly Step[] = SHORT;
  /** The client id as it was typed, now or for the login before. */
  @state() private text = rememberedId();
  private isCancelling = false;

  static override styles = [formStyles, loginWayStyles];

  protected override willUpdate(): void {
    const { status } = this;
    if (status?.clientId === null && status.pending === null && status.state !== 'connected')
      this.steps = ALL;
    if (!status?.pending) this.isCancelling = false;
    // Should the code run out, one is still there.
    else if (!this.isCancelling) this.wanted = 'code';
  }

  protected override render() {
    const { status, steps } = this;
    if (!status) return nothing;
    const step = this.#stepOf(status);
    return html`<rolecall-steps .names=${steps.map((each) => t[each])} .at=${steps.indexOf(step)}>
      ${this.#content(step, status)}
    </rolecall-steps>`;
  }

  #stepOf({ state, pending }: TwitchStatus): Step {
    if (pending) return 'code';
    if (state === 'connected') return 'sync';
    const { wanted, steps } = this;
    if (wanted !== null && steps.includes(wanted)) return wanted;
    return steps === SHORT ? 'code' : isPossibleClientId(this.text) ? 'id' : 'app';
  }

  #content(step: Step, status: TwitchStatus) {
    switch (step) {
      case 'app':
        return this.#app();
      case 'id':
        return this.#id();
      case 'code':
        return status.pending ? this.#code(status.pending) : this.#start(status);
      case 'sync':
        return this.#sync(status);
    }
  }

  #app() {
    return html`<p>${t.appText}</p>
      <a class="button main" part="create" href=${CREATE_URL} target="_blank" rel="noreferrer">${t.create}</a>
      <p class="hint fill-in">${t.fillIn}</p>
      <dl>
        <dt>${t.name}</dt>
        <dd>${t.nameText}</dd>
        <dt>${t.redirect}</dt>
        <dd><rolecall-copy .name=${t.redirect} .text=${'http://localhost'}></rolecall-copy></dd>
        <dt>${t.category}</dt>
        <dd>${t.categoryText}</dd>
        <dt>${t.type}</dt>
        <dd>
          <strong>${t.typeText}</strong>
          <p class="hint">${t.typeWhy}</p>
        </dd>
      </dl>
      <p class="hint">${t.twoFactor}</p>
      <div class="acts">
        <button type="button" class="main" @click=${() => this.#go('id')}>${t.made}</button>
      </div>`;
  }

  #id() {
    const seen = clientIdForm(this.text);
    // Twitch has the last word about one that looks right.
    const form = seen === 'good' && this.error !== null ? null : seen;
    const isPossible = isPossibleClientId(this.text);
    const words = { good: t.idGood, length: t.idLength(this.text.trim().length), other: t.idOther };
    return html`<form @submit=${(event: Event) => this.#submit(event)}>
      <p>${t.idText}</p>
      <label
        >${t.idLabel}
        <input
          type="text"
          name="client-id"
          data-first
          autocomplete="off"
          spellcheck="false"
          aria-describedby="form"
          aria-invalid=${form === 'other'}
          .value=${this.text}
          @input=${(event: Event) => this.#type(valueOf(event))}
        />
      </label>
      <p class="hint ${form === 'good' ? 'good' : ''}" id="form" part="form" role="status">
        ${form === null ? '' : words[form]}
      </p>
      ${this.error === null ? nothing : html`<p class="error" role="alert">${loginErrorText(this.error)}</p>`}
      <div class="acts">
        ${this.#back('app')}
        <button class="main" ?disabled=${this.disabled || this.isStarting || !isPossible}>
          ${this.isStarting ? w.starting : t.getCode}
        </button>
      </div>
    </form>`;
  }

  /** The code is not there yet, or ran out. */
  #start({ clientId, problem }: TwitchStatus) {
    const why = this.#why(problem);
    const isKnown = clientId !== null || isPossibleClientId(this.text);
    return html`<p>${t.known}</p>
      ${why === null ? nothing : html`<p class="error" role="alert">${why}</p>`}
      <div class="acts">
        <button
          type="button"
          class="quiet back"
          @click=${() => {
            this.steps = ALL;
            this.#go('id');
          }}
        >
          ${this.steps === ALL ? t.back : t.otherId}
        </button>
        <button
          type="button"
          class="main"
          ?disabled=${this.disabled || this.isStarting || !isKnown}
          @click=${() => this.#ask()}
        >
          ${this.isStarting ? w.starting : t.getCode}
        </button>
      </div>`;
  }

  /** What was tried just now goes before what went wrong long ago. */
  #why(problem: TwitchStatus['problem']): string | null {
    if (this.error) return loginErrorText(this.error);
    return problem && loginProblemText(problem);
  }

  #code(pending: NonNullable<TwitchStatus['pending']>) {
    return html`<p>${t.codeText}</p>
      <rolecall-login-code .pending=${pending} .now=${this.now}></rolecall-login-code>
      <div class="acts">
        ${this.steps === ALL ? this.#back('id') : nothing}
        <button type="button" class="quiet" ?disabled=${this.disabled} @click=${() => this.#cancel(null)}>
          ${t.cancel}
        </button>
      </div>`;
  }

  #sync({ channel }: TwitchStatus) {
    return html`${channel ? html`<p part="who">${t.connectedAs(channel.userDisplayName)}</p>` : nothing}
      <rolecall-first-read .status=${this.lists}></rolecall-first-read>
      <div class="acts">
        <button type="button" class="main" @click=${() => this.send({ kind: 'finish' })}>${t.finish}</button>
      </div>`;
  }

  #back(to: Step) {
    return html`<button
      type="button"
      class="quiet back"
      ?disabled=${this.disabled && to === 'id'}
      @click=${() => (this.status?.pending ? this.#cancel(to) : this.#go(to))}
    >
      ${t.back}
    </button>`;
  }

  #go(step: Step): void {
    this.wanted = step;
  }

  /** Twitch's code is given up first. */
  #cancel(to: Step | null): void {
    this.isCancelling = true;
    this.wanted = to;
    this.send({ kind: 'cancel' });
  }

  #type(text: string): void {
    this.text = text;
  }

  #submit(event: Event): void {
    event.preventDefault();
    if (isPossibleClientId(this.text)) this.#ask();
  }

  #ask(): void {
    // A client id that Rolecall has goes before one that was typed long ago.
    const isTyped = this.steps === ALL && isPossibleClientId(this.text);
    const id = isTyped ? this.text.trim() : null;
    if (id !== null) rememberId(id);
    this.dispatchEvent(new ConnectRequestEvent(id));
  }
}

customElements.define('rolecall-login-way', LoginWay);
