import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { valueOf } from '../form-values.ts';
import type { BotAction, Peers, PeersEdit } from '../../lib/state/peers-editor.ts';
import { peersTexts } from '../../lib/texts/settings-peers.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';
import { peerStyles } from './peer-styles.ts';
import { markStyles } from './control.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './peer-card.ts';

const t = peersTexts[language];
const w = settingsTexts[language];
type BotEvent = keyof typeof t.event;
const EVENTS = Object.keys(t.event) as BotEvent[];

/** The programs that Rolecall calls. */
export class PeerList extends SettingsSection<PeersEdit> {
  /** null: not known yet. */
  @property({ attribute: false }) peers: Peers | null = null;
  /** The actions of Streamer.bot; null while it is not connected. */
  @property({ attribute: false }) actions: readonly BotAction[] | null = null;

  static override styles = [
    formStyles,
    markStyles,
    peerStyles,
    css`
      h3 {
        margin-top: 1.6rem;
      }
      .lead {
        margin: 0 0 1.25rem;
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
        ${peers.streamerbot.isOn ? this.#choices(peers.streamerbot.actions) : nothing}
        ${peers.streamerbot.isOn ? this.#triggers(peers.streamerbot) : nothing}`,
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
        <button type="button" ?disabled=${this.disabled} @click=${() => this.send({ kind: 'resend' })}>
          ${t.resend}
        </button>
        <span class="hint">${t.regularsSent(count)}</span>
      </div>`;
  }

  #triggers({ hasTriggers, state }: Peers['streamerbot']) {
    if (hasTriggers)
      return html`<p class="mark saved" part="triggers"><span aria-hidden="true">✓</span> ${t.triggers}</p>`;
    return state.status === 'connected' ? html`<p class="hint" part="triggers">${t.noTriggers}</p>` : nothing;
  }

  #choices(chosen: Peers['streamerbot']['actions']) {
    // Without the list there is nothing to choose from.
    const isKnown = this.actions !== null || EVENTS.some((event) => chosen[event] !== null);
    return html`<div class="choices" role="group" aria-label=${t.streamerbot}>
      ${isKnown ? EVENTS.map((event) => this.#choice(event, chosen[event])) : nothing}
      <div class="row">
        ${
          this.actions
            ? html`<button
                type="button"
                ?disabled=${this.disabled}
                @click=${() => this.send({ kind: 'actions' })}
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
    // An action that is not in the list is shown by the name that was saved.
    const unlisted = chosen && !known.some(isChosen) ? (chosen.name ?? chosen.id ?? '') : null;
    return html`<label
        >${t.event[event]} ${this.#mark(event)}
        <select
          name=${event}
          ?disabled=${this.disabled || (this.actions === null && chosen === null)}
          @change=${(change: Event) => this.#choose(event, valueOf(change))}
        >
          <option value="" ?selected=${chosen === null}>${t.noAction}</option>
          ${unlisted === null ? nothing : html`<option value="kept" selected>${unlisted}</option>`}
          ${known.map(
            (action) =>
              html`<option value=${`id:${action.id}`} ?selected=${isChosen(action)}>
                ${action.enabled ? action.name : t.disabled(action.name)}
              </option>`,
          )}
        </select></label
      >
      ${this.renderFailure(event)}`;
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
    this.send({ kind: 'set', field: event, patch });
  }
}

customElements.define('rolecall-peers', PeerList);
