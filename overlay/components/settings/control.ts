import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Mark } from '../../lib/state/saving.ts';
import { language } from '../../lib/texts/language.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';

const t = settingsTexts[language];

/** A field with its label, its hint and the result of its last change. */
export class Control extends LitElement {
  @property() label = '';
  @property() hint = '';
  @property({ type: Boolean }) disabled = false;
  /** undefined: no change lately. */
  @property({ attribute: false }) mark: Mark | undefined;

  /** "Saving…", "Saved" or nothing. */
  protected renderMark(): TemplateResult {
    const word = { saving: t.saving, saved: t.savedMark, kept: '', failed: '' }[this.mark?.state ?? 'kept'];
    return html`<span class="mark ${this.mark?.state ?? ''}" part="mark">${word}</span>`;
  }

  protected renderError(own: string | null = null): TemplateResult | typeof nothing {
    const message = own ?? (this.mark?.state === 'failed' ? this.mark.message : null);
    return message === null ? nothing : html`<p class="error" id="error" part="error">${message}</p>`;
  }

  protected renderHint(): TemplateResult | typeof nothing {
    return this.hint ? html`<p class="hint" id="hint">${this.hint}</p>` : nothing;
  }
}

export const markStyles = css`
  .mark {
    color: var(--rolecall-text-soft);
    font-size: 0.86rem;
    font-weight: 400;
    white-space: nowrap;
  }
  .mark.saved {
    color: var(--rolecall-fresh);
  }
`;
