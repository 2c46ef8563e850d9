import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { BOT_LOGIN, MAX_BOTS } from '../../../server/core/bots.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { language } from '../../lib/texts/language.ts';
import { syncTexts } from '../../lib/texts/settings-sync.ts';
import { isLocked, valueOf } from '../form-values.ts';
import { Control, markStyles } from './control.ts';
import { ValueEvent } from './events.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';

const t = syncTexts[language];

/** The logins of chat bots, each with a press to take it away. Sends the whole list as `rolecall-value`. */
export class BotList extends Control {
  @property({ attribute: false }) value: readonly string[] = [];
  /** What stands in the field. */
  @state() private text = '';
  @state() private problem: string | null = null;
  /** What stands in the field was sent. */
  #isAdding = false;

  static override styles = [
    formStyles,
    markStyles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 0.75rem;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        margin: 0.6rem 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        min-width: 0;
        margin: 0;
        padding-left: 0.75rem;
        border-radius: 0.6rem;
        background: var(--rolecall-surface-raised);
        overflow-wrap: anywhere;
      }
      li button {
        display: grid;
        flex: none;
        place-items: center;
        width: 2.1rem;
        min-height: 2.1rem;
        padding: 0;
        color: var(--rolecall-text-soft);
      }
      li button:hover {
        color: var(--rolecall-text);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        max-width: 26rem;
        margin-top: 0.75rem;
      }
      form input[type='text'] {
        flex: 1 1 13rem;
        width: auto;
      }
      form button {
        flex: none;
      }
      @media (forced-colors: active) {
        li {
          border: 1px solid CanvasText;
        }
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('mark') || this.mark?.state === 'saving') return;
    if (this.mark?.state === 'saved' && this.#isAdding) this.text = '';
    this.#isAdding = false;
  }

  protected override render() {
    const isLockedNow = this.disabled || this.mark?.state === 'saving';
    return html`<div class="head"><strong id="label">${this.label}</strong> ${this.renderMark()}</div>
      ${this.renderHint()}
      ${
        this.value.length === 0
          ? nothing
          : html`<ul aria-labelledby="label">
              ${this.value.map((login) => this.#bot(login, isLockedNow))}
            </ul>`
      }
      <form @submit=${(event: Event) => this.#submit(event)}>
        <input
          type="text"
          autocomplete="off"
          spellcheck="false"
          aria-label=${t.botLogin}
          placeholder=${t.botLogin}
          aria-invalid=${this.problem !== null}
          aria-describedby=${this.problem === null ? nothing : 'error'}
          ?disabled=${isLocked(this.shadowRoot, this.disabled)}
          .value=${this.text}
          @input=${(event: Event) => this.#type(valueOf(event))}
          @paste=${(event: ClipboardEvent) => this.#paste(event)}
        />
        <button ?disabled=${isLockedNow || this.text.trim() === ''}>${t.botAdd}</button>
      </form>
      ${this.renderError(this.problem)}`;
  }

  #bot(login: string, isLockedNow: boolean) {
    return html`<li>
      <span>${login}</span>
      <button
        type="button"
        class="quiet"
        aria-label=${t.botRemove(login)}
        title=${t.botRemove(login)}
        ?disabled=${isLockedNow}
        @click=${() => this.#send(this.value.filter((each) => each !== login))}
      >
        ${icon('failed')}
      </button>
    </li>`;
  }

  #type(text: string): void {
    this.text = text;
    this.problem = null;
  }

  /** Several names are added as they come: nobody has to press for each. */
  #paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text') ?? '';
    if (loginsIn(pasted).length < 2 || this.disabled) return;
    event.preventDefault();
    this.text = loginsIn(pasted).join(' ');
    this.#add(this.text);
  }

  #submit(event: Event): void {
    event.preventDefault();
    if (!this.disabled) this.#add(this.text);
  }

  #add(text: string): void {
    const logins = loginsIn(text);
    const wrong = logins.find((login) => !BOT_LOGIN.test(login));
    const all = [...new Set([...this.value, ...logins])];
    if (wrong !== undefined) this.problem = t.botNoLogin(wrong);
    else if (all.length > MAX_BOTS) this.problem = t.botsTooMany(countOf(MAX_BOTS));
    else if (all.length === this.value.length) this.text = '';
    else this.#send(all, true);
  }

  #send(logins: readonly string[], isAdding = false): void {
    this.problem = null;
    this.#isAdding = isAdding;
    this.dispatchEvent(new ValueEvent(logins));
  }
}

/** Names between blanks, commas or lines, as Twitch writes logins. */
function loginsIn(text: string): string[] {
  const names = text.split(/[\s,;]+/).map((name) => name.replace(/^@/, '').toLowerCase());
  return names.filter((name) => name !== '');
}

customElements.define('rolecall-bots', BotList);
