import { html, svg, type SVGTemplateResult } from 'lit';

const SHAPES = {
  done: svg`<path d="m3.4 8.4 3 3 6.2-6.8" />`,
  failed: svg`<path d="m4.4 4.4 7.2 7.2m0-7.2-7.2 7.2" />`,
  waiting: svg`<circle cx="8" cy="8" r="6" /><path d="M8 4.8V8l2.2 1.4" />`,
  todo: svg`<circle cx="8" cy="8" r="6" />`,
  fold: svg`<path d="m4 6 4 4 4-4" />`,
} as const satisfies Record<string, SVGTemplateResult>;

/** An icon of 16 by 16; words beside it say the same. */
export function icon(name: keyof typeof SHAPES) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`;
}
