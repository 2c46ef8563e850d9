import { html, nothing, svg } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Reason } from '../../../server/core/decide.ts';
import type { Card } from '../../lib/state/card-queue.ts';
import { cardTexts } from '../../lib/texts/badge-cards.ts';
import { language } from '../../lib/texts/language.ts';
import { KIND_ICONS } from '../kind-icon.ts';
import { css } from './css-text.ts';
import { badgeIcon, MICROPHONE } from './icon.ts';

export { CardDeck } from '../../lib/state/card-deck.ts';

const t = cardTexts[language];

const TICK = svg`<path d="m2.8 8.6 3.6 3.6 7-8" />`;
const BAR = svg`<circle cx="8" cy="8" r="6.4" /><path d="m3.6 12.4 8.8-8.8" />`;
const SPEAKING: readonly string[] = ['tts', 'premium-voice'];

const KIND_OF_REASON: Readonly<Partial<Record<Reason, keyof typeof KIND_ICONS>>> = {
  subscriber: 'subscribers',
  vip: 'vips',
  moderator: 'moderators',
};

export const cardsCss = css`
  .card {
    display: flex;
    flex: none;
    align-items: center;
    gap: 0.5em;
    box-sizing: border-box;
    max-width: min(100%, 20em);
    padding: 0.4em 0.85em 0.4em 0.4em;
    border-radius: 2em;
    background: var(--rolecall-card-background, var(--surface));
    color: var(--rolecall-card-text, var(--text));
    box-shadow: var(--shadow);
    text-shadow: var(--text-shadow);
    font-weight: 650;
    white-space: nowrap;
  }
  .emblem {
    display: grid;
    place-items: center;
    flex: none;
    width: 1.7em;
    height: 1.7em;
    border-radius: 50%;
    background: var(--rolecall-card-emblem, var(--emblem));
    color: var(--rolecall-card-emblem-text, #14161b);
  }
  .denied .emblem {
    background: var(--soft);
  }
  /* A name in any script stays on one line. */
  bdi {
    min-width: 2em;
    overflow: hidden;
    line-height: 1.4;
    text-overflow: ellipsis;
  }
  .why {
    display: flex;
    flex: none;
    align-items: center;
    gap: 0.3em;
    color: var(--rolecall-card-text-soft, var(--soft));
    font-weight: 550;
  }
  /* In a source with room for one line only. */
  :host([low]) .card {
    padding-block: 0.15em;
  }
  :host([low]) .card ~ .card,
  :host([room='1']) .card ~ .card,
  :host([room='2']) .card ~ .card ~ .card {
    display: none;
  }
  /* Out of the pill, and the older cards make room. */
  @media (prefers-reduced-motion: no-preference) {
    .card {
      animation: come 0.3s cubic-bezier(0.2, 0.8, 0.3, 1);
    }
    @keyframes come {
      from {
        margin: var(--card-from, -2.95em 0 0);
        opacity: 0;
      }
    }
  }
`;

/** A card for each decision: who, whether it was allowed, and why. Newest first. */
export function badgeCards(cards: readonly Card[], isWordless: boolean) {
  return repeat(
    cards,
    ({ key }) => key,
    ({ name, feature, reason, allowed }) => {
      const kind = KIND_OF_REASON[reason];
      const emblem = allowed ? (SPEAKING.includes(feature) ? MICROPHONE : TICK) : BAR;
      return html`<div class="card ${allowed ? '' : 'denied'}" part="card ${allowed ? 'allowed' : 'denied'}">
        <span class="emblem" part="card-emblem">${badgeIcon(emblem, '', 'emblem-icon')}</span>
        <bdi part="card-name">${name}</bdi>
        <span class="why" part="card-reason">
          ${kind ? badgeIcon(KIND_ICONS[kind], kind) : nothing}
          ${isWordless ? nothing : (t.why[reason] ?? (allowed ? nothing : t.denied))}
        </span>
      </div>`;
    },
  );
}
