import { css, html } from 'lit';
import type { Kind } from '../../../server/core/roles.ts';
import { KIND_ICONS } from '../kind-icon.ts';

export const roleStyles = css`
  .role {
    flex: none;
    width: 1.05rem;
    height: 1.05rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
`;

/** The icon of a role in its colour. A word stands beside it. */
export function roleIcon(kind: Kind) {
  return html`<svg class="role" viewBox="0 0 16 16" aria-hidden="true" style="color: var(--rolecall-${kind})">
    ${KIND_ICONS[kind]}
  </svg>`;
}
