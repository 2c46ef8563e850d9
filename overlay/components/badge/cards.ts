import { html, nothing, svg, type SVGTemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Reason } from '../../../server/core/decide.ts';
import type { Card } from '../../lib/state/card-queue.ts';
import { cardLanguage, cardTexts } from '../../lib/texts/badge-cards.ts';
import { KIND_ICONS } from '../kind-icon.ts';

export { CardDeck } from '../../lib/state/card-deck.ts';

const t = cardTexts[cardLanguage()];

const MICROPHONE = svg`<path d="M8 1.4a2.4 2.4 0 0 1 2.4 2.4v3.8a2.4 2.4 0 0 1-4.8 0V3.8A2.4 2.4 0 0 1 8 1.4zM3.2 7.6a4.8 4.8 0 0 0 9.6 0M8 12.4v2.4" />`;
const TICK = svg`<path d="m2.8 8.6 3.6 3.6 7-8" />`;
const BAR = svg`<circle cx="8" cy="8" r="6.4" /><path d="m3.6 12.4 8.8-8.8" />`;
const SPEAKING: readonly string[] = ['tts', 'premium-voice'];

const KIND_OF_REASON: Readonly<Partial<Record<Reason, keyof typeof KIND_ICONS>>> = {
  subscriber: 'subscribers',
  vip: 'vips',
  moderator: 'moderators',
};

export const cardsCss = `
  .card {
    display: flex;
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
  @media (prefers-reduced-motion: no-preference) {
    .card {
      animation: come 0.28s cubic-bezier(0.2, 0.8, 0.3, 1);
    }
    @keyframes come {
      from {
        opacity: 0;
        transform: translateY(-0.4em) scale(0.96);
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
        <span class="emblem" part="card-emblem">${icon(emblem)}</span>
        <bdi part="card-name">${name}</bdi>
        <span class="why" part="card-reason">
          ${kind ? icon(KIND_ICONS[kind], kind) : nothing}
          ${isWordless ? nothing : (t.why[reason] ?? t.denied)}
        </span>
      </div>`;
    },
  );
}

function icon(shape: SVGTemplateResult, kind = '') {
  return html`<svg
    class="icon"
    viewBox="0 0 16 16"
    aria-hidden="true"
    style=${kind ? `color: var(--rolecall-${kind}, var(--${kind}))` : nothing}
  >
    ${shape}
  </svg>`;
}
