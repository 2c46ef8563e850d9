import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { nameOf } from '../../lib/format/person.ts';
import { durationOf } from '../../lib/format/time.ts';
import type { Answer, TrialEdit } from '../../lib/state/trial.ts';
import { language } from '../../lib/texts/language.ts';
import { reasonTexts } from '../../lib/texts/reasons.ts';
import { featureName } from '../../lib/texts/settings-access.ts';
import { homeTexts } from '../../lib/texts/settings-home.ts';
import { textIn } from '../form-values.ts';
import { featureOptions } from './feature-options.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';
import { SettingsSection } from './settings-section.ts';

const t = homeTexts[language];
const reasons = reasonTexts[language];

/** May this viewer, and why: for the streamer's own eyes. */
export class TryViewer extends SettingsSection<TrialEdit> {
  @property({ attribute: false }) features: readonly string[] = [];
  @property({ attribute: false }) answer: Answer | null = null;
  @property() error: string | null = null;
  @property({ type: Boolean }) isAsking = false;

  static override styles = [
    formStyles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: end;
      }
      form label {
        flex: 1 1 11rem;
        min-width: 0;
      }
      input,
      select {
        display: block;
        margin-top: 0.25rem;
      }
      .answer {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 0.8rem;
        margin-top: 1.1rem;
        padding: 0.85rem 1rem;
        border-radius: 0.6rem;
        background: var(--rolecall-background);
        overflow-wrap: anywhere;
      }
      .answer .icon {
        width: 1.5rem;
        height: 1.5rem;
        color: var(--rolecall-failed);
      }
      .yes .icon {
        color: var(--rolecall-fresh);
      }
      .verdict {
        font-weight: 650;
      }
      .answer p {
        margin: 0 0 0.15rem;
      }
      .answer .hint {
        margin-top: 0.5rem;
      }
      q {
        color: var(--rolecall-text);
        quotes: '“' '”';
      }
    `,
  ];

  protected override render() {
    return html`<div class="card">
      <h3>${t.try}</h3>
      <p class="soft">${t.tryText}</p>
      <form @submit=${(event: SubmitEvent) => this.#submit(event)}>
        <label
          >${t.tryWho}
          <input type="text" name="user" required maxlength="100" autocomplete="off" spellcheck="false" />
        </label>
        <label
          >${t.tryFeature}
          <select name="feature">
            ${featureOptions(this.features)}
          </select>
        </label>
        <button class="main" ?disabled=${this.disabled || this.isAsking}>
          ${this.isAsking ? t.trying : t.tryButton}
        </button>
      </form>
      <div role="status">${this.answer ? this.#answer(this.answer) : nothing}</div>
      ${this.error === null ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
    </div>`;
  }

  #answer({ allowed, feature, reason, message, user, retryAfterMs }: Answer) {
    const name = nameOf(user);
    const wait = reason === 'cooldown' && retryAfterMs !== null ? ` (${durationOf(retryAfterMs)})` : '';
    return html`<div class="answer ${allowed ? 'yes' : 'no'}" part="answer">
      ${icon(allowed ? 'done' : 'failed')}
      <div>
        <p class="verdict">${(allowed ? t.yes : t.no)(name, featureName(feature))}</p>
        <p part="reason">${reasons[reason]}${wait}</p>
        <p class="hint">${t.says} <q>${message}</q></p>
        ${allowed ? nothing : html`<p class="hint"><a href="#access">${t.toRules}</a></p>`}
      </div>
    </div>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const user = textIn(data, 'user').trim();
    if (user !== '' && !this.disabled) this.send({ user, feature: textIn(data, 'feature') });
  }
}

customElements.define('rolecall-try', TryViewer);
