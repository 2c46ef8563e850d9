import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { formStyles } from './form-styles.ts';

const t = settingsTexts[language];
const SHOWN_MS = 2_500;

/** A text with a button that copies it. */
export class CopyLine extends LitElement {
  @property() label = '';
  @property() hint = '';
  /** What it is for those who hear the page, if the label is not shown. */
  @property() name = '';
  @property() text = '';
  /** It scrolls in a box of its own. */
  @property({ type: Boolean, reflect: true }) isLong = false;
  @state() private said = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    formStyles,
    css`
      :host {
        margin-bottom: 0.9rem;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: stretch;
        margin-top: 0.25rem;
      }
      pre {
        flex: 1 1 auto;
        box-sizing: border-box;
        min-width: 0;
        max-width: 100%;
        margin: 0;
        padding: 0.55rem 0.75rem;
        border-radius: 0.5rem;
        background: var(--rolecall-background);
        font:
          var(--rolecall-copy-size, 0.93rem)/1.45 ui-monospace,
          'Cascadia Mono',
          Consolas,
          monospace;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        user-select: all;
      }
      :host([isLong]) {
        margin-top: 0.9rem;
      }
      :host([isLong]) .line {
        flex-direction: column-reverse;
        flex-wrap: nowrap;
      }
      :host([isLong]) pre {
        max-height: min(30rem, 60vh);
        overflow: auto;
      }
      pre:focus-visible {
        outline: 3px solid var(--rolecall-focus);
      }
      button {
        flex: none;
        align-self: var(--rolecall-copy-align, start);
        min-width: 6.5em;
      }
      @media (max-width: 339px) {
        pre {
          padding: 0.5rem;
          font-size: var(--rolecall-copy-size, 0.86rem);
        }
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    return html`${this.label ? html`<strong>${this.label}</strong>` : nothing}
      ${this.hint ? html`<p class="hint">${this.hint}</p>` : nothing}
      <div class="line">
        <pre part="text" tabindex=${this.isLong ? 0 : nothing}>${this.text}</pre>
        <button
          type="button"
          aria-label="${this.said || t.copy}: ${this.label || this.name || this.text}"
          @click=${this.#copy}
        >
          ${this.said || t.copy}
        </button>
      </div>`;
  }

  readonly #copy = async (): Promise<void> => {
    const pre = this.renderRoot.querySelector('pre');
    this.said = (await copy(this.text)) || (pre && copySelected(pre)) ? t.copied : t.copyFailed;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.said = ''), SHOWN_MS);
  };
}

/** @returns false where there is no clipboard, as in another PC's browser, or it may not be used, as in OBS */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The old way. If that fails too the text is selected for Ctrl+C. */
function copySelected(element: HTMLElement): boolean {
  getSelection()?.selectAllChildren(element);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- where there is no clipboard, nothing else copies
  return document.execCommand('copy');
}

customElements.define('rolecall-copy', CopyLine);
