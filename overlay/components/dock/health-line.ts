import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import type { ViewState } from '../../lib/state/view-state.ts';
import { markStyles, stateMark } from '../state-mark.ts';

const t = dockTexts[language];

/** The state as shape, word and colour, with a sentence that says what to do. */
export class HealthLine extends LitElement {
  @property({ reflect: true }) state: ViewState = 'connecting';
  @property() message = '';
  /** How old the lists are, as text. */
  @property() age = '';
  /** Display name of the channel; null if there is no login. */
  @property() channel: string | null = null;
  @property({ type: Boolean }) isDemo = false;

  static override styles = [
    markStyles,
    css`
      :host {
        position: relative;
        display: block;
        padding: 0.7rem 1rem 0.75rem;
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-surface);
        overflow: hidden;
      }
      /* A tint in the colour of the state. */
      .tint {
        position: absolute;
        inset: 0;
        opacity: 0.14;
        -webkit-mask-image: linear-gradient(100deg, #000, transparent 75%);
        mask-image: linear-gradient(100deg, #000, transparent 75%);
        pointer-events: none;
      }
      .top,
      .line {
        position: relative;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 0.75rem;
      }
      .who {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-width: 0;
        font-size: 0.9rem;
        color: var(--rolecall-text-soft);
      }
      .channel {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .demo {
        padding: 0 0.65em;
        border: 1px solid var(--rolecall-stale);
        border-radius: 1em;
        color: var(--rolecall-stale);
        font-weight: 600;
      }
      h1 {
        display: flex;
        align-items: center;
        gap: 0.5em;
        margin: 0;
        font-size: 1.4rem;
        font-weight: 650;
        line-height: 1.3;
        letter-spacing: -0.01em;
      }
      .line {
        margin-top: 0.15rem;
        min-height: 1.45em;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .age {
        font-size: 0.9rem;
        color: var(--rolecall-text-soft);
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override render() {
    return html`
      <div class="tint" style="background: var(--rolecall-${this.state})"></div>
      <div class="top" part="top">
        <h1 part="state">${stateMark(this.state)} ${t.state[this.state]}</h1>
        <span class="who">
          <span class="channel" part="channel">${this.channel ?? 'Rolecall'}</span>
          ${this.isDemo ? html`<span class="demo" part="demo" title=${t.demoHint}>${t.demo}</span>` : nothing}
        </span>
      </div>
      <div class="line">
        <p part="message">${this.message}</p>
        <span class="age" part="age">${this.age}</span>
      </div>
    `;
  }
}

customElements.define('rolecall-health', HealthLine);
