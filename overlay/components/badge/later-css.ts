import { cardsCss } from './cards.ts';
import { css } from './css-text.ts';

/** The themes but the usual one, and what only some badges show. */
export const laterCss = css`
  ${cardsCss}
  :host {
    --raised: rgba(255, 255, 255, 0.1);
    --emblem: #4fd18b;
    --subscribers: #c0a8ff;
    --vips: #ff9bd3;
    --moderators: #66d6e6;
  }
  :host([pos^='bottom']) {
    --card-from: 0 0 -2.95em;
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
    --text-shadow:
      0.06em 0 #000, -0.06em 0 #000, 0 0.06em #000, 0 -0.06em #000, 0.045em 0.045em #000,
      -0.045em 0.045em #000, 0.045em -0.045em #000, -0.045em -0.045em #000, 0 0 0.2em #000,
      0 0.06em 0.35em #000;
    --mark-shadow: drop-shadow(0 0 0.03em #000) drop-shadow(0 0 0.05em #000) drop-shadow(0 0 0.2em #000);
  }
  :host([theme='plain']) .how {
    font-weight: 650;
  }
  .pill {
    position: relative;
    z-index: 1;
    text-shadow: var(--text-shadow);
  }
  .icon {
    filter: var(--mark-shadow);
  }
  .emblem svg {
    filter: none;
  }
  .how {
    margin-top: 0.15em;
    font-size: 0.76em;
  }
  .pill > .counts {
    gap: 0.7em;
    font-variant-numeric: tabular-nums;
  }
  .count {
    display: flex;
    align-items: center;
    gap: 0.28em;
  }
  .age,
  .how {
    color: var(--rolecall-badge-text-soft, var(--soft));
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  * + .age,
  * + .counts {
    background: var(--raised);
  }
  .age + .counts {
    box-shadow: -0.07em 0 var(--raised);
  }
  /* In a source with room for one line only, a card stands in the place of the pill. */
  :host([low]) .pill:not(:last-child) {
    position: absolute;
    visibility: hidden;
  }
`;
