import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { codeOf, errorText, isOfClient } from '../lib/format/errors.ts';
import { postAction } from '../lib/state/http-action.ts';
import { language } from '../lib/texts/language.ts';
import { demoTexts } from '../lib/texts/demo.ts';
import { formStyles } from './settings/form-styles.ts';

const t = demoTexts[language];

/** The demo listens on Rolecall's own computer only. */
export const canOpenDemo = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);

/** Starts the demo and opens it. Empty where the browser could not reach it. */
export class DemoButton extends LitElement {
  @property({ type: Boolean }) disabled = false;
  @state() private isStarting = false;
  /** The demo's dock, once it runs. */
  @state() private url: string | null = null;
  @state() private error: string | null = null;

  static override styles = [
    formStyles,
    css`
      p {
        margin: 0.5rem 0 0;
      }
      button {
        width: var(--rolecall-demo-width, auto);
        min-height: 2.75rem;
      }
    `,
  ];

  protected override render() {
    if (!canOpenDemo) return nothing;
    const { isStarting, url, error } = this;
    return html`<button type="button" ?disabled=${this.disabled || isStarting} @click=${() => this.#start()}>
        ${t.see}
      </button>
      <p class="soft" role="status" ?hidden=${!isStarting && url === null}>
        ${isStarting ? t.starting : nothing}
        ${!isStarting && url ? html`${t.opened} <a href=${url} target="_blank">${t.open}</a>` : nothing}
      </p>
      ${error === null ? nothing : html`<p class="error" role="alert">${error}</p>`}`;
  }

  async #start(): Promise<void> {
    this.isStarting = true;
    this.error = this.url = null;
    try {
      const { url } = await postAction('server.demo', {});
      this.url = url;
      window.open(url, '_blank'); // if the browser blocks this, there is the link
    } catch (error) {
      this.error = isOfClient(codeOf(error)) ? t.away : errorText(error);
    }
    this.isStarting = false;
  }
}

customElements.define('rolecall-demo', DemoButton);
