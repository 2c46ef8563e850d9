import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { ValueEvent } from './events.ts';
import { Control, markStyles } from './control.ts';
import { formStyles } from './form-styles.ts';
import { switchStyles } from './switch-styles.ts';

/** A switch. It sends `rolecall-value`, and shows the saved value. */
export class Switch extends Control {
  @property({ type: Boolean }) checked = false;
  /** The name for screen readers, if the label is not clear without its surroundings. */
  @property() name = '';

  static override styles = [
    formStyles,
    markStyles,
    switchStyles,
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
