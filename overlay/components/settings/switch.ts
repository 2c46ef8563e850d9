import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { ValueEvent } from './events.ts';
import { Control, markStyles } from './control.ts';
import { formStyles } from './form-styles.ts';

/** A switch. It sends `rolecall-value`, and shows the saved value. */
export class Switch extends Control {
  @property({ type: Boolean }) checked = false;
  /** The name for screen readers, if the label is not clear without its surroundings. */
  @property() name = '';

  static override styles = [
    formStyles,
    markStyles,
    css`
      label {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.1rem 1rem;
        align-items: center;
        min-height: 2.5rem;
        cursor: pointer;
      }
      .hint {
        margin: 0 0 0.2rem;
        grid-column: 1 / -1;
      }
      input {
        position: relative;
        width: 2.8rem;
        height: 1.6rem;
        margin: 0;
        border: 2px solid #8b93a5;
        border-radius: 1rem;
        background: transparent;
        appearance: none;
        cursor: pointer;
        transition: background-color 0.15s;
      }
      input::before {
        content: '';
        position: absolute;
        top: 50%;
        left: 0.2rem;
        width: 0.95rem;
        height: 0.95rem;
        border-radius: 50%;
        background: #aeb5c4;
        transform: translateY(-50%);
        transition: left 0.15s;
      }
      input:checked {
        border-color: var(--rolecall-accent-fill);
        background: var(--rolecall-accent);
      }
      input:checked::before {
        left: calc(100% - 1.15rem);
        background: #ffffff;
      }
      input:disabled {
        opacity: 0.55;
        cursor: default;
      }
      @media (prefers-reduced-motion: reduce) {
        input,
        input::before {
          transition: none;
        }
      }
    `,
  ];

  protected override render() {
    return html`<label>
        <span>${this.label} ${this.renderMark()}</span>
        <input
          type="checkbox"
          role="switch"
          .checked=${live(this.checked)}
          ?disabled=${this.disabled}
          aria-label=${this.name || this.label}
          aria-describedby=${this.hint ? 'hint' : nothing}
          @change=${(event: Event) => this.#change(event.target as HTMLInputElement)}
        />
      </label>
      ${this.renderHint()} ${this.renderError()}`;
  }

  #change({ checked }: HTMLInputElement): void {
    this.dispatchEvent(new ValueEvent(checked));
  }
}

customElements.define('rolecall-switch', Switch);
