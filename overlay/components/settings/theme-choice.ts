import { css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { property } from 'lit/decorators.js';
import { Control } from './control.ts';
import { ValueEvent } from './events.ts';
import { formStyles } from './form-styles.ts';
import { sceneStyles } from './scene-styles.ts';

/** A badge without its words. */
const BADGE = html`<svg viewBox="0 0 48 12">
  <rect x="1" y="1" width="5" height="8" rx="2.5" />
  <rect x="11" y="4" width="12" height="4" rx="2" />
  <rect x="25" y="4" width="9" height="4" rx="2" />
  <circle cx="42" cy="6" r="3.2" />
</svg>`;

/** The themes of the badge, each as a small picture of it. */
export class ThemeChoice extends Control {
  @property() value = '';
  @property({ attribute: false }) options: readonly { readonly value: string; readonly label: string }[] = [];

  static override styles = [
    formStyles,
    sceneStyles,
    css`
      legend {
        margin-bottom: 0.35rem;
      }
      .thumbs {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr));
        gap: 0.6rem;
      }
      label {
        display: block;
        border: 1px solid var(--rolecall-edge);
        border-radius: 0.6rem;
        font-weight: 500;
        text-align: center;
        overflow: hidden;
        cursor: pointer;
      }
      label.on {
        border-color: var(--rolecall-accent-fill);
        box-shadow: 0 0 0 1px var(--rolecall-accent-fill);
      }
      label:focus-within {
        outline: 3px solid var(--rolecall-focus);
        outline-offset: 2px;
      }
      input {
        position: absolute;
        opacity: 0;
      }
      .picture {
        display: grid;
        place-items: center;
        height: 3.6rem;
      }
      .pill {
        padding: 0.35rem 0.6rem;
        border-radius: 1rem;
        line-height: 0;
      }
      .pill svg {
        width: 3.2rem;
        height: 0.8rem;
        fill: currentColor;
      }
      .pill circle {
        fill: var(--rolecall-fresh);
      }
      .dark {
        background: #14161c;
        color: #ffffff;
      }
      .light {
        background: #ffffff;
        color: #14161c;
      }
      .glass {
        border: 1px solid rgba(255, 255, 255, 0.45);
        background: rgba(18, 20, 26, 0.62);
        color: #ffffff;
      }
      .plain {
        color: #ffffff;
        filter: drop-shadow(0 0 1.5px #000000) drop-shadow(0 0 1.5px #000000);
      }
      .name {
        display: block;
        padding: 0.35rem;
        font-size: 0.93rem;
      }
    `,
  ];

  protected override render() {
    return html`<fieldset ?disabled=${this.disabled}>
      <legend>${this.label}</legend>
      <div class="thumbs">
        ${this.options.map(
          ({ value, label }) =>
            html`<label class=${value === this.value ? 'on' : ''}>
              <input
                type="radio"
                name="theme"
                value=${value}
                .checked=${live(value === this.value)}
                @change=${() => this.dispatchEvent(new ValueEvent(value))}
              />
              <span class="picture scene" aria-hidden="true"
                ><span class="pill ${value}">${BADGE}</span></span
              >
              <span class="name">${label}</span>
            </label>`,
        )}
      </div>
    </fieldset>`;
  }
}

customElements.define('rolecall-theme', ThemeChoice);
