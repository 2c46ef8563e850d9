import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { controlStyles } from './controls.ts';
import { lateIcon } from './late-icons.ts';
import { panelStyles } from './panel-styles.ts';

const t = viewerTexts[language];

/** A panel over the dock with a heading and whatever is put into it. Tells `rolecall-close`. */
export class Sheet extends LitElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) isOpen = false;

  static override styles = [
    controlStyles,
    panelStyles,
    css`
      .body {
        padding-bottom: 1rem;
      }
    `,
  ];

  protected override render() {
    if (!this.isOpen) return nothing;
    return html`<dialog
      part="sheet"
      aria-labelledby="name"
      @close=${() => this.dispatchEvent(new Event('rolecall-close'))}
      @click=${(event: Event) => event.target === event.currentTarget && this.close()}
    >
      <div class="sheet">
        <header>
          <h2 id="name" tabindex="-1">${this.label}</h2>
          <button
            class="icon-button"
            part="close"
            type="button"
            aria-label=${t.close}
            @click=${() => this.close()}
          >
            ${lateIcon('close')}
          </button>
        </header>
        <div class="body"><slot></slot></div>
      </div>
    </dialog>`;
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('#name')?.focus();
  }

  close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }
}

customElements.define('rolecall-sheet', Sheet);
