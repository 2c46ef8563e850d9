import { css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { property } from 'lit/decorators.js';
import { valueOf } from '../form-values.ts';
import { Control } from './control.ts';
import { ValueEvent } from './events.ts';
import { formStyles } from './form-styles.ts';

/** A number that is dragged; it sends `rolecall-value` while it moves. */
export class Slider extends Control {
  @property({ type: Number }) value = 0;
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 100;
  @property({ type: Number }) step = 1;
  /** How the value reads: `150 %`. */
  @property() text = '';

  static override styles = [
    formStyles,
    css`
      .head {
        display: flex;
        justify-content: space-between;
        margin-bottom: 0.35rem;
      }
      output {
        color: var(--rolecall-text-soft);
        font-variant-numeric: tabular-nums;
      }
      input {
        display: block;
        width: 100%;
        height: 1.6rem;
        margin: 0;
        accent-color: var(--rolecall-accent-fill);
        cursor: pointer;
      }
    `,
  ];

  protected override render() {
    return html`<div class="head">
        <label for="input">${this.label}</label><output for="input">${this.text}</output>
      </div>
      <input
        id="input"
        type="range"
        min=${this.min}
        max=${this.max}
        step=${this.step}
        aria-valuetext=${this.text}
        .value=${live(String(this.value))}
        ?disabled=${this.disabled}
        @input=${(event: Event) => this.dispatchEvent(new ValueEvent(Number(valueOf(event))))}
      />`;
  }
}

customElements.define('rolecall-slider', Slider);
