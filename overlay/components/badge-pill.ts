import { css, html, LitElement, nothing } from 'lit';
import { shortAgeOf, widestShortAges } from '../lib/format.ts';
import { badgeTexts, language } from '../lib/texts.ts';
import type { ViewState } from '../lib/view-state.ts';
import { markStyles, stateMark } from './state-mark.ts';

const t = badgeTexts[language];

/**
 * State and age on one small pill: readable on any scene, and of one width whatever it says. Nothing at all
 * while nothing is known. Defined as an element by whoever shows it.
 */
export class BadgePill extends LitElement {
  static override properties = {
    state: { reflect: true },
    syncedAt: { attribute: false },
    now: { attribute: false },
  };
  declare state: ViewState;
  /** null: never, or not known. */
  declare syncedAt: string | null;
  declare now: number;

  constructor() {
    super();
    this.state = 'connecting';
    this.syncedAt = null;
    this.now = 0;
  }

  static override styles = [
    markStyles,
    css`
      :host {
        display: inline-block;
        font-size: var(--rolecall-badge-size, 22px);
        line-height: 1;
      }
      .pill {
        display: inline-flex;
        overflow: hidden;
        border-radius: 2em;
        background: var(--rolecall-badge-background, rgba(18, 20, 26, 0.92));
        color: var(--rolecall-badge-text, #fff);
        box-shadow:
          inset 0 0 0 0.06em rgba(255, 255, 255, 0.2),
          0 0 0 0.07em rgba(0, 0, 0, 0.5),
          0 0.12em 0.5em rgba(0, 0, 0, 0.5);
        font-weight: 650;
        white-space: nowrap;
      }
      .pill > * {
        display: flex;
        align-items: center;
        padding: 0.48em 0.65em;
      }
      .main {
        gap: 0.42em;
        padding-right: 0.5em;
      }
      .mark {
        font-size: 1.08em;
      }
      .cell {
        display: inline-grid;
      }
      .cell > * {
        grid-area: 1 / 1;
      }
      .size {
        visibility: hidden;
      }
      .age {
        justify-items: center;
        padding: 0.48em 0.8em 0.48em 0.6em;
        background: rgba(255, 255, 255, 0.1);
        color: var(--rolecall-badge-text-soft, #e3e7f0);
        font-weight: 500;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override render() {
    if (this.state === 'connecting') return nothing;
    const age = this.syncedAt === null ? '–' : shortAgeOf(this.syncedAt, this.now);
    const word = t.badgeState[this.state];
    return html`<div class="pill" part="pill" role="img" aria-label="${t.badgeLabel}: ${word}, ${age}">
      <span class="main">
        ${stateMark(this.state)} ${stack('cell', 'state', word, Object.values(t.badgeState))}
      </span>
      ${stack('cell age', 'age', age, widestShortAges())}
    </div>`;
  }
}

/** A text in a cell that is as wide as the widest of all that may come to stand there. */
function stack(className: string, part: string, text: string, all: readonly string[]) {
  return html`<span class=${className} part=${part}>
    ${all.map((other) => html`<span class="size">${other}</span>`)}<span>${text}</span>
  </span>`;
}
