import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Kind } from '../../../server/core/roles.ts';
import { ageOf, exactTimeOf } from '../../lib/format/time.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { fractionOf } from '../../lib/format/progress.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import type { KindStatus, Progress } from '../../lib/state/view-state.ts';
import { KIND_ICONS } from '../kind-icon.ts';
import { markStyles, stateMark } from '../state-mark.ts';

const t = dockTexts[language];

/** The errors that a new login can fix. */
const LOGIN_PROBLEMS = ['missing_scope', 'login_expired', 'wrong_account', 'not_connected', 'forbidden'];

/** Asks to fix what is wrong with a list. */
export class FixEvent extends Event {
  constructor(
    readonly kind: Kind,
    /** Else it is enough to read the list again. */
    readonly needsLogin: boolean,
  ) {
    super('rolecall-fix', { bubbles: true, composed: true });
  }
}

/** One list: how many hold the role, how old the list is, and its error. */
export class KindRow extends LitElement {
  @property({ reflect: true }) kind: Kind = 'subscribers';
  /** null: not known yet. */
  @property({ attribute: false }) status: KindStatus | null = null;
  /** null: the list is not being read. */
  @property({ attribute: false }) progress: Progress | null = null;
  @property({ attribute: false }) now = 0;
  /** Another row shows the same error. */
  @property({ type: Boolean }) hidesError = false;
  /** Twitch does not tell of its changes as they happen. */
  @property({ attribute: false }) isLate = false;
  /** The server is away. */
  @property({ attribute: false }) isDisabled = false;

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
        column-gap: 0.8rem;
        padding: 0.75rem 1rem;
      }
      @media (min-height: 560px) {
        .row {
          padding-block: 1.05rem;
        }
      }
      .icon {
        position: relative;
        display: grid;
        place-items: center;
        width: 2.3rem;
        height: 2.3rem;
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
        font-size: 1.6rem;
        font-weight: 650;
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
        letter-spacing: -0.015em;
      }
      .meta {
        display: flex;
        align-items: center;
        gap: 0.4em;
        font-size: 0.857rem;
        line-height: 1.35;
        color: var(--rolecall-text-soft);
        font-variant-numeric: tabular-nums;
      }
      .bar {
        position: absolute;
        inset: auto 1rem 0 4.1rem;
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
      .error {
        margin: 0 1rem 0.9rem;
        padding: 0.55rem 0.75rem;
        border-radius: calc(var(--rolecall-radius) * 0.6);
        background: rgba(255, 110, 110, 0.1);
        overflow-wrap: anywhere;
      }
      .error p {
        margin: 0;
        font-size: 0.93rem;
      }
      .fix {
        color: var(--rolecall-text-soft);
      }
      .error button {
        min-height: 2rem;
        margin-top: 0.5rem;
        padding: 0.2rem 0.75rem;
        border: 1px solid var(--rolecall-failed);
        border-radius: 0.5rem;
        background: none;
        color: inherit;
        font: inherit;
        font-weight: 550;
        cursor: pointer;
      }
      .error button:hover {
        background: rgba(255, 110, 110, 0.16);
      }
      .error button[aria-disabled='true'] {
        border-color: var(--rolecall-line);
        color: var(--rolecall-text-soft);
        cursor: default;
      }
      .error button:focus-visible {
        outline: 2px solid var(--rolecall-focus);
        outline-offset: 1px;
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
          <div class="label" part="label">${t.kind[this.kind]}</div>
          <div class="meta" part="meta">${status ? this.#meta(status) : t.waiting}</div>
        </div>
        <div class="count" part="count">${this.#countText(status)}</div>
        ${progress ? this.#bar(fractionOf(progress, status?.count ?? 0)) : nothing}
      </div>
      ${status?.error && !this.hidesError ? this.#error(status.error) : nothing}
    `;
  }

  /** A dash for a list that was never read: it is not empty. */
  #countText(status: KindStatus | null): string {
    const isKnown = status !== null && (status.lastSuccessAt !== null || status.count > 0);
    return isKnown ? countOf(status.count) : '–';
  }

  #meta(status: KindStatus) {
    const { lastSuccessAt } = status;
    const exact = lastSuccessAt === null ? nothing : exactTimeOf(lastSuccessAt);
    return html`
      ${stateMark(status.state)}
      <span title=${exact}>${this.#ageText(status)}</span>
      ${this.isLate ? html`<span part="late" title=${t.fresh([this.kind], false)}>· ${t.notLive}</span>` : nothing}
    `;
  }

  #ageText({ state, lastSuccessAt }: KindStatus): string {
    const { progress } = this;
    if (progress) {
      return t.reading(countOf(progress.done), progress.total === null ? null : countOf(progress.total));
    }
    const age = lastSuccessAt === null ? null : ageOf(lastSuccessAt, this.now);
    if (state === 'failed') return t.failedSince(age);
    if (age === null) return state === 'syncing' ? t.waiting : t.never;
    if (state === 'stale') return t.outOfDate(age);
    return state === 'disconnected' ? t.lastKnown(age) : age;
  }

  #bar(fraction: number) {
    return html`<div class="bar" part="bar">
      <div class="fill" style="transform: scaleX(${fraction})"></div>
    </div>`;
  }

  #error({ code, message, fix }: NonNullable<KindStatus['error']>) {
    const needsLogin = LOGIN_PROBLEMS.includes(code);
    const onFix = (): boolean => this.isDisabled || this.dispatchEvent(new FixEvent(this.kind, needsLogin));
    return html`
      <div class="error" part="error">
        <p>${message}</p>
        ${fix === null ? nothing : html`<p class="fix" part="fix">${fix}</p>`}
        <button part="fix-button" type="button" aria-disabled=${this.isDisabled} @click=${onFix}>
          ${needsLogin ? t.connectAgain : t.tryAgain}
        </button>
      </div>
    `;
  }
}

customElements.define('rolecall-kind', KindRow);
