import { html, svg, type SVGTemplateResult } from 'lit/html.js';
import type { ViewState } from '../lib/state/view-state.ts';

const RING = svg`<circle cx="8" cy="8" r="6.5" />`;
const DASHES = svg`<g stroke-dasharray="3.4">${RING}</g>`;

/** Each state has its own shape, because not everybody can tell the colours apart. */
const SHAPES: Readonly<Record<ViewState, SVGTemplateResult>> = {
  fresh: svg`<g class="solid">${RING}</g><path class="glyph" d="m4.6 8.3 2.4 2.4 4.5-5" />`,
  syncing: svg`<g opacity="0.3">${RING}</g><path class="turns" d="M8 1.5A6.5 6.5 0 0 1 14.5 8" />`,
  stale: svg`${RING}<path d="M8 4.4V8l2.4 1.7" />`,
  partial: svg`<path class="solid" d="M8 2l6.5 12h-13z" /><path class="glyph" d="M8 6v3.6m0 2.6v0" />`,
  failed: svg`<path class="solid" d="M5.4 1.6h5.2l3.8 3.8v5.2l-3.8 3.8H5.4L1.6 10.6V5.4z" /><path class="glyph" d="m5.5 5.5 5 5m0-5-5 5" />`,
  disconnected: svg`${RING}<path d="m3.6 12.4 8.8-8.8" />`,
  connecting: DASHES,
  away: svg`${DASHES}<path d="M6.2 5.6v4.8m3.6-4.8v4.8" />`,
};

/** The style of a mark, as text for the badge, which is no Lit component. */
export const markCss = `
  .mark {
    flex: none;
    width: 1em;
    height: 1em;
    overflow: visible;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .solid {
    fill: currentColor;
  }
  .glyph {
    stroke: var(--rolecall-glyph, #14161b);
  }
  .turns {
    transform-origin: 8px 8px;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .turns {
      animation: none;
    }
  }
`;

/**
 * The shape of a state in its colour (`--<state>` of the component where the page sets none). Hidden from
 * screen readers: a word stands beside it.
 */
export function stateMark(state: ViewState) {
  return html`<svg
    class="mark"
    part="mark"
    viewBox="0 0 16 16"
    aria-hidden="true"
    style="color: var(--rolecall-${state}, var(--${state}))"
  >
    ${SHAPES[state]}
  </svg>`;
}
