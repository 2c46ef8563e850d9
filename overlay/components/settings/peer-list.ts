import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { EditEvent } from './events.ts';
import type { BotAction, Peers, PeersEdit } from '../../lib/state/peers-editor.ts';
import type { Marks } from '../../lib/state/saving.ts';
import { peersTexts } from '../../lib/texts/settings-peers.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { peerStyles } from './peer-styles.ts';
import { markStyles } from './control.ts';
import { formStyles } from './form-styles.ts';
import './peer-card.ts';

const t = peersTexts[language];
const w = settingsTexts[language];
type BotEvent = keyof typeof t.event;
const EVENTS = Object.keys(t.event) as BotEvent[];

/** The programs that Rolecall calls by itself. Asks for changes by `rolecall-edit` with a `PeersEdit`. */
export class PeerList extends LitElement {
  /** null: not known yet. */
  @property({ attribute: false }) peers: Peers | null = null;
  /** Of Streamer.bot; null while it is not connected. */
  @property({ attribute: false }) actions: readonly BotAction[] | null = null;
  @property({ attribute: false }) marks: Marks = new Map();
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    formStyles,
    markStyles,
    peerStyles,
    css`
      h3 {
        margin-top: 1.6rem;
      }
      .choices {
        display: grid;
        gap: 0.7rem;
      }
    `,
  ];

  protected override render() {
    const { peers } = this;
    const lead = html`<h3>${t.heading}</h3>
      <p class="lead">${t.lead}</p>`;
    if (!peers) return lead;
    return html`${lead}
    ${this.#card(
      'streamerbot',
      t.streamerbot,
      html`<p class="soft">${t.streamerbotText}</p>
        ${peers.streamerbot.isOn ? this.#choices(peers.streamerbot.actions) : nothing}`,
    )}
    ${this.#card(
      'speakerbot',
      t.speakerbot,
      html`<p class="soft">${t.speakerbotText}</p>
        ${peers.speakerbot.isOn ? this.#regulars(peers.speakerbot.regulars) : nothing}`,
    )}
    ${this.#card('obs', t.obs, html`<p class="soft">${t.obsText}</p>`)}`;
  }

  #card(name: keyof Peers, heading: string, content: unknown) {
    return html`<rolecall-peer
      .name=${name}
      .heading=${heading}
      .peer=${this.peers?.[name] ?? null}
      .marks=${this.marks}
      .disabled=${this.disabled}
      >${content}</rolecall-peer
    >`;
  }

  #regulars(count: number) {
    return html`<p class="soft">${t.speakerbotHonest} ${t.speakerbotOff}</p>
      <div class="row">
        <button type="button" ?disabled=${this.disabled} @click=${() => this.#ask({ kind: 'resend' })}>
          ${t.resend}
        </button>
        <span class="hint">${t.told(count)}</span>
      </div>`;
  }

  #choices(chosen: Peers['streamerbot']['actions']) {
    // Five empty lists to choose nothing from help nobody.
    const isKnown = this.actions !== null || EVENTS.some((event) => chosen[event] !== null);
    return html`<div class="choices" role="group" aria-label=${t.streamerbot}>
      ${isKnown ? EVENTS.map((event) => this.#choice(event, chosen[event])) : nothing}
      <div class="row">
        ${
          this.actions
            ? html`<button
                type="button"
                ?disabled=${this.disabled}
                @click=${() => this.#ask({ kind: 'actions' })}
              >
                ${t.reload}
              </button>`
            : html`<span class="hint">${t.actionsAway}</span>`
        }
      </div>
    </div>`;
  }

  #choice(event: BotEvent, chosen: Peers['streamerbot']['actions'][BotEvent]) {
    const known = this.actions ?? [];
    const isChosen = ({ id, name }: BotAction): boolean =>
      chosen !== null && (chosen.id === null ? chosen.name === name : chosen.id === id);
    // One that is not in the list, or while there is none, is shown by the name it had.
    const lone = chosen && !known.some(isChosen) ? (chosen.name ?? chosen.id ?? '') : null;
    const mark = this.marks.get(event);
    return html`<label
        >${t.event[event]} ${this.#mark(event)}
        <select
          name=${event}
          ?disabled=${this.disabled || (this.actions === null && chosen === null)}
          @change=${({ target }: Event) => this.#choose(event, (target as HTMLSelectElement).value)}
        >
          <option value="" ?selected=${chosen === null}>${t.noAction}</option>
          ${lone === null ? nothing : html`<option value="kept" selected>${lone}</option>`}
          ${known.map(
            (action) =>
              html`<option value=${`id:${action.id}`} ?selected=${isChosen(action)}>
                ${action.enabled ? action.name : t.disabled(action.name)}
              </option>`,
          )}
        </select></label
      >
      ${mark?.state === 'failed' ? html`<span class="error" role="alert">${mark.message}</span>` : nothing}`;
  }

  #mark(event: BotEvent) {
    const state = this.marks.get(event)?.state;
    return state === 'saved' ? html`<span class="mark saved">${w.savedMark}</span>` : nothing;
  }

  #choose(event: BotEvent, value: string): void {
    const action = this.actions?.find(({ id }) => `id:${id}` === value);
    if (value === 'kept' || (value !== '' && !action)) return;
    const choice = action ? { id: action.id, name: action.name } : null;
    const patch = { streamerbot: { actions: { [event]: choice } } };
    this.#ask({ kind: 'set', field: event, patch });
  }

  #ask(edit: PeersEdit): void {
    this.dispatchEvent(new EditEvent(edit));
  }
}

customElements.define('rolecall-peers', PeerList);
