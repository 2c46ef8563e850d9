import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { ValueEvent } from './events.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { Control, markStyles } from './control.ts';
import { isLocked, valueOf } from '../form-values.ts';
import { formStyles } from './form-styles.ts';

const t = settingsTexts[language];

/**
 * A line of text or a whole number. It sends `rolecall-value` on blur and Enter, and keeps what was typed until
 * it is saved, also while the server is away.
 */
export class Field extends Control {
  @property() value = '';
  @property() type: 'text' | 'number' = 'text';
  /** The limits of a number; `max` of a text is its length. */
  @property({ type: Number }) min: number | null = null;
  @property({ type: Number }) max: number | null = null;
  @property() unit = '';
  @property() placeholder = '';
  @property({ type: Boolean }) optional = false;
  /** What was typed and is not saved yet. */
  #draft: string | null = null;
  /** The draft that was sent to be saved. */
  #sent: string | null = null;
  #problem: string | null = null;

  static override styles = [
    formStyles,
    markStyles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 0.75rem;
        margin-bottom: 0.25rem;
      }
      .line {
        display: flex;
        gap: 0.6rem;
        align-items: center;
      }
      input[type='number'] {
        max-width: 8rem;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** The text in the field. */
  get text(): string {
    return this.#draft ?? this.value;
  }

  /** Changes the text as if it was typed. */
  set text(text: string) {
    this.#type(text);
    this.renderRoot.querySelector('input')?.focus();
  }

  /** From where to where text is selected. */
  get selection(): [number, number] {
    const input = this.renderRoot.querySelector('input');
    const end = this.text.length;
    return [input?.selectionStart ?? end, input?.selectionEnd ?? end];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const state = this.mark?.state;
    const isSettled = changed.has('mark') && (state === 'saved' || state === 'kept');
    // A draft that was changed while the earlier one was saved stays.
    if (isSettled && this.#draft === this.#sent) this.#draft = null;
    if (this.#draft === this.value) this.#draft = null;
  }

  /** What was left while the server was away is saved as soon as it is back. */
  protected override updated(changed: PropertyValues<this>): void {
    const isBack = changed.get('disabled') === true && !this.disabled;
    if (isBack && this.shadowRoot?.activeElement === null) this.#commit();
  }

  protected override render() {
    const isDirty = this.#draft !== null && this.mark?.state !== 'saving';
    const described = [
      this.hint ? 'hint' : '',
      (this.#problem ?? this.mark?.state === 'failed') ? 'error' : '',
    ];
    return html`<div class="head">
        <label for="input">${this.label}</label>
        ${isDirty ? html`<span class="mark" part="dirty">${t.dirty}</span>` : this.renderMark()}
      </div>
      <div class="line">
        <input
          id="input"
          type=${this.type}
          min=${this.type === 'number' ? (this.min ?? nothing) : nothing}
          max=${this.type === 'number' ? (this.max ?? nothing) : nothing}
          maxlength=${this.type === 'text' ? (this.max ?? nothing) : nothing}
          placeholder=${this.placeholder || nothing}
          .value=${live(this.text)}
          ?disabled=${isLocked(this.shadowRoot, this.disabled)}
          autocomplete="off"
          spellcheck=${this.type === 'text' ? 'true' : 'false'}
          aria-invalid=${this.#problem !== null || this.mark?.state === 'failed'}
          aria-describedby=${described.join(' ').trim() || nothing}
          @input=${(event: Event) => this.#type(valueOf(event))}
          @keydown=${(event: KeyboardEvent) => this.#key(event)}
          @blur=${() => this.#commit()}
        />
        ${this.unit ? html`<span class="soft">${this.unit}</span>` : nothing}
        ${
          isDirty
            ? html`<button type="button" ?disabled=${this.disabled} @click=${() => this.#commit()}>
                ${t.save}
              </button>`
            : nothing
        }
      </div>
      ${this.renderHint()} ${this.renderError(this.#problem)}`;
  }

  #type(text: string): void {
    this.#draft = text;
    this.#problem = null;
    this.requestUpdate();
    this.dispatchEvent(new Event('rolecall-typing', { bubbles: true }));
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.#commit();
    if (event.key !== 'Escape' || this.#draft === null) return;
    this.#draft = null;
    this.#problem = null;
    this.requestUpdate();
    this.dispatchEvent(new Event('rolecall-typing', { bubbles: true }));
  }

  #commit(): void {
    const { text } = this;
    this.requestUpdate();
    if (this.disabled || text === this.value || this.#draft === null) return;
    this.#problem = this.#problemOf(text);
    if (this.#problem !== null) return;
    this.#sent = text;
    this.dispatchEvent(new ValueEvent(text));
  }

  #problemOf(text: string): string | null {
    if (this.optional && text.trim() === '') return null;
    if (this.type === 'text') return text.trim() !== '' ? null : t.required;
    const min = this.min ?? 0;
    const max = this.max ?? Number.MAX_SAFE_INTEGER;
    const number = text === '' ? Number.NaN : Number(text);
    const fits = Number.isInteger(number) && number >= min && number <= max;
    return fits ? null : t.range(countOf(min), countOf(max));
  }
}

customElements.define('rolecall-field', Field);
