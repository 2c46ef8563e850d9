import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { wordsOf } from '../../lib/format/mistakes.ts';
import type { WrongQuestion } from '../../lib/state/question-log.ts';
import { ageOf, exactTimeOf } from '../../lib/format/time.ts';
import { language } from '../../lib/texts/language.ts';
import { helpTexts } from '../../lib/texts/settings-help.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './copy-line.ts';

const t = helpTexts[language];

/** Asks for the diagnostics. */
export interface HelpEdit {
  readonly kind: 'diagnostics';
}

/** Who asked wrongly, and a text to paste when asking for help. */
export class HelpSection extends SettingsSection<HelpEdit> {
  /** null: not known yet. */
  @property({ attribute: false }) questions: readonly WrongQuestion[] | null = null;
  /** The diagnostics; null: not asked for yet. */
  @property({ attribute: false }) text: string | null = null;
  @property({ attribute: false }) now = 0;

  static override styles = [
    formStyles,
    css`
      ul {
        padding: 0;
        list-style: none;
      }
      li {
        margin: 0;
        padding: 0.7rem 0;
        border-top: 1px solid var(--rolecall-line);
        overflow-wrap: anywhere;
      }
      li p {
        margin: 0.1rem 0 0;
      }
    `,
  ];

  protected override render() {
    return html`<p class="lead">${t.lead}</p>
      <div class="card">
        <h3>${t.diagnostics}</h3>
        <p class="soft">${t.diagnosticsText}</p>
        <button
          type="button"
          part="diagnostics"
          ?disabled=${this.disabled || this.marks.get('diagnostics')?.state === 'saving'}
          @click=${() => this.send({ kind: 'diagnostics' })}
        >
          ${this.text === null ? t.show : t.again}
        </button>
        ${this.renderFailure('diagnostics')}
        ${
          this.text === null
            ? nothing
            : html`<rolecall-copy .label=${t.diagnostics} .text=${this.text} .isLong=${true}></rolecall-copy>`
        }
      </div>
      <div class="card">
        <h3>${t.questions}</h3>
        ${this.#questions()}
      </div>`;
  }

  #questions() {
    const { questions } = this;
    if (questions === null) return html`<p class="soft">${t.reading}</p>`;
    if (questions.length === 0) return html`<p class="soft">${t.noQuestions}</p>`;
    return html`<p class="soft">${t.questionsText}</p>
      <ul part="questions">
        ${questions.map((question) => this.#question(question))}
      </ul>`;
  }

  #question(question: WrongQuestion) {
    const [says, fix] = wordsOf(question);
    const { action, lastAt } = question;
    return html`<li>
      <strong>${says}</strong>
      <p>${fix}</p>
      <p class="hint">
        ${action === null ? nothing : html`<code>${action}</code> · `}<span title=${exactTimeOf(lastAt)}
          >${t.last(ageOf(lastAt, this.now))}</span
        >
      </p>
    </li>`;
  }
}

customElements.define('rolecall-help-section', HelpSection);
