import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { ageOf, durationOf, exactTimeOf, inTimeOf } from '../../lib/format/time.ts';
import { countOf, percentOf } from '../../lib/format/numbers.ts';
import type { SyncOutcome, SyncResult } from '../../lib/state/manual-sync.ts';
import type { OverallProgress } from '../../lib/format/progress.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import { spokenStyles } from '../spoken.ts';

const t = dockTexts[language];

const SYNC_ICON = html`<svg viewBox="0 0 16 16" aria-hidden="true">
  <path d="M13.5 6.5A5.8 5.8 0 0 0 3 5.2M2.5 9.5A5.8 5.8 0 0 0 13 10.8M3 2v3.2h3.2M13 14v-3.2H9.8" />
</svg>`;

/** Asks for a sync. `force`: even if the last one was a short time ago. */
export class SyncRequestEvent extends Event {
  constructor(readonly force: boolean) {
    super('rolecall-sync', { bubbles: true, composed: true });
  }
}

/** The sync button with the progress of a sync, its outcome, and when the next one starts. */
export class SyncPanel extends LitElement {
  @property({ type: Boolean }) canSync = false;
  /** null: no sync is running. */
  @property({ attribute: false }) progress: OverallProgress | null = null;
  @property({ attribute: false }) outcome: SyncOutcome | null = null;
  @property({ attribute: false }) nextSyncAt: string | null = null;
  @property({ attribute: false }) now = 0;

  static override styles = [
    spokenStyles,
    css`
      :host {
        display: block;
      }
      .action {
        position: relative;
        border-radius: var(--rolecall-radius);
        overflow: hidden;
      }
      button {
        font: inherit;
        color: inherit;
        cursor: pointer;
      }
      .sync {
        position: relative;
        width: 100%;
        min-height: 2.9rem;
        padding: 0.5rem 1rem;
        border: 0;
        border-radius: var(--rolecall-radius);
        background: var(--rolecall-accent);
        color: var(--rolecall-on-accent);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        transition: background-color 0.15s;
      }
      .sync svg {
        width: 1.05em;
        height: 1.05em;
        margin-right: 0.55em;
        vertical-align: -0.15em;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.8;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .sync:hover {
        background: var(--rolecall-accent-hover);
      }
      .sync[aria-disabled='true'] {
        background: var(--rolecall-surface-raised);
        color: var(--rolecall-text-soft);
        cursor: default;
      }
      .sync.running {
        color: var(--rolecall-text);
      }
      button:focus-visible {
        outline: 2px solid var(--rolecall-focus);
        outline-offset: -4px;
      }
      .progress {
        position: absolute;
        inset: auto 0 0;
        height: 3px;
        background: var(--rolecall-line);
        pointer-events: none;
      }
      .fill {
        height: 100%;
        background: var(--rolecall-accent-fill);
        transform-origin: 0 0;
        transition: transform 0.3s;
      }
      .below {
        min-height: 3.4em;
        margin-top: 0.6rem;
        color: var(--rolecall-text-soft);
        text-align: center;
      }
      .below p,
      .outcome {
        margin: 0;
      }
      .outcome {
        color: var(--rolecall-text);
        font-variant-numeric: tabular-nums;
      }
      .granted,
      .changes {
        font-weight: 650;
      }
      .anyway {
        padding: 0 0.25em;
        border: 0;
        border-radius: 0.3em;
        background: none;
        color: var(--rolecall-syncing);
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      .anyway:focus-visible {
        outline-offset: 1px;
      }
      @media (prefers-reduced-motion: reduce) {
        .sync,
        .fill {
          transition: none;
        }
      }
    `,
  ];

  protected override render() {
    const { progress } = this;
    return html`
      <div class="action">
        <button
          class="sync ${progress ? 'running' : ''}"
          part="button"
          type="button"
          aria-disabled=${!this.#isReady}
          @click=${() => this.#ask(false)}
        >
          ${progress ? nothing : SYNC_ICON}${progress ? t.syncing(progress.fraction === null ? null : percentOf(progress.fraction)) : t.syncNow}
        </button>
        ${progress ? this.#bar(progress) : nothing}
      </div>
      <div class="below" part="below">
        <div class="outcome" part="outcome" role="status">
          ${this.outcome ? this.#outcome(this.outcome) : nothing}
        </div>
        ${progress?.etaMs == null ? this.#next() : html`<p part="eta">${t.timeLeft(durationOf(progress.etaMs))}</p>`}
      </div>
    `;
  }

  get #isReady(): boolean {
    return this.canSync && this.progress === null;
  }

  #ask(force: boolean): void {
    if (this.#isReady) this.dispatchEvent(new SyncRequestEvent(force));
  }

  #bar({ fraction }: OverallProgress) {
    return html`<div
      class="progress"
      part="progress"
      role="progressbar"
      aria-label=${t.syncProgress}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${fraction === null ? nothing : Math.floor(fraction * 100)}
    >
      <div class="fill" style="transform: scaleX(${fraction ?? 0})"></div>
    </div>`;
  }

  #next() {
    const { nextSyncAt } = this;
    if (nextSyncAt === null || this.progress) return nothing;
    const ms = Date.parse(nextSyncAt) - this.now;
    const text = ms < 1000 ? t.nextSyncNow : t.nextSync(inTimeOf(ms));
    return html`<p part="next" title=${exactTimeOf(nextSyncAt)}>${text}</p>`;
  }

  #outcome(outcome: SyncOutcome) {
    if ('message' in outcome) return html`${outcome.message}`;
    const { result, wasForced } = outcome;
    return result.outcome === 'skipped' ? this.#skipped(result, wasForced) : this.#ran(result);
  }

  #skipped({ ageMs, retryAfterMs }: SyncResult, wasForced: boolean) {
    const age = ageOf(new Date(this.now - (ageMs ?? 0)).toISOString(), this.now);
    if (wasForced) return html`${t.skipped(age)} ${t.forceLater(durationOf(retryAfterMs ?? 0))}`;
    return html`${t.skipped(age)}
      <button class="anyway" part="anyway" type="button" @click=${() => this.#ask(true)}>
        ${t.syncAnyway}
      </button>`;
  }

  #ran(result: SyncResult) {
    const { granted, revoked, errors } = result;
    const failed = errors.map(({ kind }) => t.kind[kind]).join(', ');
    if (failed !== '' && errors.length >= result.kinds.length) return html`${t.failedLists(failed)}`;
    const counts = t.counts(countOf(result.subCount), countOf(result.vipCount), countOf(result.modCount));
    const isSame = granted === 0 && revoked === 0;
    return html`
      ${isSame ? html`<span class="changes">${t.noChange}</span>` : this.#changes(granted, revoked)} ·
      ${counts} ${failed === '' ? nothing : html`<br />${t.failedLists(failed)}`}
    `;
  }

  #changes(granted: number, revoked: number) {
    const [more, fewer] = [countOf(granted), countOf(revoked)];
    return html`<span class="changes" aria-hidden="true">${t.changes(more, fewer)}</span
      ><span class="spoken">${t.changesSpoken(more, fewer)}</span>`;
  }
}

customElements.define('rolecall-sync', SyncPanel);
