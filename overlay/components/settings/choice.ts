import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { ValueEvent } from './events.ts';
import { Control, markStyles } from './control.ts';
import { formStyles } from './form-styles.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Radio buttons. `cards`: each with a sentence of its own. */
export class Choice extends Control {
  /** Empty: none is chosen. */
  @property() value = '';
  @property({ attribute: false }) options: readonly Option[] = [];
  @property({ type: Boolean }) cards = false;

  static override styles = [
    formStyles,
    markStyles,
    css`
      legend {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 0.75rem;
        width: 100%;
        margin-bottom: 0.35rem;
      }
      .options {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      .options.cards {
        gap: 0.75rem;
      }
      /* All in a row, or each in its own: none is left alone. */
      .cards label {
        flex: 1 1 calc((38rem - 100%) * 999);
        min-width: 0;
      }
      label {
        display: flex;
        gap: 0.55rem;
        align-items: baseline;
        padding: 0.4rem 0.75rem;
        border: 1px solid var(--rolecall-edge);
        border-radius: 0.6rem;
        font-weight: 500;
        cursor: pointer;
      }
      .cards label {
        padding: 0.85rem 1rem;
        background: var(--rolecall-surface);
        font-weight: 600;
      }
      label.on {
        border-color: var(--rolecall-accent-fill);
        background: var(--rolecall-picked);
        box-shadow: inset 0 0 0 1px var(--rolecall-accent-fill);
      }
      @media (forced-colors: active) {
        label.on {
          border-color: Highlight;
          outline: 1px solid Highlight;
        }
      }
      input {
        flex: none;
        width: 1rem;
        height: 1rem;
        margin: 0;
        accent-color: var(--rolecall-accent-fill);
        transform: translateY(0.15em);
      }
      .on .hint {
        color: var(--rolecall-text);
      }
      fieldset:disabled label {
        opacity: 0.7;
        cursor: default;
      }
      label:focus-within {
        outline: 3px solid var(--rolecall-focus);
        outline-offset: 2px;
      }
      input:focus-visible {
        outline: 0;
      }
    `,
  ];

  protected override render() {
    return html`<fieldset ?disabled=${this.disabled}>
      <legend><span>${this.label}</span> ${this.renderMark()}</legend>
      <div class="options ${this.cards ? 'cards' : ''}">
        ${this.options.map((each) => this.#option(each))}
      </div>
      ${this.renderHint()} ${this.renderError()}
    </fieldset>`;
  }

  #option({ value, label, hint }: Option) {
    const isOn = value === this.value;
    return html`<label class=${isOn ? 'on' : ''}>
      <input
        type="radio"
        name="choice"
        value=${value}
        .checked=${live(isOn)}
        @change=${() => this.dispatchEvent(new ValueEvent(value))}
      />
      <span>${label}${hint ? html`<span class="hint" style="display: block">${hint}</span>` : nothing}</span>
    </label>`;
  }
}

customElements.define('rolecall-choice', Choice);
