import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { EditEvent } from './events.ts';
import { countOf } from '../../lib/format/numbers.ts';
import type { Reward, RewardEdit } from '../../lib/state/reward-editor.ts';
import type { Mark } from '../../lib/state/saving.ts';
import { language } from '../../lib/texts/language.ts';
import { featureName } from '../../lib/texts/settings-access.ts';
import { pointsTexts } from '../../lib/texts/settings-points.ts';
import { textIn } from '../form-values.ts';
import { featureOptions } from './feature-options.ts';
import { formStyles } from './form-styles.ts';

const t = pointsTexts[language];

/** One reward: what it costs and what it grants, which can be changed. */
export class RewardRow extends LitElement {
  @property({ attribute: false }) reward: Reward | null = null;
  @property({ attribute: false }) features: readonly string[] = [];
  @property({ attribute: false }) mark: Mark | undefined;
  @property({ type: Boolean }) disabled = false;
  @state() private isEditing = false;

  static override styles = [
    formStyles,
    css`
      :host {
        padding: 0.8rem 0;
        border-top: 1px solid var(--rolecall-line);
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 1rem;
        align-items: baseline;
        justify-content: space-between;
        overflow-wrap: anywhere;
      }
      .row {
        margin-top: 0.5rem;
      }
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
        gap: 0.6rem;
        align-items: end;
        margin-top: 0.6rem;
      }
    `,
  ];

  protected override render() {
    const { reward } = this;
    if (!reward) return nothing;
    const { link, twitch } = reward;
    const gives = link ? t.gives(countOf(link.minutes), featureName(link.feature)) : t.givesNothing;
    return html`<div class="top">
        <strong>${reward.title}</strong>
        <span class="soft">${twitch ? t.cost(countOf(twitch.cost)) : t.gone}</span>
      </div>
      <div class="top">
        <span>${gives}</span>
        <span class="soft">
          ${twitch && (!twitch.enabled || twitch.paused) ? html`${t.off} · ` : nothing}${
            reward.own ? t.own : t.foreign
          }
        </span>
      </div>
      ${this.#hint(reward)} ${this.isEditing ? this.#form(reward) : this.#buttons(reward)}
      ${this.mark?.state === 'failed' ? html`<p class="error">${this.mark.message}</p>` : nothing}`;
  }

  #hint({ own, link, twitch }: Reward) {
    if (!twitch) return html`<p class="hint">${t.goneHint}</p>`;
    return !own && link ? html`<p class="hint">${t.foreignHint}</p>` : nothing;
  }

  #buttons(reward: Reward) {
    const { title, link, twitch, own } = reward;
    return html`<div class="row">
      ${
        twitch
          ? html`<button
              type="button"
              aria-label="${link ? t.change : t.linkIt}: ${title}"
              ?disabled=${this.disabled}
              @click=${() => (this.isEditing = true)}
            >
              ${link ? t.change : t.linkIt}
            </button>`
          : nothing
      }
      ${
        link
          ? html`<button
              type="button"
              aria-label="${twitch ? t.unlink : t.forget}: ${title}"
              ?disabled=${this.disabled}
              @click=${() => this.#link(null)}
            >
              ${twitch ? t.unlink : t.forget}
            </button>`
          : nothing
      }
      ${
        twitch && own
          ? html`<button
              type="button"
              class="quiet"
              aria-label="${t.delete}: ${title}"
              ?disabled=${this.disabled}
              @click=${() => this.dispatchEvent(new EditEvent<RewardEdit>({ kind: 'delete', reward }))}
            >
              ${t.delete}
            </button>`
          : nothing
      }
    </div>`;
  }

  #form({ link }: Reward) {
    return html`<form @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <label
        >${t.minutes}
        <input
          type="number"
          name="minutes"
          min="1"
          max="525600"
          required
          .value=${String(link?.minutes ?? 10)}
        />
      </label>
      <label
        >${t.feature}
        <select name="feature">
          ${featureOptions(this.features, link?.feature ?? 'tts')}
        </select>
      </label>
      <div class="row">
        <button class="main" ?disabled=${this.disabled}>${t.saveLink}</button>
        <button type="button" @click=${() => (this.isEditing = false)}>${t.cancel}</button>
      </div>
    </form>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    this.isEditing = false;
    this.#link({ feature: textIn(data, 'feature'), minutes: Number(data.get('minutes')) });
  }

  #link(link: Reward['link']): void {
    const { reward } = this;
    if (reward) this.dispatchEvent(new EditEvent<RewardEdit>({ kind: 'link', reward, link }));
  }
}

customElements.define('rolecall-reward', RewardRow);
