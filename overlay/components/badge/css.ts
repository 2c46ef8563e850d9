import { css } from './css-text.ts';
import { pillCss } from './pill.ts';

/* Custom CSS in OBS may set the properties called `--rolecall-…`; the others belong to the themes. */
export const badgeCss = css`
  ${pillCss}
  :host {
    position: fixed;
    inset: 0;
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.45em;
    padding: var(--rolecall-badge-margin, min(12px, 10vh));
    overflow: hidden;
    font-size: calc(var(--rolecall-badge-size, 22px) * var(--scale, 1) * var(--fit, 1));
    --surface: rgba(18, 20, 26, 0.92);
    --text: #fff;
    --soft: #e3e7f0;
    --shadow:
      inset 0 0 0 0.06em rgba(255, 255, 255, 0.2), 0 0 0 0.07em rgba(0, 0, 0, 0.5),
      0 0.12em 0.5em rgba(0, 0, 0, 0.5);
    --fresh: #4fd18b;
    --syncing: #8cabff;
    --stale: #f0c14b;
    --partial: #ffa657;
    --failed: #ff8585;
    --disconnected: #b9c0ce;
    --away: #b9c0ce;
  }

  :host([pos='top']),
  :host([pos='center']),
  :host([pos='bottom']) {
    align-items: center;
  }
  :host([pos$='right']) {
    align-items: flex-end;
  }
  :host([pos='left']),
  :host([pos='center']),
  :host([pos='right']) {
    justify-content: center;
  }
  :host([pos^='bottom']) {
    flex-direction: column-reverse;
  }
`;
