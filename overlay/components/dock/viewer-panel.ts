import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Exception, exceptionWords } from '../../lib/format/exceptions.ts';
import type { CheckAnswer, Override, ViewerDetails } from '../../lib/state/open-viewer.ts';
import type { Policies } from '../../lib/state/features.ts';
import { durationOf } from '../../lib/format/time.ts';
import { nameOf, otherLogin, type Person } from '../../lib/format/person.ts';
import { type CureAct, cureOf, otherRoles, verdictWords } from '../../lib/format/verdict.ts';
import { featureTexts } from '../../lib/texts/features.ts';
import { language } from '../../lib/texts/language.ts';
import { verdictTexts } from '../../lib/texts/verdict.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { featureName } from '../../lib/format/feature-name.ts';
import { endText } from '../../lib/format/viewer.ts';
import { controlStyles } from './controls.ts';
import { endOf, QUICK_MINUTES, type ViewerCommand, ViewerCommandEvent } from './events.ts';
import { icon } from './icons.ts';
import { lateIcon } from './late-icons.ts';
import { panelStyles } from './panel-styles.ts';
import { decisionMark, decisionMarkStyles } from './decision-mark.ts';
import { radioGroup, radioGroupStyles } from './radio-group.ts';
import { verdictStyles } from './verdict-styles.ts';
import './viewer-timeline.ts';

const t = viewerTexts[language];
const f = featureTexts[language];
const w = verdictTexts[language];

/** The button that lets a viewer in was pressed, where it is about more than the viewer. */
export class CureEvent extends Event {
  constructor(
    readonly kind: 'switch-on' | 'sync',
    readonly feature: string,
  ) {
    super('rolecall-cure', { bubbles: true, composed: true });
  }
}

/** One viewer: whether they may and why, what changes it, and what ever happened. */
export class ViewerPanel extends LitElement {
  /** null: closed. */
  @property({ attribute: false }) person: Person | null = null;
  /** null: loading. */
  @property({ attribute: false }) details: ViewerDetails | null = null;
  /** null: not known. */
  @property({ attribute: false }) policies: Policies | null = null;
  /** What it was opened for; null: the first feature. */
  @property({ attribute: false }) feature: string | null = null;
  /** Login of the channel, for a link to the viewer at Twitch. */
  @property({ attribute: false }) channelLogin: string | null = null;
  @property({ attribute: false }) isRefreshing = false;
  @property({ attribute: false }) isDisabled = false;
  @property({ attribute: false }) now = 0;
  @state() private chosen: string | null = null;
  @state() private isMore = false;

