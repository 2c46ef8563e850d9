import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { errorText } from '../../lib/format/errors.ts';
import type { Notice } from '../../lib/state/notices.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { controlStyles } from './controls.ts';
import { lateIcon } from './late-icons.ts';

const t = viewerTexts[language];

/** What was just done, with a button to undo it. It covers a part of the page and moves nothing. */
export class NoticeBar extends LitElement {
  @property({ attribute: false }) notice: Notice | null = null;

  static override styles = [
    controlStyles,
    css`
      :host {
        position: fixed;
        inset: auto 0 var(--rolecall-footer, 3rem);
        z-index: 5;
        display: flex;
        justify-content: center;
        padding: 0.5rem;
        pointer-events: none;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        box-sizing: border-box;
        max-width: 34rem;
        padding: 0.25rem 0.25rem 0.25rem 0.75rem;
        border: 1px solid var(--rolecall-edge);
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface-raised);
        box-shadow: 0 0.3rem 1.2rem rgba(0, 0, 0, 0.5);
        line-height: 1.3;
        overflow-wrap: anywhere;
        pointer-events: auto;
      }
      .error {
        border-color: var(--rolecall-failed);
      }
      .glad {
        border-color: var(--rolecall-subscribers);
      }
      .act {
        flex: none;
        background: none;
        color: var(--rolecall-syncing);
      }
    `,
  ];

  protected override render() {
    const { notice } = this;
    return html`<div role="status">${notice ? this.#bar(notice) : nothing}</div>`;
  }

  #bar({ text, error, tone, act }: Notice) {
    return html`<div
      class="bar ${tone}"
      part="notice"
      @mouseenter=${() => this.#tell('keep')}
      @mouseleave=${() => this.#tell('let-go')}
      @focusin=${() => this.#tell('keep')}
      @focusout=${() => this.#tell('let-go')}
    >
      <span>${error === undefined ? text : errorText(error)}</span>
      ${
        act
          ? html`<button class="button act" part="undo" type="button" @click=${() => this.#tell('act')}>
              ${act.label}
            </button>`
          : nothing
      }
      <button class="icon-button" type="button" aria-label=${t.close} @click=${() => this.#tell('close')}>
        ${lateIcon('close')}
      </button>
    </div>`;
  }

  #tell(what: string): void {
    this.dispatchEvent(new CustomEvent('rolecall-notice', { detail: what }));
  }
}

customElements.define('rolecall-notice', NoticeBar);
