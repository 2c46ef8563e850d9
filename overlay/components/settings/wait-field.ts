import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { MAX_COOLDOWN_MS } from '../../../server/core/policy.ts';
import { countOf } from '../../lib/format/numbers.ts';
import type { Mark } from '../../lib/state/saving.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { isLocked, valueOf } from '../form-values.ts';
import { ValueEvent } from './events.ts';
import { formStyles } from './form-styles.ts';

const w = settingsTexts[language];
const MAX_SECONDS = MAX_COOLDOWN_MS / 1000;
const secondsOf = (ms: number): string => String(Math.round(ms / 1000));

/** A cooldown in whole seconds, small enough for a table. Sends `rolecall-value` in ms; null: emptied. */
export class WaitField extends LitElement {
  /** What it is, for those who hear the page. */
  @property() name = '';
  /** ms; null: empty. */
  @property({ attribute: false }) value: number | null = null;
  /** ms; what holds while it is empty. */
  @property({ type: Number }) usual = 0;
  /** Empty is a value of its own, else it is 0. */
  @property({ type: Boolean }) optional = false;
  @property({ type: Boolean }) disabled = false;
  @property({ attribute: false }) mark: Mark | undefined;
  /** What was typed and is not saved. */
  @state() private draft: string | null = null;
  @state() private problem: string | null = null;

  static override styles = [
    formStyles,
    css`
      :host {
        display: inline-block;
      }
      input[type='text'] {
        width: 3.6rem;
        min-height: 2rem;
        padding: 0.15rem 0.5rem;
        border-color: var(--rolecall-line);
        font-variant-numeric: tabular-nums;
        text-align: right;
      }
      input[type='text']:hover,
      input[type='text']:focus {
        border-color: var(--rolecall-edge);
      }
      input::placeholder {
        color: var(--rolecall-text-soft);
        opacity: 1;
      }
      input.saved {
        border-color: var(--rolecall-fresh);
      }
      input[type='text'][aria-invalid='true'] {
        border-color: var(--rolecall-failed);
      }
      .error {
        max-width: 9rem;
      }
    `,
  ];

  protected override render() {
    const shown = this.draft ?? (this.value === null ? '' : secondsOf(this.value));
    const problem = this.problem ?? (this.mark?.state === 'failed' ? this.mark.message : null);
    return html`<input
        type="text"
        inputmode="numeric"
        autocomplete="off"
        class=${this.mark?.state ?? ''}
        placeholder=${secondsOf(this.usual)}
        aria-label=${this.name}
        aria-invalid=${problem !== null}
        aria-describedby=${problem === null ? nothing : 'error'}
        ?disabled=${isLocked(this.shadowRoot, this.disabled)}
        .value=${live(shown)}
        @input=${(event: Event) => this.#type(valueOf(event))}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
        @blur=${() => this.#commit()}
      />
      ${problem === null ? nothing : html`<p class="error" id="error" role="alert">${problem}</p>`}`;
  }

  /** What was left while the server was away is saved as soon as it is back. */
  protected override updated(changed: PropertyValues<this>): void {
    const isBack = changed.get('disabled') === true && !this.disabled;
    if (isBack && this.shadowRoot?.activeElement === null) this.#commit();
  }

  #type(text: string): void {
    this.draft = text;
    this.problem = null;
  }

  #key({ key }: KeyboardEvent): void {
    if (key === 'Enter') this.#commit();
    if (key !== 'Escape') return;
    this.draft = null;
    this.problem = null;
  }

  #commit(): void {
    this.requestUpdate();
    if (this.draft === null || this.disabled) return;
    const text = this.draft.trim();
    const seconds = text === '' ? 0 : Number(text);
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > MAX_SECONDS) {
      this.problem = w.range('0', countOf(MAX_SECONDS));
      return;
    }
    this.draft = null;
    const ms = text === '' && this.optional ? null : seconds * 1000;
    if (ms !== this.value) this.dispatchEvent(new ValueEvent(ms));
  }
}

customElements.define('rolecall-wait', WaitField);
