import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { peerProblemText } from '../../lib/format/peer-problems.ts';
import { valueOf } from '../form-values.ts';
import type { ValueEvent } from './events.ts';
import type { PeerName, Peers, PeersEdit } from '../../lib/state/peers-editor.ts';
import { peersTexts } from '../../lib/texts/settings-peers.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { peerStyles } from './peer-styles.ts';
import { markStyles } from './control.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';
import { SettingsSection } from './settings-section.ts';

const t = peersTexts[language];
const w = settingsTexts[language];

/** One program: its switch, state, address and password. What only this program has goes into the slot. */
export class PeerCard extends SettingsSection<PeersEdit> {
  @property() name: PeerName = 'obs';
  @property() heading = '';
  @property({ attribute: false }) peer: Peers[PeerName] | null = null;
  /** Typed and not saved. */
  @state() private place: { readonly host?: string; readonly port?: string } = {};
  @state() private secret = '';
  @state() private problem: string | null = null;

  static override styles = [
    formStyles,
    markStyles,
    peerStyles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 1rem;
        align-items: center;
        justify-content: space-between;
      }
      /* The switch stays at the right, beside a heading of two lines too. */
      h3 {
        flex: 1 1 9rem;
        min-width: 0;
      }
      rolecall-switch {
        flex: none;
        margin-left: auto;
      }
      .state {
        margin: 0 0 0.75rem;
        font-weight: 600;
      }
      .state::before {
        content: '';
        display: inline-block;
        width: 0.7em;
        height: 0.7em;
        margin-right: 0.5em;
        border-radius: 50%;
        background: currentColor;
      }
      .connected {
        color: var(--rolecall-fresh);
      }
      .connecting {
        color: var(--rolecall-syncing);
      }
      .failed {
        color: var(--rolecall-failed);
      }
      .off {
        color: var(--rolecall-text-soft);
      }
      details {
        margin-top: 0.9rem;
      }
      summary {
        padding: 0.25rem 0;
        color: var(--rolecall-text-soft);
      }
      .error[part='problem'] {
        margin-bottom: 0.75rem;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
        gap: 0.8rem 1rem;
        margin-top: 0.9rem;
      }
      form > .wide {
        grid-column: 1 / -1;
      }
      @media (max-width: 420px) {
        form {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /** Keeps what was typed until it is saved. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('marks') || this.marks.get(this.name)?.state !== 'saved') return;
    if (changed.get('marks')?.get(this.name)?.state === 'saved') return;
    this.place = {};
    this.secret = '';
  }

  protected override render() {
    const { peer, disabled } = this;
    if (!peer) return nothing;
    const { status, problem } = peer.state;
    return html`<div class="card" part="card">
      <div class="head">
        <h3>${this.heading}</h3>
        <rolecall-switch
          .label=${t.on}
          .name=${`${this.heading}: ${t.on}`}
          .checked=${peer.isOn}
          .disabled=${disabled}
          .mark=${this.marks.get(`${this.name}.isOn`)}
          @rolecall-value=${({ value }: ValueEvent<boolean>) => this.#set({ isOn: value }, `${this.name}.isOn`)}
        ></rolecall-switch>
      </div>
      ${
        peer.isOn
          ? html`<p class="state ${status}" part="state" role="status">${this.#stateText(peer)}</p>`
          : nothing
      }
      ${problem ? html`<p class="error" part="problem">${peerProblemText(problem, this.name)}</p>` : nothing}
      ${
        status === 'failed'
          ? html`<p>
              <button
                type="button"
                part="retry"
                ?disabled=${disabled}
                @click=${() => this.send({ kind: 'retry', peer: this.name })}
              >
                ${t.retry}
              </button>
            </p>`
          : nothing
      }
      <slot></slot>
      ${this.#place(peer)}
    </div>`;
  }

  /** Where it listens. What is typed waits for the button, so only that is disabled. */
  #place(peer: Peers[PeerName]) {
    return html`<details class="fold" ?open=${peer.isOn}>
      <summary>${t.place}${icon('fold')}</summary>
      <form novalidate @submit=${(event: Event) => this.#save(event)}>
        <label
          >${t.host}<input
            type="text"
            aria-describedby="host-hint"
            autocomplete="off"
            spellcheck="false"
            .value=${live(this.place.host ?? peer.host)}
            @input=${(event: Event) => (this.place = { ...this.place, host: valueOf(event) })}
        /></label>
        <label
          >${t.port}<input
            type="number"
            min="1"
            max="65535"
            .value=${live(this.place.port ?? String(peer.port))}
            @input=${(event: Event) => (this.place = { ...this.place, port: valueOf(event) })}
        /></label>
        <p class="hint wide" id="host-hint">${t.hostHint}</p>
        ${'hasPassword' in peer ? this.#password(peer.hasPassword) : nothing}
        <div class="row wide"><button ?disabled=${this.disabled}>${w.save}</button>${this.#mark()}</div>
      </form>
    </details>`;
  }

  #password(hasPassword: boolean) {
    return html`<label class="wide"
        >${t.password}<input
          type="password"
          autocomplete="off"
          maxlength="200"
          aria-describedby="password-hint"
          .value=${live(this.secret)}
          @input=${(event: Event) => (this.secret = valueOf(event))}
      /></label>
      <p class="hint wide" id="password-hint">
        ${hasPassword ? t.passwordKept : t.passwordNone}
        ${
          hasPassword
            ? html`<button
                type="button"
                class="link"
                ?disabled=${this.disabled}
                @click=${() => this.#set({ password: null }, `${this.name}.password`)}
              >
                ${t.forget}
              </button>`
            : nothing
        }
      </p>`;
  }

  #mark() {
    const mark = this.marks.get(this.name);
    const problem = this.problem ?? (mark?.state === 'failed' ? mark.message : null);
    if (problem !== null) return html`<span class="error" role="alert">${problem}</span>`;
    const word = { saving: w.saving, saved: w.savedMark, kept: '', failed: '' }[mark?.state ?? 'kept'];
    return html`<span class="mark ${mark?.state ?? ''}" role="status">${word}</span>`;
  }

  #stateText(peer: Peers[PeerName]): string {
    const { status } = peer.state;
    if (!('pending' in peer)) return t.state[status];
    return status === 'connecting' && peer.pending > 0 ? t.sending(peer.pending) : t.speakerState[status];
  }

  #save(event: Event): void {
    event.preventDefault();
    const { peer } = this;
    if (!peer || this.disabled) return;
    const host = (this.place.host ?? peer.host).trim();
    const port = Number(this.place.port ?? peer.port);
    if (host === '') this.problem = t.needHost;
    else if (!Number.isInteger(port) || port < 1 || port > 65_535) this.problem = t.needPort;
    else this.#set({ host, port, ...(this.secret === '' ? {} : { password: this.secret }) });
  }

  #set(patch: object, field: string = this.name): void {
    this.problem = null;
    this.send({ kind: 'set', field, patch: { [this.name]: patch } });
  }
}

customElements.define('rolecall-peer', PeerCard);
