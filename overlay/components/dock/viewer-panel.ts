import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { KIND_OF_ROLE } from '../../../server/core/roles.ts';
import type { CheckAnswer, ViewerDetails } from '../../lib/state/open-viewer.ts';
import { dayOf, durationOf } from '../../lib/format/time.ts';
import { nameOf, type Person } from '../../lib/format/person.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { reasonTexts } from '../../lib/texts/reasons.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { detailOf, endText, featureName } from '../../lib/format/viewer.ts';
import { controlStyles } from './controls.ts';
import { roleIcon, roleStyles } from './role-mark.ts';
import { type ViewerCommand, ViewerCommandEvent } from './events.ts';
import { icon } from './icons.ts';
import { panelStyles } from './panel-styles.ts';
import { decisionMark, decisionMarkStyles } from './decision-mark.ts';
import './viewer-actions-form.ts';
import './viewer-timeline.ts';

const t = viewerTexts[language];
const r = roleTexts[language];
const reasons = reasonTexts[language];

/** One viewer: roles, access and why, actions, and history. */
export class ViewerPanel extends LitElement {
  /** null: closed. */
  @property({ attribute: false }) person: Person | null = null;
  /** null: loading. */
  @property({ attribute: false }) details: ViewerDetails | null = null;
  @property({ attribute: false }) isRefreshing = false;
  @property({ attribute: false }) isDisabled = false;
  @property({ attribute: false }) now = 0;

  static override styles = [controlStyles, roleStyles, decisionMarkStyles, panelStyles];

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
          ${this.isDisabled ? html`<p class="away" role="status">${t.away}</p>` : nothing}
          ${details ? this.#details(person, details) : html`<p class="soft">${t.loading}</p>`}
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

  #head(person: Person) {
    const name = nameOf(person);
    const login = person.userLogin && person.userLogin !== name.toLowerCase() ? person.userLogin : null;
    const isOff = this.isDisabled || this.isRefreshing;
    return html`<header>
      <h2 id="name" tabindex="-1">${name}${login === null ? nothing : html` <small>${login}</small>`}</h2>
      <button
        class="icon-button ${this.isRefreshing ? 'busy' : ''}"
        part="refresh"
        type="button"
        aria-label=${this.isRefreshing ? t.refreshing : t.refresh}
        title=${this.isDisabled ? t.away : t.refresh}
        aria-disabled=${isOff}
        @click=${() => isOff || this.dispatchEvent(new ViewerCommandEvent({ kind: 'refresh', person }))}
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
        ${icon('close')}
      </button>
    </header>`;
  }

  #details(person: Person, details: ViewerDetails) {
    return html`<ul class="roles" part="roles">
        ${details.roles.length === 0 ? html`<li class="soft">${t.noRoles}</li>` : details.roles.map((role) => this.#role(role))}
      </ul>
      ${details.isVerifying ? html`<p class="soft" part="verifying" role="status">${t.verifying}</p>` : nothing}
      <section>
        <h3>${t.mayUse}</h3>
        <ul class="decisions">
          ${details.checks.map((check) => this.#check(check, details))}
        </ul>
      </section>
      <section>
        <h3>${t.byHand}</h3>
        <rolecall-viewer-actions
          .person=${person}
          .features=${details.checks.map(({ feature }) => feature)}
          .isDisabled=${this.isDisabled}
        ></rolecall-viewer-actions>
      </section>
      <section>
        <h3>${t.timeline}</h3>
        <rolecall-timeline .history=${details.history}></rolecall-timeline>
      </section>`;
  }

  #role(role: ViewerDetails['roles'][number]) {
    const words = [r.role[role.role], detailOf(role)].filter(Boolean).join(', ');
    return html`<li>
      ${roleIcon(KIND_OF_ROLE[role.role])}<span
        >${words} <span class="soft">${r.since(dayOf(role.grantedAt))}</span></span
      >
    </li>`;
  }

  #check(check: CheckAnswer, details: ViewerDetails) {
    const { allowed, feature, reason, message } = check;
    const override = details.overrides.find((one) => one.feature === feature);
    const grant = details.grants.find((one) => one.feature === feature);
    return html`<li part="decision">
      <div class="line">
        ${decisionMark(allowed)}
        <div>
          <strong>${featureName(feature)}</strong>
          <div class="soft" title=${message}>
            ${allowed ? t.yes : t.no}: ${reasons[reason]}${this.#left(check)}
          </div>
        </div>
      </div>
      ${override ? this.#inForce(`${override.effect === 'deny' ? t.muted : t.allowedByHand} ${endText(override.until)}`, { kind: 'end-override', override }, feature) : nothing}
      ${grant ? this.#inForce(t.left(this.#until(grant.expiresAt)), { kind: 'end-grant', grant }, feature) : nothing}
    </li>`;
  }

  #inForce(words: string, command: ViewerCommand, feature: string) {
    return html`<div class="force">
      <span>${words}</span>
      <button
        class="button"
        part="end"
        type="button"
        aria-label="${t.endIt}: ${featureName(feature)}, ${words}"
        title=${this.isDisabled ? t.away : nothing}
        aria-disabled=${this.isDisabled}
        @click=${() => this.isDisabled || this.dispatchEvent(new ViewerCommandEvent(command))}
      >
        ${t.endIt}
      </button>
    </div>`;
  }

  /** How long a cooldown lasts. */
  #left({ reason, expiresAt }: CheckAnswer): string {
    return reason === 'cooldown' && expiresAt !== null ? `, ${this.#until(expiresAt)}` : '';
  }

  #until(at: string): string {
    return durationOf(Math.max(0, Date.parse(at) - this.now));
  }

  #close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }
}

customElements.define('rolecall-viewer', ViewerPanel);
