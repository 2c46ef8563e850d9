import { html, svg, type SVGTemplateResult } from 'lit';

/** The icons of the dock's first picture; the others: `late-icons.ts`. */
const SHAPES = {
  mute: svg`<path d="M2.5 6.2v3.6h2.4L8.2 13V3L4.9 6.2zM11 6.4l3.2 3.2m0-3.2L11 9.6" />`,
  refresh: svg`<path d="M13.2 6.5A5.6 5.6 0 0 0 3 5.4M2.8 9.5A5.6 5.6 0 0 0 13 10.6M3 2.4v3h3M13 13.6v-3h-3" />`,
  filter: svg`<path d="M2.2 3.4h11.6M4.4 8h7.2M6.6 12.6h2.8" />`,
  gear: svg`<circle cx="8" cy="8" r="2.2" /><path d="M8 1.6v2M8 12.4v2M1.6 8h2M12.4 8h2M3.5 3.5l1.4 1.4M11.1 11.1l1.4 1.4M12.5 3.5l-1.4 1.4M4.9 11.1l-1.4 1.4" />`,
  yes: svg`<path d="m3.4 8.4 3 3 6.2-6.8" />`,
  no: svg`<path d="m4.4 4.4 7.2 7.2m0-7.2-7.2 7.2" />`,
} as const satisfies Record<string, SVGTemplateResult>;

export function icon(name: keyof typeof SHAPES) {
  return iconOf(SHAPES[name]);
}

/** An icon of 16 by 16. The label of its button says the same. */
export function iconOf(shape: SVGTemplateResult) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>`;
}
