import { svg, type SVGTemplateResult } from 'lit/html.js';
import type { Kind } from '../../server/core/roles.ts';

/** The icons of the roles, like those in Twitch's chat, in a box of 16 by 16. */
export const KIND_ICONS: Readonly<Record<Kind, SVGTemplateResult>> = {
  subscribers: svg`<path d="m8 1.4 2 4.2 4.6.6-3.4 3.2.9 4.6L8 11.8 3.9 14l.9-4.6L1.4 6.2 6 5.6z" />`,
  vips: svg`<path d="M4.4 2h7.2L15 6.2 8 14.4 1 6.2zM1 6.2h14M5.4 6.2 8 14M10.6 6.2 8 14" />`,
  moderators: svg`<path d="M8 1.2 14 3.4v4.2c0 3.4-2.4 6-6 7.2-3.6-1.2-6-3.8-6-7.2V3.4zM5.4 7.8l1.9 1.9 3.4-3.6" />`,
};
