import { html, nothing, svg } from 'lit/html.js';
import type { BadgeOptions, BadgePart } from '../../lib/format/badge-options.ts';
import { type BadgeFacts, badgeWords, isTtsOff, kindsWhoMay } from '../../lib/format/badge-words.ts';
import type { ViewState } from '../../lib/state/view-state.ts';
import type * as Later from '../../pages/badge/later.ts';
import { css } from './css-text.ts';
import { badgeIcon, MICROPHONE } from './icon.ts';

/** A colour alone is no sign: what is wrong has this one too. */
const GLYPH = svg`<path class="glyph" d="M8 4.4v4m0 3.2v0" />`;
const WRONG: readonly ViewState[] = ['stale', 'partial', 'failed'];
const SLASH = svg`<path d="m2 2 12 12" />`;

export const pillCss = css`
  .pill {
    display: flex;
    flex: none;
    width: max-content;
    overflow: hidden;
    border-radius: var(--rolecall-badge-radius, 2em);
    background: var(--rolecall-badge-background, var(--surface));
    color: var(--rolecall-badge-text, var(--text));
    box-shadow: var(--rolecall-badge-shadow, var(--shadow));
    font-weight: 650;
    line-height: 1.1;
    white-space: nowrap;
    transition: opacity 0.4s;
  }
  .pill > * {
    display: flex;
    align-items: center;
    gap: 0.42em;
    min-height: 1.1em;
    padding: 0.45em 0.6em;
  }
  .pill > :first-child {
    padding-left: 0.7em;
  }
  .pill > :last-child {
    padding-right: 0.8em;
  }
  .icon {
    flex: none;
    width: 1em;
    height: 1em;
    overflow: visible;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .mark {
    width: 0.6em;
    height: 0.6em;
  }
  .mark > circle {
    fill: currentColor;
  }
  .hollow > circle {
    fill: none;
    stroke-width: 4;
  }
  .wrong {
    width: 0.95em;
    height: 0.95em;
  }
  .glyph {
    stroke: var(--rolecall-glyph, #14161b);
    stroke-width: 2.2;
  }
  /* Nothing is known of now. */
  :host([state='away']) .pill {
    opacity: 0.75;
  }
  :host([state='syncing']) .mark {
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.3;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host([state='syncing']) .mark {
      animation: none;
    }
  }
`;

export interface PillView extends BadgeFacts {
  /** Epoch ms. */
  readonly now: number;
  readonly options: BadgeOptions;
  /** How to get time; empty: not known, or not wanted. */
  readonly how: string;
  /** What shows age, counts and icons of roles; null: not loaded. */
  readonly later: typeof Later | null;
}

/** Who may speak, age and counts on one small pill. Empty until the state is known. */
export function badgePill(view: PillView) {
  const { state, status, now, options, later } = view;
  const has = (part: BadgePart) => options.parts.includes(part);
  const [age, counts] = [has('age') && later, has('counts') && later];
  const main = has('icon') || has('state') || has('how');
  if (state === 'connecting' || !(main || age || counts)) return nothing;
  return html`<div class="pill" part="pill">
    ${main ? badgeMain(view) : nothing} ${age ? age.badgeAge(status, now, options.isWordless) : nothing}
    ${counts ? counts.badgeCounts(status?.kinds) : nothing}
  </div>`;
}

function badgeMain(view: PillView) {
  const { state, rules, how, later, options } = view;
  const { parts, isWordless } = options;
  const names = !parts.includes('counts');
  const hasIcon = isWordless || parts.includes('icon');
  const words = badgeWords(view, options, names);
  const isOff = isTtsOff(view);
  return html`<span class="main" role="img" aria-label="${words} ${how}">
    ${hasIcon ? badgeIcon([MICROPHONE, isOff ? SLASH : nothing], '', 'microphone') : nothing}
    ${isWordless && names && !isOff ? kindsWhoMay(rules).map((kind) => later?.kindIcon(kind)) : nothing}
    ${
      isWordless
        ? nothing
        : html`<span>
            ${parts.includes('state') ? html`<div part="state">${words}</div>` : nothing}
            ${how ? html`<div class="how" part="how">${how}</div>` : nothing}
          </span>`
    }
    ${hasIcon && (!isOff || state === 'away') ? mark(state) : nothing}
  </span>`;
}

/** How fresh the lists are. */
function mark(state: ViewState) {
  const isWrong = WRONG.includes(state);
  const isHollow = state === 'away' || state === 'disconnected';
  const shape = [svg`<circle cx="8" cy="8" r="7" />`, isWrong ? GLYPH : nothing];
  return badgeIcon(shape, state, 'mark', isWrong ? 'wrong' : isHollow ? 'hollow' : '');
}
