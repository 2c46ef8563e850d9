import { html, nothing } from 'lit/html.js';
import type { BadgePart } from '../../lib/format/badge-options.ts';
import { bareAgeOf, shortAgeOf, widestBareAges, widestShortAges } from '../../lib/format/time.ts';
import { badgeTexts } from '../../lib/texts/badge.ts';
import { language } from '../../lib/texts/language.ts';
import { type Status, syncedAt, type ViewState } from '../../lib/state/view-state.ts';
import { badgeCounts } from './counts.ts';
import { stateMark } from '../state-shape.ts';

const t = badgeTexts[language];

export const pillCss = `
  .pill {
    display: inline-flex;
    overflow: hidden;
    border-radius: var(--rolecall-badge-radius, 2em);
    background: var(--rolecall-badge-background, var(--surface));
    color: var(--rolecall-badge-text, var(--text));
    box-shadow: var(--rolecall-badge-shadow, var(--shadow));
    text-shadow: var(--text-shadow);
    font-weight: 650;
    line-height: 1;
    white-space: nowrap;
    transition: opacity 0.4s;
  }
  .pill > * {
    align-items: center;
    min-height: 1.08em;
    padding: 0.48em 0.55em;
  }
  .pill > :first-child {
    padding-left: 0.65em;
  }
  .pill > :last-child {
    padding-right: 0.8em;
  }
  .main {
    display: flex;
    gap: 0.42em;
  }
  .main:last-child {
    padding-right: 0.65em;
  }
  .mark {
    font-size: 1.08em;
    filter: var(--mark-shadow);
  }
  .cell {
    display: inline-grid;
  }
  .cell > * {
    grid-area: 1 / 1;
  }
  .counts {
    display: flex;
    gap: 0.75em;
    font-variant-numeric: tabular-nums;
  }
  .count {
    display: flex;
    align-items: center;
    gap: 0.3em;
  }
  .icon {
    flex: none;
    width: 0.95em;
    height: 0.95em;
    overflow: visible;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .count > .icon {
    filter: var(--mark-shadow);
  }
  .size {
    visibility: hidden;
  }
  .age {
    text-align: center;
    color: var(--rolecall-badge-text-soft, var(--soft));
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .main + .age,
  .main + .counts,
  .age + .counts {
    background: var(--raised);
  }
  .age + .counts {
    box-shadow: -0.07em 0 var(--raised);
  }
  /* The state is not up to date. */
  :host([state='away']) .pill {
    opacity: 0.75;
  }
`;

export interface PillView {
  readonly state: ViewState;
  /** null: not known yet. */
  readonly status: Status | null;
  /** Epoch ms. */
  readonly now: number;
  readonly parts: readonly BadgePart[];
  readonly isWordless: boolean;
}

/**
 * State, age and counts on one small pill. Its width does not change with the state or the age. Empty until
 * the state is known.
 */
export function badgePill({ state, status, now, parts, isWordless }: PillView) {
  if (state === 'connecting') return nothing;
  const [hasIcon, hasState, hasAge, hasCounts] = (['icon', 'state', 'age', 'counts'] as const).map((part) =>
    parts.includes(part),
  );
  if (!hasIcon && !hasState && !hasAge && !hasCounts) return nothing;
  const hasWord = hasState && !isWordless;
  const word = t.badgeState[state];
  const at = status && syncedAt(status);
  const age = at === null ? '–' : isWordless ? bareAgeOf(at, now) : shortAgeOf(at, now);
  return html`<div class="pill" part="pill">
    ${
      hasIcon || hasState
        ? html`<span class="main" role="img" aria-label="${t.badgeLabel}: ${word}, ${age}">
            ${hasIcon || isWordless ? stateMark(state) : nothing}
            ${hasWord ? html`<span class="cell" part="state">${stack(word, Object.values(t.badgeState))}</span>` : nothing}
          </span>`
        : nothing
    }
    ${
      hasAge
        ? html`<span class="cell age" part="age">
            ${stack(age, isWordless ? widestBareAges() : widestShortAges())}
          </span>`
        : nothing
    }
    ${hasCounts ? badgeCounts(status?.kinds) : nothing}
  </div>`;
}

/** A text in a cell that is as wide as the widest of all its texts. */
function stack(text: string, all: readonly string[]) {
  return html`${all.map((other) => html`<span class="size" aria-hidden="true">${other}</span>`)}<span
      >${text}</span
    >`;
}
