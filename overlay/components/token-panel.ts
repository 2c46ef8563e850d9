import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { language } from '../lib/texts/language.ts';
import { tokenTexts } from '../lib/texts/token.ts';
import { oneFieldStyles } from './one-field-styles.ts';

const t = tokenTexts[language];

export class TokenEnteredEvent extends Event {
  constructor(readonly token: string) {
    super('rolecall-token', { bubbles: true, composed: true });
  }
}

/** Covers a page that the server refused, says why, and takes an access token. */
export class TokenPanel extends LitElement {
  /** The token is not valid; else there is none. */
  @property({ type: Boolean }) isWrong = false;

  static override styles = [
    oneFieldStyles,
    css`
      :host {
        position: fixed;
        top: 0;
        right: 0;
        bottom: 0;
        left: 0;
        z-index: 10;
        display: block;
        overflow: auto;
        background: var(--rolecall-background);
        color: var(--rolecall-text);
      }
      section {
        box-sizing: border-box;
        max-width: 32rem;
        margin: 0 auto;
        padding: 1.25rem 1rem;
      }
      h1 {
        margin: 0 0 0.75rem;
        font-size: 1.25rem;
      }
      p {
        line-height: 1.45;
      }
      label {
        margin-top: 1rem;
      }
      input {
        min-height: 2.75rem;
        margin-bottom: 0.75rem;
        background: var(--rolecall-surface);
      }
    `,
  ];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override render() {
    return html`<section part="token" role="dialog" aria-modal="true" aria-labelledby="heading">
      <h1 id="heading">${t.heading}</h1>
      <p>${this.isWrong ? t.wrong : t.missing}</p>
      <p id="how">${t.how}</p>
      <form @submit=${(event: Event) => this.#submit(event)}>
        <label for="token">${t.label}</label>
        <input
          id="token"
          type="password"
          required
          maxlength="200"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="how"
        />
        <button part="token-button">${t.open}</button>
      </form>
    </section>`;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const token = this.renderRoot.querySelector('input')?.value.trim() ?? '';
    if (token !== '') this.dispatchEvent(new TokenEnteredEvent(token));
  }
}

customElements.define('rolecall-token', TokenPanel);
