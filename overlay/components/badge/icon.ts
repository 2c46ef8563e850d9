import { html, nothing, svg } from 'lit/html.js';

export const MICROPHONE = svg`<path d="M8 1.4a2.4 2.4 0 0 1 2.4 2.4v3.8a2.4 2.4 0 0 1-4.8 0V3.8A2.4 2.4 0 0 1 8 1.4zM3.2 7.6a4.8 4.8 0 0 0 9.6 0M8 12.4v2.4" />`;

/**
 * A shape in a box of 16 by 16, hidden from screen readers.
 * @param color `--<color>` of the badge, or `--rolecall-<color>` where the page sets it; empty: that of the text
 */
export function badgeIcon(shape: unknown, color = '', part = 'icon', look = '') {
  return html`<svg
    class="icon ${part} ${look}"
    part=${part}
    viewBox="0 0 16 16"
    aria-hidden="true"
    style=${color ? `color: var(--rolecall-${color}, var(--${color}))` : nothing}
  >
    ${shape}
  </svg>`;
}
