import { svg, type SVGTemplateResult } from 'lit';
import { iconOf } from './icons.ts';

/** What only parts show that are loaded later. */
const SHAPES = {
  close: svg`<path d="m4 4 8 8m0-8-8 8" />`,
  more: svg`<path d="M8 3.4v.01M8 8v.01M8 12.6v.01" stroke-width="2.4" />`,
  find: svg`<circle cx="7" cy="7" r="4.4" /><path d="m10.4 10.4 3.4 3.4" />`,
  gained: svg`<path d="M8 3v10M3 8h10" />`,
  lost: svg`<path d="M3 8h10" />`,
  changed: svg`<path d="M2.5 9.2c1.8-3.4 3.7-3.4 5.5-1.2s3.7 2.2 5.5-1.2" />`,
  clock: svg`<circle cx="8" cy="8" r="5.6" /><path d="M8 4.6V8l2.4 1.6" />`,
  lists: svg`<path d="M2.6 4h10.8M2.6 8h10.8M2.6 12h10.8" />`,
} as const satisfies Record<string, SVGTemplateResult>;

export function lateIcon(name: keyof typeof SHAPES) {
  return iconOf(SHAPES[name]);
}
