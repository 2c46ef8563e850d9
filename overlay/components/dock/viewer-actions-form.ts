import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Person } from '../../lib/format/person.ts';
import { featureTexts } from '../../lib/texts/features.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { controlStyles } from './controls.ts';
import { ViewerCommandEvent } from './events.ts';

const t = viewerTexts[language];
const f = featureTexts[language];
const MINUTES = [5, 10, 30, 60] as const;
const MINUTE_MS = 60_000;
/** A year, which is the server's limit. */
const MAX_MINUTES = 365 * 24 * 60;
type End = keyof typeof t.until;
const ENDS: readonly End[] = ['stream_end', 'minutes10', 'hour1', 'time', 'ever'];

/** Gives a viewer time, mutes or allows, for one feature. */
export class ViewerActionsForm extends LitElement {
  @property({ attribute: false }) person: Person | null = null;
  @property({ attribute: false }) feature = '';
  @property({ attribute: false }) isDisabled = false;
  @state() private end: End = 'stream_end';
  /** What the field for a time begins with. Kept, because a later one would take the place of what was chosen there. */
  #proposed = '';

  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        gap: 0.75rem;
        padding: 0.25rem 0 0.5rem;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem;
      }
      .label {
        flex: 1 0 100%;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        flex: 1 1 15rem;
        gap: 0.4rem;
      }
      input[type='number'] {
        flex: 1 1 8.5rem;
        width: 8.5rem;
      }
      select {
        flex: 1 1 16rem;
      }
      .deny,
      .allow {
        flex: 1 1 5rem;
      }
    `,
  ];

  protected override render() {
    return html`${this.#give()} ${this.#hand()}`;
  }

  #give() {
    return html`<div class="line" role="group" aria-label=${t.give}>
      <span class="label">${t.give}</span>
      ${MINUTES.map((minutes) =>
        this.#button(t.giveMinutes(String(minutes)), `give-${minutes}`, () => this.#giveMinutes(minutes)),
      )}
      <form @submit=${(event: Event) => this.#submit(event)}>
        <input
          type="number"
          name="minutes"
          min="1"
          max=${MAX_MINUTES}
          required
          inputmode="numeric"
          aria-label=${t.otherMinutes}
          placeholder=${t.otherMinutes}
        />
        <button class="button" part="give" aria-disabled=${this.isDisabled}>${t.give}</button>
      </form>
    </div>`;
  }

  #hand() {
    return html`<div class="line" role="group" aria-label="${t.mute}, ${t.allow}">
      <span class="label">${t.mute} / ${t.allow}</span>
      <select part="until" aria-label=${t.howLong} @change=${(event: Event) => this.#choose(event)}>
        ${ENDS.map((end) => html`<option value=${end} ?selected=${end === this.end}>${t.until[end]}</option>`)}
      </select>
      ${
        this.end === 'time'
          ? html`<input
              type="datetime-local"
              name="until"
              required
              min=${localTimeIn(1)}
              aria-label=${t.untilTime}
              .value=${this.#proposed}
            />`
          : nothing
      }
      ${this.#button(t.mute, 'deny', () => this.#set('deny'))}
      ${this.#button(t.allow, 'allow', () => this.#set('allow'))}
    </div>`;
  }

  #choose({ target }: Event): void {
    this.end = (target as HTMLSelectElement).value as End;
    this.#proposed = localTimeIn(60);
  }

  #button(label: string, part: string, act: () => void) {
    return html`<button
      class="button ${part}"
      part=${part}
      type="button"
      aria-disabled=${this.isDisabled}
      title=${this.isDisabled ? f.away : nothing}
      @click=${() => this.isDisabled || act()}
    >
      ${label}
    </button>`;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('[name=minutes]');
    const minutes = Number(field?.value);
    if (this.isDisabled || !(minutes > 0)) return;
    this.#giveMinutes(minutes);
    if (field) field.value = '';
  }

  #giveMinutes(minutes: number): void {
    const { person } = this;
    if (person)
      this.dispatchEvent(new ViewerCommandEvent({ kind: 'give', person, feature: this.feature, minutes }));
  }

  #set(kind: 'deny' | 'allow'): void {
    const { person } = this;
    const until = this.#until();
    if (person && until !== undefined)
      this.dispatchEvent(new ViewerCommandEvent({ kind, person, feature: this.feature, until }));
  }

  /** undefined: the time is not valid, which the field has shown. */
  #until(): string | null | undefined {
    const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
    switch (this.end) {
      case 'stream_end':
        return 'stream_end';
      case 'ever':
        return null;
      case 'minutes10':
        return inMs(10 * MINUTE_MS);
      case 'hour1':
        return inMs(60 * MINUTE_MS);
      case 'time': {
        const field = this.renderRoot.querySelector<HTMLInputElement>('[name=until]');
        return field?.reportValidity() ? new Date(field.value).toISOString() : undefined;
      }
    }
  }
}

/** The time in so many minutes, as a `datetime-local` field takes it. */
function localTimeIn(minutes: number): string {
  const at = new Date(Date.now() + minutes * MINUTE_MS);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}

customElements.define('rolecall-viewer-actions', ViewerActionsForm);
