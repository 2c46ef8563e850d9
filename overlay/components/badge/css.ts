import { pillCss } from './pill.ts';
import { markCss } from '../state-shape.ts';

/* Custom CSS in OBS may set the properties called `--rolecall-…`; the others belong to the themes. */
export const badgeCss = `${markCss}${pillCss}
  :host {
    position: fixed;
    inset: 0;
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.45em;
    padding: var(--rolecall-badge-margin, 12px);
    overflow: hidden;
    font-size: calc(var(--rolecall-badge-size, 22px) * var(--scale, 1));
    --surface: rgba(18, 20, 26, 0.92);
    --raised: rgba(255, 255, 255, 0.1);
    --text: #fff;
    --soft: #e3e7f0;
    --emblem: #4fd18b;
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
    --subscribers: #c0a8ff;
    --vips: #ff9bd3;
    --moderators: #66d6e6;
  }

  :host([theme='light']) {
    --surface: rgba(255, 255, 255, 0.95);
    --raised: rgba(20, 30, 60, 0.07);
    --text: #14161b;
    --soft: #3c4352;
    --shadow: 0 0 0 0.07em rgba(0, 0, 0, 0.14), 0 0.12em 0.5em rgba(0, 0, 0, 0.35);
    --fresh: #0b8a4a;
    --syncing: #2f5bd8;
    --stale: #8f6400;
    --partial: #b34f00;
    --failed: #c92a2a;
    --disconnected: #5b6372;
    --away: #5b6372;
    --subscribers: #6f45d6;
    --vips: #c2237f;
    --moderators: #087684;
    --rolecall-glyph: #fff;
  }
  :host([theme='glass']) {
    --surface: linear-gradient(rgba(52, 58, 76, 0.62), rgba(14, 16, 24, 0.66));
    --shadow:
    inset 0 0.05em 0 rgba(255, 255, 255, 0.35), inset 0 0 0 0.05em rgba(255, 255, 255, 0.2),
    0 0.15em 0.6em rgba(0, 0, 0, 0.35);
    --text-shadow: 0 0.04em 0.16em rgba(0, 0, 0, 0.7);
  }
  :host([theme='plain']) {
    --surface: none;
    --raised: none;
    --shadow: none;
    --soft: #fff;
    --text-shadow: 0 0 0.1em #000, 0 0 0.14em #000, 0 0 0.2em #000, 0 0.06em 0.35em #000;
    --mark-shadow: drop-shadow(0 0 0.09em #000) drop-shadow(0 0 0.2em #000);
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
