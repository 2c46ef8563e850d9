import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { language } from '../../lib/texts/language.ts';
import { homeTexts } from '../../lib/texts/settings-home.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';

const t = homeTexts[language];

/** One thing that has to be in place: done or not, and where to do it. More of it goes into the slot. */
export class CheckRow extends LitElement {
  @property({ type: Boolean }) isDone = false;
  @property() label = '';
  @property() hint = '';
  /** Where it is done: `#connect`; empty where there is nothing to press. */
  @property() href = '';
  @property() action = '';

  static override styles = [
    formStyles,
    css`
      :host {
        padding: 0.85rem 0;
        border-top: 1px solid var(--rolecall-line);
      }
      :host(:first-of-type) {
        border-top: 0;
      }
      .line {
        display: grid;
        grid-template-columns: 1.6rem minmax(0, 1fr) auto;
        gap: 0 0.8rem;
        align-items: center;
      }
      .mark {
        display: grid;
        place-items: center;
        width: 1.6rem;
        height: 1.6rem;
        border-radius: 50%;
        box-shadow: inset 0 0 0 2px var(--rolecall-edge);
      }
      .mark .icon {
        display: none;
        stroke-width: 2.4;
      }
      .done.mark {
        background: var(--rolecall-fresh);
        box-shadow: none;
        color: var(--rolecall-glyph, #10251a);
      }
      .done.mark .icon {
        display: block;
      }
      p {
        margin: 0;
      }
      .label {
        font-weight: 600;
      }
      .spoken {
        position: absolute;
        clip-path: inset(50%);
      }
      ::slotted(*) {
        margin: 0.5rem 0 0 2.4rem;
      }
      @media (max-width: 419px) {
        .button {
          grid-column: 2;
          justify-self: start;
          margin-top: 0.5rem;
        }
        ::slotted(*) {
          margin-left: 0;
        }
      }
      @media (forced-colors: active) {
        .mark {
          border: 2px solid CanvasText;
        }
      }
    `,
  ];

  protected override render() {
    const { isDone } = this;
    return html`<div class="line" part="check">
        <span class="mark ${isDone ? 'done' : ''}">
          ${icon('done')}<span class="spoken">${isDone ? t.done : t.open}</span>
        </span>
        <div>
          <p class="label">${this.label}</p>
          ${this.hint ? html`<p class="hint">${this.hint}</p>` : nothing}
        </div>
        ${this.href ? html`<a class="button" href=${this.href}>${this.action}</a>` : nothing}
      </div>
      <slot></slot>`;
  }
}

customElements.define('rolecall-check', CheckRow);
