import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { SettingsEdit, Values } from '../../lib/state/settings-editor.ts';
import { POINTS_SCOPE, type Reward, type RewardEdit } from '../../lib/state/reward-editor.ts';
import { language } from '../../lib/texts/language.ts';
import { pointsTexts } from '../../lib/texts/settings-points.ts';
import type { TwitchStatus } from '../../lib/state/twitch-login.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import { textIn } from '../form-values.ts';
import { featureOptions } from './feature-options.ts';
import './reward-row.ts';

const t = pointsTexts[language];

/** Timed access for channel points. */
export class PointsSection extends SettingsSection<RewardEdit | SettingsEdit> {
  @property({ attribute: false }) status: TwitchStatus | null = null;
  @property({ attribute: false }) rewards: readonly Reward[] | null = null;
  @property() problem: string | null = null;
  @property({ type: Boolean }) isLoading = false;
  @property({ attribute: false }) features: readonly string[] = [];
  @property({ attribute: false }) settings: Values | null = null;

  static override styles = [
    formStyles,
    css`
      form {
        display: grid;
        gap: 0.9rem;
      }
      input,
      select {
        margin-top: 0.25rem;
      }
      rolecall-reward:first-of-type {
        border-top: 0;
      }
    `,
  ];

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('marks') || this.marks.get('create')?.state !== 'saved') return;
    const before = changed.get('marks');
    if (before?.get('create')?.state !== 'saved') this.renderRoot.querySelector('form')?.reset();
  }

  protected override render() {
    return html`<p class="lead">${t.lead}</p>
      ${this.#rewards()} ${this.#refunds()}`;
  }

  #rewards() {
    const { status } = this;
    if (!status || status.state === 'none' || status.state === 'lost') return this.#notConnected();
    if (!status.scopes.includes(POINTS_SCOPE)) return this.#missing();
    if (this.problem !== null) return this.#problem(this.problem);
    if (!this.rewards) return html`<p class="soft" role="status">${t.loading}</p>`;
    return html`${this.#list(this.rewards)} ${this.#create()}`;
  }

  #notConnected() {
    return html`<div class="notice">
      <p>${t.notConnected}</p>
      <a class="button main" href="#connect">${t.toConnect}</a>
    </div>`;
  }

  /** While a login is pending the page puts it into the slot. */
  #missing() {
    return html`<div class="notice">
      <h3>${t.needsScope}</h3>
      <p>${t.needsScopeText}</p>
      ${
        this.status?.pending
          ? html`<slot></slot>`
          : html`<button
              class="main"
              type="button"
              ?disabled=${this.disabled}
              @click=${() => this.send({ kind: 'allow' })}
            >
              ${t.allow}
            </button>`
      }
    </div>`;
  }

  #problem(problem: string) {
    return html`<div class="notice bad">
      <h3>${t.problem}</h3>
      <p>${problem}</p>
      <button
        type="button"
        ?disabled=${this.disabled || this.isLoading}
        @click=${() => this.send({ kind: 'reload' })}
      >
        ${this.isLoading ? t.loading : t.reload}
      </button>
    </div>`;
  }

  #list(rewards: readonly Reward[]) {
    return html`<div class="card">
      <h3>${t.rewards}</h3>
      ${rewards.length === 0 ? html`<p class="soft">${t.none}</p>` : nothing}
      ${rewards.map(
        (reward) =>
          html`<rolecall-reward
            .reward=${reward}
            .features=${this.features}
            .mark=${this.marks.get(`reward.${reward.rewardId}`)}
            .disabled=${this.disabled}
          ></rolecall-reward>`,
      )}
    </div>`;
  }

  #create() {
    const isBusy = this.marks.get('create')?.state === 'saving';
    return html`<form class="card" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <h3>${t.create}</h3>
      <label
        >${t.title}
        <input
          type="text"
          name="title"
          maxlength="45"
          required
          autocomplete="off"
          placeholder=${t.titleExample}
        />
      </label>
      <div class="pair">
        <label
          >${t.points} <input type="number" name="cost" min="1" max="2147483647" value="500" required
        /></label>
        <label
          >${t.minutes} <input type="number" name="minutes" min="1" max="525600" value="10" required
        /></label>
        <label
          >${t.feature}
          <select name="feature">
            ${featureOptions(this.features)}
          </select>
        </label>
      </div>
      <label>${t.prompt} <input type="text" name="prompt" maxlength="200" autocomplete="off" /></label>
      ${this.renderFailure('create')}
      <div>
        <button class="main" ?disabled=${this.disabled || isBusy}>
          ${isBusy ? t.creating : t.createButton}
        </button>
      </div>
    </form>`;
  }

  #refunds() {
    if (!this.settings) return nothing;
    return html`<div class="card">
      <h3>${t.refunds}</h3>
      ${this.renderSwitch(
        'refundIfNeedless',
        t.refundIfNeedless,
        t.refundIfNeedlessHint,
        this.settings.refundIfNeedless,
        (value) => this.send({ name: 'refundIfNeedless', value }),
      )}
    </div>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const reward = {
      title: textIn(data, 'title'),
      cost: Number(data.get('cost')),
      minutes: Number(data.get('minutes')),
      feature: textIn(data, 'feature'),
      prompt: textIn(data, 'prompt'),
    };
    this.send({ kind: 'create', reward });
  }
}

customElements.define('rolecall-points-section', PointsSection);
