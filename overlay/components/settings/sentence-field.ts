import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Reason } from '../../../server/core/decide.ts';
import { CHAT_WORDS } from '../../../server/core/chat-texts/chat-texts.ts';
import type { Language } from '../../../server/core/languages.ts';
import { fillText, MAX_TEXT_LENGTH, PLACEHOLDERS } from '../../../server/core/reason-texts.ts';
import { EditEvent, type ValueEvent } from './events.ts';
import type { SettingsEdit } from '../../lib/state/settings-editor.ts';
import type { Mark } from '../../lib/state/saving.ts';
import { language } from '../../lib/texts/language.ts';
import { reasonTexts } from '../../lib/texts/reasons.ts';
import { sentenceTexts } from '../../lib/texts/settings-sentences.ts';
import type { Field } from './field.ts';
import { formStyles } from './form-styles.ts';
import './field.ts';

const t = sentenceTexts[language];
const reasons = reasonTexts[language];

/** The sentence of one reason, with an example. */
export class SentenceField extends LitElement {
  @property() reason: Reason = 'grant';
  /** Of the default. */
  @property() language: Language = 'en';
  /** null: the default. */
  @property() text: string | null = null;
  @property({ attribute: false }) mark: Mark | undefined;
  @property({ type: Boolean }) disabled = false;
  /** What is in the field, saved or not. */
  @state() private typed: string | null = null;
  @state() private isEditing = false;

  static override styles = [
    formStyles,
    css`
      :host {
        border-top: 1px solid var(--rolecall-line);
      }
      :host(:first-of-type) {
        border-top: 0;
      }
      .row {
        flex-wrap: nowrap;
        align-items: start;
        justify-content: space-between;
        padding: 0.75rem 0;
      }
      .row > div {
        min-width: 0;
      }
      .row p {
        margin: 0.1rem 0 0;
        color: var(--rolecall-text-soft);
      }
      .row button {
        flex: none;
        min-height: 2.2rem;
        padding: 0.25rem 0.8rem;
      }
      .edit {
        padding: 0.9rem 0;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
        align-items: center;
        margin-top: 0.45rem;
      }
      .tools .hint {
        margin: 0 0.2rem 0 0;
      }
      .tools button {
        min-height: 1.9rem;
        padding: 0.1rem 0.6rem;
        font-size: 0.88rem;
        font-weight: 500;
      }
      .example {
        margin: 0.45rem 0 0.6rem;
        color: var(--rolecall-text-soft);
      }
      q {
        color: var(--rolecall-text);
        quotes: '“' '”';
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('mark') && this.mark?.state === 'saved' && this.typed === null) this.#close();
  }

  protected override render() {
    return this.isEditing ? this.#edit() : this.#line();
  }

  #line() {
    const { reason, text } = this;
    return html`<div class="row" part="line">
      <div>
        <strong>${reasons[reason]}</strong>
        ${text === null ? nothing : html`<span class="chip soft">${t.own}</span>`}
        <p>${text ?? CHAT_WORDS[this.language].reasons[reason]}</p>
      </div>
      <button
        type="button"
        class="quiet"
        aria-label="${t.change}: ${reasons[reason]}"
        ?disabled=${this.disabled}
        @click=${() => this.#open()}
      >
        ${t.change}
      </button>
    </div>`;
  }

  #edit() {
    const template = (this.typed ?? this.text ?? '').trim() || CHAT_WORDS[this.language].reasons[this.reason];
    const sample = {
      name: t.sampleName,
      feature: 'tts',
      timeLeftMs: 272_000,
      roles: ['subscriber'] as const,
    };
    return html`<div class="edit">
      <rolecall-field
        optional
        .label=${reasons[this.reason]}
        .value=${this.text ?? ''}
        .placeholder=${CHAT_WORDS[this.language].reasons[this.reason]}
        .max=${MAX_TEXT_LENGTH}
        .disabled=${this.disabled}
        .mark=${this.mark}
        @rolecall-typing=${(event: Event) => (this.typed = (event.target as Field).text)}
        @rolecall-value=${({ value }: ValueEvent<string>) => this.#save(value)}
      ></rolecall-field>
      <div class="tools">
        <span class="hint">${t.placeholders}</span>
        ${PLACEHOLDERS.map(
          (name) =>
            html`<button
              type="button"
              title=${t.placeholder[name]}
              ?disabled=${this.disabled}
              @mousedown=${(event: Event) => event.preventDefault()}
              @click=${() => this.#insert(`{${name}}`)}
            >
              {${name}}
            </button>`,
        )}
      </div>
      <p class="example" part="example">
        ${t.example}: <q>${fillText(template, sample, CHAT_WORDS[this.language])}</q>
      </p>
      <div class="tools">
        ${
          this.text === null
            ? nothing
            : html`<button type="button" ?disabled=${this.disabled} @click=${() => this.#save('')}>
                ${t.back}
              </button>`
        }
        <button type="button" class="quiet" @click=${() => this.#close()}>${t.close}</button>
      </div>
    </div>`;
  }

  #open(): void {
    this.isEditing = true;
    void this.updateComplete.then(async () => {
      const field = this.renderRoot.querySelector<Field>('rolecall-field');
      await field?.updateComplete;
      field?.renderRoot.querySelector('input')?.focus();
    });
  }

  /** The focus goes back to where it came from. */
  #close(): void {
    if (!this.isEditing) return;
    const hadFocus = this.shadowRoot?.activeElement !== null;
    this.isEditing = false;
    this.typed = null;
    if (hadFocus)
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.row button')?.focus());
  }

  #insert(placeholder: string): void {
    const field = this.renderRoot.querySelector<Field>('rolecall-field');
    if (!field) return;
    // An empty field is filled with Rolecall's sentence first: nobody wants just "{name}".
    const isEmpty = field.text === '';
    const base = isEmpty ? CHAT_WORDS[this.language].reasons[this.reason] : field.text;
    const [from, to] = isEmpty ? [base.length, base.length] : field.selection;
    field.text = `${base.slice(0, from)}${isEmpty ? ' ' : ''}${placeholder}${base.slice(to)}`;
  }

  #save(value: string): void {
    const { reason } = this;
    this.typed = null;
    const text = value.trim() === '' ? null : value;
    this.dispatchEvent(new EditEvent<SettingsEdit>({ name: 'texts', reason, value: text }));
  }
}

customElements.define('rolecall-sentence', SentenceField);
