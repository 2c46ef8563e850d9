import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { countOf, percentOf } from '../../lib/format/numbers.ts';
import { isFirstRead, isUnread, type OverallProgress, readSoFar } from '../../lib/format/progress.ts';
import { ageOf, durationOf } from '../../lib/format/time.ts';
import { type Status, syncedAt, type ViewState } from '../../lib/state/view-state.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import { spokenStyles } from '../spoken.ts';
import { controlStyles } from './controls.ts';
import { footerStyles } from './footer-styles.ts';
import { icon } from './icons.ts';

const t = dockTexts[language];

/** Asks for a sync. */
export class SyncRequestEvent extends Event {
  constructor() {
    super('rolecall-sync', { bubbles: true, composed: true });
  }
}

/** How many are on the lists and how old these are, which opens the lists; and the sync button with its progress. */
export class FooterBar extends LitElement {
  @property({ attribute: false }) state: ViewState = 'connecting';
  /** null: not known yet. */
  @property({ attribute: false }) status: Status | null = null;
  /** null: no sync is running. */
  @property({ attribute: false }) progress: OverallProgress | null = null;
  @property({ attribute: false }) canSync = false;
  @property({ attribute: false }) isOpen = false;
  /** The lists stand beside it already. */
  @property({ attribute: false }) isFixed = false;
  @property({ attribute: false }) now = 0;

  static override styles = [spokenStyles, controlStyles, footerStyles];

  protected override render() {
    const { progress } = this;
    return html`<div class="bar">
        ${this.isFixed ? html`<div class="lists" part="counts">${this.#words()}</div>` : this.#opener()}
        <button
          class="button sync"
          part="sync"
          type="button"
          aria-label=${progress ? t.syncing(this.#percent) : t.syncNow}
          title=${progress ? nothing : t.syncNow}
          aria-disabled=${!this.#isReady}
          @click=${() => this.#isReady && this.dispatchEvent(new SyncRequestEvent())}
        >
          <span class=${progress ? 'turns' : ''}>${icon('refresh')}</span>
          <span class="word">${progress ? (this.#percent ?? '…') : t.sync}</span>
        </button>
      </div>
      ${progress ? this.#bar(progress) : nothing}`;
  }

  #opener() {
    return html`<button
      class="lists"
      part="counts"
      type="button"
      aria-haspopup="dialog"
      aria-expanded=${this.isOpen}
      title=${t.openLists}
      @click=${() => this.dispatchEvent(new Event('rolecall-lists'))}
    >
      ${this.#words()} <span class="spoken">${t.openLists}</span><span class="chevron"></span>
    </button>`;
  }

  #words() {
    return html`<span class="words">
      <span class="counts">${this.#counts}</span> <span class="age" part="age">${this.#age}</span>
    </span>`;
  }

  /** A list that was never read is not empty. */
  get #counts(): string {
    const { status } = this;
    if (!status) return '–';
    const { subscribers, vips, moderators } = status.kinds;
    const all = [subscribers, vips, moderators];
    if (isFirstRead(status)) return this.#firstRead(status);
    const [subs, vip, mods] = all.map((kind) => (isUnread(kind) ? '–' : countOf(kind.count)));
    return t.counts(subs ?? '', vip ?? '', mods ?? '');
  }

  #firstRead(status: Status): string {
    const count = readSoFar(status);
    return count === 0 ? t.waiting : t.readSoFar(countOf(count));
  }

  get #age(): string {
    const { status, state, progress, now } = this;
    if (progress) return progress.etaMs === null ? t.state.syncing : t.timeLeft(durationOf(progress.etaMs));
    const at = status && syncedAt(status);
    if (at === null) return state === 'connecting' ? '' : t.never;
    const age = ageOf(at, now);
    if (state === 'away') return t.lastKnown(age);
    return state === 'fresh' || state === 'syncing'
      ? `${t.state.fresh} · ${age}`
      : `${t.state[state]} · ${age}`;
  }

  get #percent(): string | null {
    const fraction = this.progress?.fraction ?? null;
    return fraction === null ? null : percentOf(fraction);
  }

  get #isReady(): boolean {
    return this.canSync && this.progress === null;
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
}

customElements.define('rolecall-footer', FooterBar);
