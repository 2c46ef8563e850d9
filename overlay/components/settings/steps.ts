import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { language } from '../../lib/texts/language.ts';
import { connectStepTexts } from '../../lib/texts/connect-steps.ts';
import { formStyles } from './form-styles.ts';

const t = connectStepTexts[language];

/** The frame around one step of several: how far one is, what it is called; the step itself is in the slot. */
export class Steps extends LitElement {
  /** What each step is called. */
  @property({ attribute: false }) names: readonly string[] = [];
  /** The one that is shown. */
  @property({ type: Number }) at = 0;

  static override styles = [
    formStyles,
    css`
      section {
        margin-bottom: 1rem;
        padding: 1rem 1.1rem 1.1rem;
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface);
      }
      ol {
        display: flex;
        gap: 0.35rem;
        max-width: 20rem;
        margin: 0 0 0.9rem;
        padding: 0;
        list-style: none;
      }
      li {
        flex: 1;
        height: 0.25rem;
        margin: 0;
        border-radius: 1rem;
        background: var(--rolecall-line);
        overflow: hidden;
        text-indent: 100%;
        white-space: nowrap;
      }
      li.past,
      li[aria-current] {
        background: var(--rolecall-accent-fill);
      }
      li.past {
        opacity: 0.55;
      }
      p {
        margin: 0 0 0.1rem;
        font-size: 0.88rem;
      }
      h3 {
        margin-bottom: 0.6rem;
      }
      /* It is led to, and does nothing. */
      h3:focus-visible {
        outline: 0;
      }
      @media (forced-colors: active) {
        li {
          border: 1px solid CanvasText;
        }
        li.past,
        li[aria-current] {
          background: Highlight;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  /** Whoever goes on by keyboard or hears the page is brought along. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.get('at') === undefined) return;
    const first = this.querySelector<HTMLElement>('[data-first]') ?? this.renderRoot.querySelector('h3');
    first?.focus({ preventScroll: true });
  }

  protected override render() {
    const { names, at } = this;
    return html`<section part="steps">
      <ol aria-label=${t.steps}>
        ${names.map(
          (name, index) =>
            html`<li class=${index < at ? 'past' : ''} aria-current=${index === at ? 'step' : nothing}>
              ${name}
            </li>`,
        )}
      </ol>
      <p class="soft" part="step">${t.stepOf(at + 1, names.length)}</p>
      <h3 tabindex="-1">${names[at]}</h3>
      <slot></slot>
    </section>`;
  }
}

customElements.define('rolecall-steps', Steps);