  static override styles = [controlStyles, radioGroupStyles, decisionMarkStyles, panelStyles, verdictStyles];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('person') as Person | null | undefined;
    if (!changed.has('person') || (before && this.person)) return; // of the same, more may just be known
    this.chosen = null;
    this.isMore = false;
  }

  protected override render() {
    const { person, details } = this;
    if (!person) return nothing;
    return html`<dialog
      part="panel"
      aria-labelledby="name"
      @close=${() => this.dispatchEvent(new Event('rolecall-close'))}
      @click=${(event: Event) => event.target === event.currentTarget && this.#close()}
    >
      <div class="sheet">
        ${this.#head(person)}
        <div class="body">
          ${this.isDisabled && details ? html`<p class="away" role="status">${f.away}</p>` : nothing}
          ${details ? this.#details(person, details) : this.#loading()}
        </div>
      </div>
      <slot></slot>
    </dialog>`;
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('#name')?.focus();
  }

  #loading() {
    return html`<p class="soft" role="status">${this.isDisabled ? t.notReadAway : t.loading}</p>`;
  }

  #head(person: Person) {
    const login = otherLogin(person);
    const isOff = this.isDisabled || this.isRefreshing;
    return html`<header>
      <h2 id="name" tabindex="-1">
        ${nameOf(person)}${login === null ? nothing : html` <small>${login}</small>`}
      </h2>
      <button
        class="icon-button ${this.isRefreshing ? 'busy' : ''}"
        part="refresh"
        type="button"
        aria-label=${this.isRefreshing ? t.refreshing : t.refresh}
        title=${this.isDisabled ? f.away : t.refresh}
        aria-disabled=${isOff}
        @click=${() => isOff || this.#send({ kind: 'refresh', person })}
      >
        ${icon('refresh')}
      </button>
      <button
        class="icon-button"
        part="close"
        type="button"
        aria-label=${t.close}
        @click=${() => this.#close()}
      >
        ${lateIcon('close')}
      </button>
    </header>`;
  }

  #details(person: Person, details: ViewerDetails) {
    const { checks, account } = details;
    if (account === 'nobody') return this.#says(t.unknown(nameOf(person)));
    if (account === 'asking') return this.#says(t.refreshing);
    const check = checks.find(({ feature }) => feature === (this.chosen ?? this.feature)) ?? checks[0];
    return html`${checks.length > 1 && check ? this.#features(checks, check) : nothing}
      ${check ? this.#verdict(check, details) : nothing}
      ${details.isVerifying ? html`<p class="soft" part="verifying" role="status">${t.verifying}</p>` : nothing}
      ${account === 'unasked' ? this.#says(t.unasked) : check ? this.#acts(person, check, details) : nothing}
      <section>
        <h3>${t.timeline}</h3>
        <rolecall-timeline .history=${details.history}></rolecall-timeline>
      </section>`;
  }

  /** What stands in the place of the buttons. */
  #says(words: string) {
    return html`<p class="soft" part="account" role="status">${words}</p>`;
  }

  #features(checks: readonly CheckAnswer[], { feature: chosen }: CheckAnswer) {
    const choices = checks.map(({ feature }) => ({ value: feature, label: featureName(feature) }));
    return html`<div class="few">
      ${radioGroup(f.switches, choices, chosen, (feature) => (this.chosen = feature))}
    </div>`;
  }

  #verdict(check: CheckAnswer, details: ViewerDetails) {
    const { allowed, message, reason } = check;
    const others = otherRoles(reason, details.roles);
    const isMuted = reason === 'override_deny';
    return html`<div class="verdict ${allowed ? 'yes' : 'no'}" part="decision">
        ${decisionMark(allowed)}
        <p class="says" part="verdict" title=${message}>${verdictWords(check, details.roles)}</p>
      </div>
      ${others.length > 0 ? html`<p class="also" part="also">${w.also} ${others.join(' · ')}</p>` : nothing}
      ${allowed || isMuted ? nothing : this.#cure(check)}`;
  }

  #cure(check: CheckAnswer) {
    const { says, act } = cureOf(check, this.policies?.[check.feature] ?? null, this.now);
    return html`<div class="cure" part="cure">
      <p>${says}</p>
      ${act ? this.#cureAct(act, check) : nothing}
    </div>`;
  }

  #cureAct({ kind, label }: CureAct, check: CheckAnswer) {
    const href = this.#hrefOf(kind, check);
    if (href)
      return html`<a class="button" part="cure-act" href=${href} target="_blank" rel="noreferrer"
        >${label}</a
      >`;
    return html`<button
      class="button"
      part="cure-act"
      type="button"
      aria-disabled=${this.isDisabled}
      @click=${() => this.isDisabled || this.#doCure(kind, check)}
    >
      ${label}
    </button>`;
  }

  #hrefOf(kind: CureAct['kind'], { user }: CheckAnswer): string | null {
    if (kind === 'rules') return `/settings${location.search}#access`;
    if (kind !== 'at-twitch') return null;
    return `https://www.twitch.tv/popout/${this.channelLogin ?? ''}/viewercard/${user.userLogin ?? ''}`;
  }

  #doCure(kind: CureAct['kind'], { feature }: CheckAnswer): void {
    const { person } = this;
    if (kind === 'refresh' && person) this.#send({ kind: 'refresh', person });
    else if (kind === 'switch-on' || kind === 'sync') this.dispatchEvent(new CureEvent(kind, feature));
  }

  #acts(person: Person, { feature }: CheckAnswer, { overrides, grants }: ViewerDetails) {
    const override = overrides.find((one) => one.feature === feature);
    const grant = grants.find((one) => one.feature === feature);
    const is = (effect: Override['effect']) => (override?.effect === effect ? endText(override.until) : null);
    const deny = { kind: 'deny', person, feature, until: 'stream_end' } as const;
    const allow = { kind: 'allow', person, feature, until: null } as const;
    const give = { kind: 'give', person, feature, minutes: QUICK_MINUTES } as const;
    const left = grant ? t.left(this.#until(grant.expiresAt)) : null;
    return html`<div class="three" role="group" aria-label=${featureName(feature)}>
        ${this.#big('give', w.give(String(QUICK_MINUTES)), w.giveHint, left, give)}
        ${this.#big('deny', w.mute, w.muteHint, is('deny'), deny)}
        ${this.#big('allow', w.allow, w.allowHint, is('allow'), allow)}
      </div>
      ${override ? this.#inForce({ kind: 'override', of: override }) : nothing}
      ${grant ? this.#inForce({ kind: 'grant', of: grant }) : nothing}
      <button
        class="longer"
        part="longer"
        type="button"
        aria-expanded=${this.isMore}
        @click=${() => void this.#showMore()}
      >
        ${w.longer}<span class="chevron"></span>
      </button>
      ${
        this.isMore
          ? html`<rolecall-viewer-actions
              .person=${person}
              .feature=${feature}
              .isDisabled=${this.isDisabled}
            ></rolecall-viewer-actions>`
          : nothing
      }`;
  }

  /** @param inForce how long it counts already; null: it does not */
  #big(part: string, label: string, hint: string, inForce: string | null, command: ViewerCommand) {
    return html`<button
      class="button big ${inForce === null ? '' : 'on'}"
      part=${part}
      type="button"
      aria-disabled=${this.isDisabled}
      title=${this.isDisabled ? f.away : nothing}
      @click=${() => this.isDisabled || this.#send(command)}
    >
      <span>${label}</span> <small>${inForce ?? hint}</small>
    </button>`;
  }

  async #showMore(): Promise<void> {
    this.isMore = !this.isMore;
    await import('./viewer-actions-form.ts').catch(() => (this.isMore = false));
  }

  #inForce(item: Exception) {
    const words = exceptionWords(item, this.now);
    const { feature } = item.of;
    return html`<div class="force">
      <span>${words}</span>
      <button
        class="button"
        part="end"
        type="button"
        aria-label="${t.endIt}: ${featureName(feature)}, ${words}"
        title=${this.isDisabled ? f.away : nothing}
        aria-disabled=${this.isDisabled}
        @click=${() => this.isDisabled || this.#send(endOf(item))}
      >
        ${t.endIt}
      </button>
    </div>`;
  }

  #send(command: ViewerCommand): void {
    this.dispatchEvent(new ViewerCommandEvent(command));
  }

  #until(at: string): string {
    return durationOf(Math.max(0, Date.parse(at) - this.now));
  }

  #close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }
}

customElements.define('rolecall-viewer', ViewerPanel);
