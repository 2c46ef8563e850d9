import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { EditEvent, type ValueEvent } from './events.ts';
import { ageOf, exactTimeOf } from '../../lib/format/time.ts';
import type { Marks } from '../../lib/state/saving.ts';
import { language } from '../../lib/texts/language.ts';
import { computersTexts } from '../../lib/texts/settings-computers.ts';
import type { Addresses, NewToken, Token, TokenEdit } from '../../lib/state/token-list.ts';
import { formStyles } from './form-styles.ts';
import './choice.ts';
import './copy-line.ts';

const t = computersTexts[language];
type Level = Token['level'];
const LEVELS: readonly Level[] = ['read', 'control', 'owner'];
const PAGE_OF: Readonly<Record<Level, string>> = { read: 'badge', control: 'dock', owner: 'settings' };

/** Access tokens, and where other devices find Rolecall. */
export class ComputersSection extends LitElement {
  @property({ attribute: false }) tokens: readonly Token[] | null = null;
  @property({ attribute: false }) addresses: Addresses | null = null;
  @property({ attribute: false }) made: NewToken | null = null;
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) marks: Marks = new Map();
  @property({ type: Boolean }) disabled = false;
  /** Of a token to be made. */
  @state() private level: Level = 'control';

  static override styles = [
    formStyles,
    css`
      form {
        display: grid;
        gap: 0.9rem;
      }
      input {
        margin-top: 0.25rem;
      }
      ul {
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 1rem;
        align-items: center;
        margin: 0;
        padding: 0.6rem 0;
        border-top: 1px solid var(--rolecall-line);
      }
      li:first-child {
        border: 0;
      }
      li div {
        flex: 1 1 10rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('made') && this.made) this.renderRoot.querySelector('form')?.reset();
  }

  protected override render() {
    return html`<p class="lead">${t.lead}</p>
      ${this.#where()} ${this.made ? this.#once(this.made) : this.#create()} ${this.#list()}`;
  }

  #where() {
    const { addresses } = this;
    if (!addresses) return nothing;
    const { isLan, port } = addresses;
    return html`<div class="card">
      <h3>${t.where}</h3>
      ${
        isLan
          ? html`<p>${t.lan}</p>
              <rolecall-copy .text=${this.#base}></rolecall-copy>`
          : html`<p>${addresses.addresses.length > 0 ? t.onlyHere : t.noAddress}</p>
              ${addresses.addresses.map(
                ({ address, name }) =>
                  html`<rolecall-copy .label=${name} .text=${startLine(address, port)}></rolecall-copy>`,
              )}`
      }
      <p class="soft">${t.trust}</p>
    </div>`;
  }

  get #base(): string {
    const { addresses } = this;
    if (!addresses?.isLan) return location.origin;
    const { host, port } = addresses;
    return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  }

  #create() {
    const mark = this.marks.get('token');
    return html`<form class="card" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <h3>${t.create}</h3>
      <label
        >${t.name}
        <input
          type="text"
          name="name"
          maxlength="60"
          required
          autocomplete="off"
          placeholder=${t.nameExample}
        />
      </label>
      <rolecall-choice
        cards
        .label=${t.level}
        .value=${this.level}
        .options=${LEVELS.map((value) => {
          const [label = '', hint = ''] = t.levels[value];
          return { value, label, hint };
        })}
        @rolecall-value=${({ value }: ValueEvent<Level>) => (this.level = value)}
      ></rolecall-choice>
      ${mark?.state === 'failed' ? html`<p class="error" role="alert">${mark.message}</p>` : nothing}
      <div><button class="main" ?disabled=${this.disabled}>${t.createButton}</button></div>
    </form>`;
  }

  #once({ token, level }: NewToken) {
    const address = `${this.#base}/${PAGE_OF[level]}?token=${encodeURIComponent(token)}`;
    return html`<div class="notice good" part="made">
      <h3>${t.once}</h3>
      <p>${t.onceText}</p>
      <rolecall-copy .label=${t.token} .text=${token}></rolecall-copy>
      <rolecall-copy .label=${t.withToken[level]} .text=${address}></rolecall-copy>
      <button type="button" @click=${() => this.#send({ kind: 'seen' })}>${t.seen}</button>
    </div>`;
  }

  #list() {
    const { tokens } = this;
    if (!tokens) return nothing;
    return html`<div class="card">
      <h3>${t.tokens}</h3>
      ${
        tokens.length === 0
          ? html`<p class="soft">${t.none}</p>`
          : html`<ul>
              ${tokens.map((token) => this.#token(token))}
            </ul>`
      }
    </div>`;
  }

  #token(token: Token) {
    const { name, level, lastUsedAt } = token;
    const used = lastUsedAt === null ? t.neverUsed : t.lastUsed(ageOf(lastUsedAt, this.now));
    return html`<li>
      <div>
        <strong>${name}</strong><br />
        <span class="soft" title=${lastUsedAt === null ? nothing : exactTimeOf(lastUsedAt)}>
          ${t.levels[level][0]} · ${used}
        </span>
      </div>
      <button
        type="button"
        aria-label="${t.revoke}: ${name}"
        ?disabled=${this.disabled}
        @click=${() => this.#send({ kind: 'revoke', token })}
      >
        ${t.revoke}
      </button>
    </li>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get('name');
    if (typeof name === 'string') this.#send({ kind: 'create', name, level: this.level });
  }

  #send(edit: TokenEdit): void {
    this.dispatchEvent(new EditEvent(edit));
  }
}

function startLine(address: string, port: number): string {
  return `npm start -- --host ${address}${port === 7653 ? '' : ` --port ${port}`}`;
}

customElements.define('rolecall-computers-section', ComputersSection);
