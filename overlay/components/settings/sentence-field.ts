import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Reason } from '../../../server/core/decide.ts';
import { fillText, MAX_TEXT_LENGTH, PLACEHOLDERS, REASON_TEXTS } from '../../../server/core/reason-texts.ts';
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
  /** null: the default. */
  @property() text: string | null = null;
  @property({ attribute: false }) mark: Mark | undefined;
  @property({ type: Boolean }) disabled = false;
  /** What is in the field, saved or not. */
  @state() private typed: string | null = null;

  static override styles = [
    formStyles,
    css`
      :host {
        padding: 0.9rem 0 0.2rem;
        border-top: 1px solid var(--rolecall-line);
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
        margin-top: 0.45rem;
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

  protected override render() {
    const template = (this.typed ?? this.text ?? '').trim() || REASON_TEXTS[this.reason];
    return html`<rolecall-field
        optional
        .label=${reasons[this.reason]}
        .value=${this.text ?? ''}
        .placeholder=${REASON_TEXTS[this.reason]}
        .max=${MAX_TEXT_LENGTH}
        .disabled=${this.disabled}
        .mark=${this.mark}
        @rolecall-typing=${(event: Event) => (this.typed = (event.target as Field).text)}
        @rolecall-value=${({ value }: ValueEvent<string>) => this.#save(value)}
      ></rolecall-field>
      <div class="tools">
        ${PLACEHOLDERS.map(
          (name) =>
            html`<button
              type="button"
              title=${t.placeholder[name]}
              ?disabled=${this.disabled}
              @click=${() => this.#insert(`{${name}}`)}
            >
              {${name}}
            </button>`,
        )}
        ${
          this.text === null
            ? nothing
            : html`<button type="button" ?disabled=${this.disabled} @click=${() => this.#save('')}>
                ${t.back}
              </button>`
        }
      </div>
      <p class="example" part="example">
        ${t.example}:
        <q
          >${fillText(template, { name: t.sampleName, feature: 'tts', timeLeftMs: 272_000, roles: ['subscriber'] })}</q
        >
      </p>`;
  }

  #insert(placeholder: string): void {
    const field = this.renderRoot.querySelector<Field>('rolecall-field');
    if (!field) return;
    // An empty field is filled with Rolecall's sentence first: nobody wants just "{name}".
    const isEmpty = field.text === '';
    const base = isEmpty ? REASON_TEXTS[this.reason] : field.text;
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
