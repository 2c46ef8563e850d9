import { css, html, type TemplateResult } from 'lit';
import { icon } from './icons.ts';

/** Needs `controlStyles` too. */
export const decisionMarkStyles = css`
  .decision {
    display: grid;
    flex: none;
    place-items: center;
    width: 1.7rem;
    height: 1.7rem;
    border-radius: 50%;
    color: var(--rolecall-failed);
    background: rgba(255, 133, 133, 0.12);
  }
  .decision.allowed {
    color: var(--rolecall-fresh);
    background: rgba(79, 209, 139, 0.12);
  }
  .decision .icon {
    stroke-width: 2;
  }
`;

/** A tick or a cross. @param word for screen readers, where no word beside it says the same */
export function decisionMark(allowed: boolean, word?: TemplateResult) {
  return html`<span class="decision ${allowed ? 'allowed' : ''}"
    >${icon(allowed ? 'yes' : 'no')}${word}</span
  >`;
}
