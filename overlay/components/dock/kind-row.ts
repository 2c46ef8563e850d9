import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Kind } from '../../../server/core/roles.ts';
import { ageOf, exactTimeOf } from '../../lib/format/time.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { fractionOf, isUnread } from '../../lib/format/progress.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { listTexts } from '../../lib/texts/lists.ts';
import { language } from '../../lib/texts/language.ts';
import { lateSentence } from '../../lib/texts/late.ts';
import type { KindStatus, Progress } from '../../lib/state/view-state.ts';
import { KIND_ICONS } from '../kind-icon.ts';
import { markStyles, stateMark } from '../state-mark.ts';

const t = dockTexts[language];
const l = listTexts[language];

/** One list: how many hold the role, and how old the list is. What is wrong with it stands on top of the dock. */
export class KindRow extends LitElement {
  @property({ reflect: true }) kind: Kind = 'subscribers';
  /** null: not known yet. */
  @property({ attribute: false }) status: KindStatus | null = null;
  /** null: the list is not being read. */
  @property({ attribute: false }) progress: Progress | null = null;
  @property({ attribute: false }) now = 0;
  /** Twitch does not tell of its changes as they happen. */
  @property({ attribute: false }) isLate = false;

  static override styles = [
    markStyles,
    css`
      :host {
        display: flow-root;
        --color: var(--rolecall-subscribers);
      }
      :host([kind='vips']) {
        --color: var(--rolecall-vips);
      }
      :host([kind='moderators']) {
        --color: var(--rolecall-moderators);
      }
      .row {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        column-gap: 0.75rem;
        padding: 0.6rem 0.75rem;
      }
      .icon {
        position: relative;
        display: grid;
        place-items: center;
        width: 2.1rem;
        height: 2.1rem;
        color: var(--color);
      }
      .icon::before {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: 0.65rem;
        background: currentColor;
        opacity: 0.14;
      }
      .icon svg {
        width: 1.25rem;
        height: 1.25rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
        stroke-linejoin: round;
        stroke-linecap: round;
      }
      .label {
        font-weight: 600;
        line-height: 1.35;
      }
      .count {
        font-size: 1.43rem;
        font-weight: 650;
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
        letter-spacing: -0.015em;
      }
      .meta {
        display: flex;
        align-items: center;
        gap: 0.4em;
        font-size: 0.86rem;
        line-height: 1.35;
        color: var(--rolecall-text-soft);
        font-variant-numeric: tabular-nums;
      }
      .bar {
        position: absolute;
        inset: auto 0.75rem 0 3.6rem;
        height: 3px;
        border-radius: 2px;
        background: var(--rolecall-line);
        overflow: hidden;
      }
      .fill {
        height: 100%;
        border-radius: inherit;
        background: var(--color);
        transform-origin: 0 0;
        transition: transform 0.3s;
      }
      @media (prefers-reduced-motion: reduce) {
        .fill {
          transition: none;
        }
      }
    `,
  ];

  protected override render() {
    const { status, progress } = this;
    return html`
      <div class="row" part="row">
        <div class="icon" part="icon">
          <svg viewBox="0 0 16 16" aria-hidden="true">${KIND_ICONS[this.kind]}</svg>
        </div>
        <div>
          <div class="label" part="label">${l.kind[this.kind]}</div>
          <div class="meta" part="meta">${status ? this.#meta(status) : t.waiting}</div>
        </div>
        <div class="count" part="count">${this.#countText(status)}</div>
        ${progress ? this.#bar(fractionOf(progress, status?.count ?? 0)) : nothing}
      </div>
    `;
  }

  /** A dash for a list that was never read: it is not empty. */
  #countText(status: KindStatus | null): string {
    return status === null || isUnread(status) ? '–' : countOf(status.count);
  }

  #meta(status: KindStatus) {
    const { lastSuccessAt } = status;
    const exact = lastSuccessAt === null ? nothing : exactTimeOf(lastSuccessAt);
    return html`
      ${stateMark(status.state)}
      <span title=${exact}>${this.#ageText(status)}</span>
      ${this.isLate ? html`<span part="late" title=${lateSentence([this.kind])}>· ${l.notLive}</span>` : nothing}
    `;
  }

  #ageText({ state, lastSuccessAt }: KindStatus): string {
    const { progress } = this;
    if (progress) {
      const { done, total } = progress;
      return total === null ? t.readSoFar(countOf(done)) : l.readOf(countOf(done), countOf(total));
    }
    const age = lastSuccessAt === null ? null : ageOf(lastSuccessAt, this.now);
    if (age === null) return state === 'syncing' ? t.waiting : t.never;
    if (state === 'failed') return l.lastSynced(age);
    if (state === 'stale') return l.outOfDate(age);
    return state === 'disconnected' ? t.lastKnown(age) : age;
  }

  #bar(fraction: number) {
    return html`<div class="bar" part="bar">
      <div class="fill" style="transform: scaleX(${fraction})"></div>
    </div>`;
  }
}

customElements.define('rolecall-kind', KindRow);
