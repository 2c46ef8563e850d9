import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Question } from '../../lib/state/confirm.ts';
import { EditEvent } from './events.ts';
import { valueOf } from '../form-values.ts';
import { formStyles } from './form-styles.ts';
import './effect-list.ts';

/** A dialog that asks a question. The answer is an edit of true or false; Escape is no. */
export class ConfirmDialog extends LitElement {
  @property({ attribute: false }) question: Question | null = null;
  @state() private typed = '';

  static override styles = [
    formStyles,
    css`
      dialog {
        box-sizing: border-box;
        width: min(34rem, calc(100vw - 1.5rem));
        max-height: calc(100vh - 2rem);
        padding: 1.25rem;
        border: 1px solid var(--rolecall-line);
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface);
        color: var(--rolecall-text);
        overflow-y: auto;
      }
      dialog::backdrop {
        background: rgba(0, 0, 0, 0.6);
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        margin-top: 1.1rem;
      }
      label {
        display: block;
        margin-bottom: 0.3rem;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('question')) this.typed = '';
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    const { question } = this;
    if (!question) return nothing;
    const { typed } = question;
    return html`<dialog aria-labelledby="heading" @cancel=${(event: Event) => this.#cancel(event)}>
      <h3 id="heading">${question.heading}</h3>
      <p>${question.text}</p>
      ${question.effect ? html`<rolecall-effect .effect=${question.effect}></rolecall-effect>` : nothing}
      ${typed === undefined ? nothing : this.#typing(typed)}
      <div class="answers">
        <button
          type="button"
          class="danger"
          ?disabled=${typed !== undefined && this.typed.trim() !== typed}
          @click=${() => this.#answer(true)}
        >
          ${question.yes}
        </button>
        <button type="button" autofocus @click=${() => this.#answer(false)}>${question.no}</button>
      </div>
    </dialog>`;
  }

  #typing(wanted: string) {
    return html`<label for="typed"><code>${wanted}</code></label>
      <input
        id="typed"
        type="text"
        autocomplete="off"
        spellcheck="false"
        .value=${this.typed}
        @input=${(event: Event) => (this.typed = valueOf(event))}
      />`;
  }

  #cancel(event: Event): void {
    event.preventDefault();
    this.#answer(false);
  }

  #answer(yes: boolean): void {
    // Closing it first gives the focus back.
    this.renderRoot.querySelector('dialog')?.close();
    this.dispatchEvent(new EditEvent(yes));
  }
}

customElements.define('rolecall-confirm', ConfirmDialog);
