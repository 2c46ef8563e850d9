import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Notice } from '../../lib/state/viewer-actions.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { controlStyles } from './controls.ts';
import { icon } from './icons.ts';

const t = viewerTexts[language];

/** What was just done, with a button to undo it. It covers a part of the page and moves nothing. */
export class NoticeBar extends LitElement {
  @property({ attribute: false }) notice: Notice | null = null;

  static override styles = [
    controlStyles,
    css`
      :host {
        position: fixed;
        inset: auto 0 0;
        z-index: 5;
        display: flex;
        justify-content: center;
        padding: 0.6rem;
        pointer-events: none;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        box-sizing: border-box;
        max-width: 34rem;
        padding: 0.35rem 0.4rem 0.35rem 0.9rem;
        border: 1px solid var(--rolecall-edge);
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface-raised);
        box-shadow: 0 0.3rem 1.2rem rgba(0, 0, 0, 0.5);
        overflow-wrap: anywhere;
        pointer-events: auto;
      }
      .error {
        border-color: var(--rolecall-failed);
      }
      .undo {
        background: none;
        color: var(--rolecall-syncing);
      }
    `,
  ];

  protected override render() {
    const { notice } = this;
    return html`<div role="status">
      ${
        notice
          ? html`<div
              class="bar ${notice.isError ? 'error' : ''}"
              part="notice"
              @mouseenter=${() => this.#tell('keep')}
              @mouseleave=${() => this.#tell('let-go')}
              @focusin=${() => this.#tell('keep')}
              @focusout=${() => this.#tell('let-go')}
            >
              <span>${notice.text}</span>
              ${
                notice.undo
                  ? html`<button
                      class="button undo"
                      part="undo"
                      type="button"
                      @click=${() => this.#tell('undo')}
                    >
                      ${t.undo}
                    </button>`
                  : nothing
              }
              <button
                class="icon-button"
                type="button"
                aria-label=${t.close}
                @click=${() => this.#tell('close')}
              >
                ${icon('close')}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  #tell(what: string): void {
    this.dispatchEvent(new CustomEvent('rolecall-notice', { detail: what }));
  }
}

customElements.define('rolecall-notice', NoticeBar);
