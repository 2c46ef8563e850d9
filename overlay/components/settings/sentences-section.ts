import { css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { ALLOW_REASONS, DENY_REASONS, type Reason } from '../../../server/core/decide.ts';
import { type Language, LANGUAGE_NAMES, LANGUAGES } from '../../../server/core/languages.ts';
import type { SettingsEdit, Values } from '../../lib/state/settings-editor.ts';
import { language } from '../../lib/texts/language.ts';
import { sentenceTexts } from '../../lib/texts/settings-sentences.ts';
import { formStyles } from './form-styles.ts';
import { SettingsSection } from './settings-section.ts';
import './sentence-field.ts';

const t = sentenceTexts[language];

/** The sentence that is sent with each reason. */
export class SentencesSection extends SettingsSection<SettingsEdit> {
  @property({ attribute: false }) settings: Values | null = null;

  static override styles = [
    formStyles,
    css`
      h3 {
        margin-bottom: 0.2rem;
      }
      rolecall-choice {
        margin-bottom: 1.1rem;
      }
    `,
  ];

  protected override render() {
    return html`<p class="lead">${t.lead}</p>
      ${this.#language()} ${this.#group(t.yes, ALLOW_REASONS)} ${this.#group(t.no, DENY_REASONS)}`;
  }

  #language() {
    const options = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
    const value = this.settings?.chatLanguage ?? 'en';
    return this.renderChoice<Language>(
      'chatLanguage',
      { label: t.language, hint: t.languageHint, value, options },
      (language) => this.send({ name: 'chatLanguage', value: language }),
    );
  }

  #group(heading: string, reasons: readonly Reason[]) {
    return html`<div class="card">
      <h3>${heading}</h3>
      ${reasons.map(
        (reason) =>
          html`<rolecall-sentence
            .reason=${reason}
            .language=${this.settings?.chatLanguage ?? 'en'}
            .text=${this.settings?.texts[reason] ?? null}
            .mark=${this.marks.get(`texts.${reason}`)}
            .disabled=${this.disabled || !this.settings}
          ></rolecall-sentence>`,
      )}
    </div>`;
  }
}

customElements.define('rolecall-sentences-section', SentencesSection);
