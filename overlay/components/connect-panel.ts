import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { durationOf } from '../lib/format/time.ts';
import { loginErrorText, loginProblemText } from '../lib/format/twitch-problems.ts';
import { healthTexts } from '../lib/texts/health.ts';
import { language } from '../lib/texts/language.ts';
import { connectTexts } from '../lib/texts/connect.ts';
import type { TwitchStatus } from '../lib/state/twitch-login.ts';
import { oneFieldStyles } from './one-field-styles.ts';

const t = connectTexts[language];
const { needs } = healthTexts[language];
export const CONSOLE_URL = 'https://dev.twitch.tv/console/apps';

/** Asks for a login. `clientId` null: the saved one. */
export class ConnectRequestEvent extends Event {
  constructor(readonly clientId: string | null) {
    super('rolecall-connect', { bubbles: true, composed: true });
  }
}

/** Connects Twitch: asks for a client id if none is saved, then shows the code. Empty when connected. */
export class ConnectPanel extends LitElement {
  @property({ attribute: false }) status: TwitchStatus | null = null;
  @property({ attribute: false }) error: Error | null = null;
  @property({ type: Boolean }) isStarting = false;
  @property({ attribute: false }) now = 0;
  /** The page explains the steps, so no link to the explanation is needed. */
  @property({ type: Boolean }) isExplained = false;

  static override styles = [
    oneFieldStyles,
    css`
      :host {
        display: block;
      }
      section {
        margin-top: 0.75rem;
        padding: 1rem;
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface);
      }
      h2 {
        margin: 0 0 0.5rem;
        font-size: 1.05rem;
      }
      input {
        min-height: 2.5rem;
        margin-bottom: 0.5rem;
        background: var(--rolecall-background);
      }
      button.quiet {
        margin-top: 0.5rem;
        background: var(--rolecall-surface-raised);
        color: inherit;
      }
      button:disabled {
        cursor: default;
        opacity: 0.7;
      }
      a {
        color: var(--rolecall-syncing);
      }
      .code {
        margin: 0 0 0.75rem;
        color: var(--rolecall-text);
        font-size: 2rem;
        font-weight: 700;
        letter-spacing: 0.15em;
        text-align: center;
        user-select: all;
      }
      .scan {
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 0.5rem;
        margin: 0.75rem 0 0;
        text-align: center;
      }
      rolecall-demo {
        margin-top: 0.75rem;
        --rolecall-demo-width: 100%;
      }
      rolecall-qr {
        width: 9rem;
        height: 9rem;
      }
      .problem {
        color: var(--rolecall-failed);
      }
      .more {
        margin: 0.75rem 0 0;
      }
      .waiting {
        margin: 0.75rem 0 0;
      }
    `,
  ];

  /** Loads what is needed only once, when it is needed. */
  protected override willUpdate(): void {
    if (this.status?.pending) import('./qr-code.ts').catch(() => undefined);
    // The demo is for newcomers, who have no client id.
    if (this.status?.clientId === null && !this.isExplained)
      import('./demo-button.ts').catch(() => undefined);
  }

  protected override render() {
    const { status } = this;
    if (!status) return nothing;
    if (status.pending) return this.#pending(status.pending);
    if (status.state === 'connected') return status.missing.length > 0 ? this.#missing(status) : nothing;
    return this.#start(status);
  }

  #start(status: TwitchStatus) {
    return html`<section part="connect" aria-label=${t.heading}>
      <h2>${status.state === 'lost' ? t.again : t.heading}</h2>
      <form @submit=${(event: Event) => this.#submit(event)}>
        ${status.clientId === null ? this.#clientId() : nothing} ${this.#problem(status)}
        <button part="connect-button" ?disabled=${this.isStarting}>
          ${this.isStarting ? t.starting : t.connect}
        </button>
      </form>
      ${
        this.isExplained
          ? nothing
          : html`${status.clientId === null ? this.#toSettings(t.throughStreamerbot) : nothing}
            ${this.#toSettings(t.stepByStep)}
            ${status.clientId === null ? html`<rolecall-demo></rolecall-demo>` : nothing}`
      }
    </section>`;
  }

  #toSettings(words: string) {
    return html`<p class="more">
      <a href="/settings${location.search}#connect" target="_blank">${words}</a>
    </p>`;
  }

  #clientId() {
    return html`<label for="client-id">${t.clientIdLabel}</label>
      <input
        id="client-id"
        name="clientId"
        required
        pattern="\\s*[\\w\\-]{10,64}\\s*"
        title=${t.clientIdForm}
        autocomplete="off"
        spellcheck="false"
        aria-describedby="help"
      />
      <p id="help">
        ${t.clientIdHelp} <a href=${CONSOLE_URL} target="_blank" rel="noreferrer">${t.console}</a>.
      </p>`;
  }

  #pending(pending: NonNullable<TwitchStatus['pending']>) {
    const leftMs = Math.max(0, Date.parse(pending.expiresAt) - this.now);
    return html`<section part="connect" aria-label=${t.heading}>
      <h2>${t.heading}</h2>
      <p>${t.enterCode}</p>
      <p class="code" part="code">${pending.userCode}</p>
      <a class="open" part="open" href=${pending.verificationUri} target="_blank" rel="noreferrer"
        >${t.open}</a
      >
      <div class="scan">
        <span>${t.orScan}</span>
        <rolecall-qr .text=${pending.verificationUri} .label=${t.qrLabel}></rolecall-qr>
      </div>
      <p class="waiting" role="status">${t.waiting(durationOf(Math.ceil(leftMs / 60_000) * 60_000))}</p>
    </section>`;
  }

  #missing(status: TwitchStatus) {
    return html`<section part="connect" aria-label=${t.heading}>
      ${status.missing.map(({ scope, neededFor }) => html`<p>${t.missing(needs[scope] ?? neededFor)}</p>`)}
      ${this.#problem(status)}
      <button part="grant" ?disabled=${this.isStarting} @click=${() => this.#ask(null)}>
        ${this.isStarting ? t.starting : t.grant}
      </button>
    </section>`;
  }

  #problem(status: TwitchStatus) {
    const { problem } = status;
    const text = this.error ? loginErrorText(this.error) : problem && loginProblemText(problem);
    return text ? html`<p class="problem" role="alert">${text}</p>` : nothing;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const field = this.renderRoot.querySelector('input');
    this.#ask(field ? field.value.trim() : null);
  }

  #ask(clientId: string | null): void {
    this.dispatchEvent(new ConnectRequestEvent(clientId));
  }
}

customElements.define('rolecall-connect', ConnectPanel);
