import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ageOf, exactTimeOf } from '../../lib/format/time.ts';
import { language } from '../../lib/texts/language.ts';
import { computersTexts } from '../../lib/texts/settings-computers.ts';
import type { Addresses, NewToken, Token, TokenEdit } from '../../lib/state/token-list.ts';
import { textIn } from '../form-values.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './copy-line.ts';

const t = computersTexts[language];
type Level = Token['level'];
const LEVELS = (['read', 'control', 'owner'] as const).map((value) => {
  const [label = '', hint = ''] = t.levels[value];
  return { value, label, hint };
});
const PAGE_OF: Readonly<Record<Level, string>> = { read: 'badge', control: 'dock', owner: 'settings' };

/** Access tokens, and the addresses for other devices. */
export class ComputersSection extends SettingsSection<TokenEdit> {
  @property({ attribute: false }) tokens: readonly Token[] | null = null;
  @property({ attribute: false }) addresses: Addresses | null = null;
  @property({ attribute: false }) made: NewToken | null = null;
  @property({ attribute: false }) now = 0;
  /** The level of a token to be made. */
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
    const { isLan } = addresses;
    return html`<div class="card">
      <h3>${t.where}</h3>
      ${
        isLan
          ? html`<p>${t.lan}</p>
              <rolecall-copy .text=${this.#base}></rolecall-copy>`
          : html`<p>${addresses.addresses.length > 0 ? t.onlyHere : t.noAddress}</p>
              ${addresses.addresses.map(
                ({ address, name }) =>
                  html`<rolecall-copy .label=${name} .text=${startLine(addresses, address)}></rolecall-copy>`,
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
      ${this.renderChoice(
        'level',
        { cards: true, label: t.level, value: this.level, options: LEVELS },
        (level) => (this.level = level),
      )}
      ${this.renderFailure('token')}
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
      <button type="button" @click=${() => this.send({ kind: 'seen' })}>${t.seen}</button>
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
        @click=${() => this.send({ kind: 'revoke', token })}
      >
        ${t.revoke}
      </button>
    </li>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const name = textIn(new FormData(event.target as HTMLFormElement), 'name');
    this.send({ kind: 'create', name, level: this.level });
  }
}

function startLine({ command, port }: Addresses, address: string): string {
  return `${command} --host ${address}${port === 7653 ? '' : ` --port ${port}`}`;
}

customElements.define('rolecall-computers-section', ComputersSection);
