import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Headline } from '../../lib/format/headline.ts';
import type { ViewState } from '../../lib/state/view-state.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { headlineTexts } from '../../lib/texts/headline.ts';
import { language } from '../../lib/texts/language.ts';
import { markStyles, stateMark } from '../state-mark.ts';
import { controlStyles } from './controls.ts';

const t = headlineTexts[language];
const d = dockTexts[language];

/** Who may speak right now, in one line; with the button that switches TTS on again. */
export class HealthLine extends LitElement {
  @property({ reflect: true }) state: ViewState = 'connecting';
  @property({ attribute: false }) headline: Headline = { says: '', tone: 'plain', isOff: false };
  /** Display name of the channel; null if there is no login. */
  @property({ attribute: false }) channel: string | null = null;
  @property({ attribute: false }) isDemo = false;
  /** TTS was switched off a moment ago, here. */
  @property({ attribute: false }) isUndo = false;
  @property({ attribute: false }) isDisabled = false;

  static override styles = [
    markStyles,
    controlStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.15rem;
      }
      h1 {
        flex: 1;
        min-width: 0;
        margin: 0;
        font-size: 1.07rem;
        font-weight: 650;
        line-height: 1.25;
        overflow-wrap: anywhere;
      }
      .warn h1 {
        color: var(--rolecall-stale);
      }
      .warn .mark {
        color: var(--rolecall-stale) !important;
      }
      .demo {
        flex: none;
        padding: 0 0.55em;
        border: 1px solid var(--rolecall-stale);
        border-radius: 1em;
        color: var(--rolecall-stale);
        font: inherit;
        font-size: 0.86rem;
        background: none;
        cursor: pointer;
      }
    `,
  ];

  protected override render() {
    const { says, tone, isOff } = this.headline;
    return html`<div class="line ${tone}" part="headline">
      ${stateMark(isOff ? 'disconnected' : this.state)}
      <h1 part="state" title=${this.channel ?? nothing}>${says}</h1>
      ${isOff ? this.#switchOn() : nothing}
      ${
        this.isDemo
          ? html`<button
              class="demo"
              part="demo"
              type="button"
              aria-haspopup="dialog"
              title=${d.demoHint}
              @click=${() => this.dispatchEvent(new Event('rolecall-demo'))}
            >
              ${d.demo}
            </button>`
          : nothing
      }
    </div>`;
  }

  #switchOn() {
    return html`<button
      class="button"
      part="switch-on"
      type="button"
      aria-disabled=${this.isDisabled}
      @click=${() => this.isDisabled || this.dispatchEvent(new Event('rolecall-switch-on'))}
    >
      ${this.isUndo ? t.undo : t.switchOn}
    </button>`;
  }
}

customElements.define('rolecall-health', HealthLine);
