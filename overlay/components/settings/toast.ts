import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { EditEvent } from './events.ts';
import type { Toast } from '../../lib/state/saving.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';
import './effect-list.ts';

const t = settingsTexts[language];
/** Long enough to reach it by keyboard, and shorter if there is nothing to undo. */
const SHOWN_MS = 30_000;
const SHOWN_PLAIN_MS = 6_000;

export type ToastEdit = 'undo' | 'dismiss';

/** What was just saved, who is affected, and undo. It stays while it has the pointer or the focus. */
export class ToastBar extends LitElement {
  @property({ attribute: false }) toast: Toast | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    for (const name of ['pointerenter', 'focusin'])
      this.addEventListener(name, () => clearTimeout(this.#timer));
    for (const name of ['pointerleave', 'focusout']) this.addEventListener(name, () => this.#wait());
  }

  static override styles = [
    formStyles,
    css`
      :host {
        position: fixed;
        z-index: 2;
        right: 0;
        bottom: 0;
        left: 0;
        display: flex;
        justify-content: center;
        padding: 0.75rem;
        pointer-events: none;
      }
      .toast {
        box-sizing: border-box;
        width: min(36rem, 100%);
        padding: 0.6rem 0.75rem 0.6rem 1rem;
        border: 1px solid var(--rolecall-edge);
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface-raised);
        box-shadow: 0 0.4rem 1.6rem rgba(0, 0, 0, 0.5);
        pointer-events: auto;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 0.6rem;
        align-items: center;
      }
      .words {
        flex: 1 1 10rem;
      }
      button {
        background: var(--rolecall-chosen);
      }
      button:hover {
        background: var(--rolecall-line);
      }
      .close {
        min-width: 2.5rem;
        padding: 0;
      }
      .close svg {
        width: 1rem;
        height: 1rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 2;
        vertical-align: middle;
      }
      details {
        margin-top: 0.3rem;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override updated(): void {
    this.#wait();
  }

  protected override render() {
    const { toast } = this;
    if (!toast) return nothing;
    const { effect } = toast;
    const hasNames = effect !== null && effect.gained + effect.lost > 0;
    return html`<section class="toast" part="toast" aria-label=${t.savedMark}>
      <div class="line">
        <span class="words" part="words"
          >${toast.text} ${effect ? t.effect(effect.gained, effect.lost) : ''}</span
        >
        ${
          toast.undo
            ? html`<button type="button" part="undo" title=${t.undoHint} @click=${() => this.#send('undo')}>
                ${t.undo}
              </button>`
            : nothing
        }
        <button class="close" type="button" aria-label=${t.close} @click=${() => this.#send('dismiss')}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m4 4 8 8m0-8-8 8" /></svg>
        </button>
      </div>
      ${
        hasNames
          ? html`<details class="fold">
              <summary>${t.who}${icon('fold')}</summary>
              <rolecall-effect .effect=${effect}></rolecall-effect>
            </details>`
          : nothing
      }
    </section>`;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (!this.toast || this.matches(':hover') || this.shadowRoot?.activeElement) return;
    const ms = this.toast.undo ? SHOWN_MS : SHOWN_PLAIN_MS;
    this.#timer = setTimeout(() => this.#send('dismiss'), ms);
  }

  #send(edit: ToastEdit): void {
    this.dispatchEvent(new EditEvent(edit));
  }
}

customElements.define('rolecall-toast', ToastBar);
