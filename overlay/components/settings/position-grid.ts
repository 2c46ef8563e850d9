import { css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { property } from 'lit/decorators.js';
import { Control } from './control.ts';
import { ValueEvent } from './events.ts';
import { formStyles } from './form-styles.ts';

/** Nine places of a picture, three by three: radio buttons with their name spoken. */
export class PositionGrid extends Control {
  @property() value = '';
  /** In the order of reading. */
  @property({ attribute: false }) options: readonly { readonly value: string; readonly label: string }[] = [];

  static override styles = [
    formStyles,
    css`
      legend {
        margin-bottom: 0.35rem;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 0.25rem;
        width: 11rem;
        padding: 0.35rem;
        border: 1px solid var(--rolecall-edge);
        border-radius: 0.5rem;
        background: var(--rolecall-background);
      }
      input {
        width: 100%;
        height: 1.7rem;
        margin: 0;
        border-radius: 0.3rem;
        appearance: none;
        cursor: pointer;
      }
      input::before {
        content: '';
        display: block;
        width: 1.5rem;
        height: 0.45rem;
        margin: 0.62rem auto 0;
        border-radius: 1rem;
        background: var(--rolecall-edge);
      }
      input:hover {
        background: var(--rolecall-surface-raised);
      }
      input:checked {
        background: var(--rolecall-accent);
      }
      input:checked::before {
        background: var(--rolecall-on-accent);
      }
      .name {
        margin: 0.35rem 0 0;
      }
      @media (forced-colors: active) {
        input:checked {
          outline: 2px solid Highlight;
        }
      }
    `,
  ];

  protected override render() {
    const chosen = this.options.find(({ value }) => value === this.value);
    return html`<fieldset ?disabled=${this.disabled}>
      <legend>${this.label}</legend>
      <div class="grid">
        ${this.options.map(
          ({ value, label }) =>
            html`<input
              type="radio"
              name="position"
              value=${value}
              aria-label=${label}
              title=${label}
              .checked=${live(value === this.value)}
              @change=${() => this.dispatchEvent(new ValueEvent(value))}
            />`,
        )}
      </div>
      <p class="hint name">${chosen?.label ?? ''}</p>
    </fieldset>`;
  }
}

customElements.define('rolecall-position', PositionGrid);
