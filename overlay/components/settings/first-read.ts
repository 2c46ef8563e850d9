import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { type Kind, KINDS } from '../../../server/core/roles.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { fractionOf, kindProgress } from '../../lib/format/progress.ts';
import { listProblemText } from '../../lib/format/twitch-problems.ts';
import type { Status } from '../../lib/state/view-state.ts';
import { connectStepTexts } from '../../lib/texts/connect-steps.ts';
import { language } from '../../lib/texts/language.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';

const t = connectStepTexts[language];

/** How far the first read of each list is. */
export class FirstRead extends LitElement {
  @property({ attribute: false }) status: Status | null = null;

  static override styles = [
    formStyles,
    css`
      ul {
        margin: 0 0 1rem;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 1.3rem minmax(0, 1fr) auto;
        gap: 0.15rem 0.7rem;
        align-items: center;
        margin: 0;
        padding: 0.7rem 0;
        border-top: 1px solid var(--rolecall-line);
      }
      li:first-child {
        border-top: 0;
      }
      .number {
        font-variant-numeric: tabular-nums;
      }
      .bar {
        grid-column: 2 / -1;
        height: 0.25rem;
        border-radius: 1rem;
        background: var(--rolecall-line);
        overflow: hidden;
      }
      .bar span {
        display: block;
        height: 100%;
        background: var(--rolecall-accent-fill);
      }
      .error {
        grid-column: 2 / -1;
        margin: 0;
      }
      .icon {
        color: var(--rolecall-text-soft);
      }
      .read .icon {
        color: var(--rolecall-fresh);
      }
      .failed .icon {
        color: var(--rolecall-failed);
      }
      p {
        margin: 0;
      }
    `,
  ];

  protected override render() {
    const { status } = this;
    if (!status) return nothing;
    const { kinds, running } = status;
    const isAllRead = KINDS.every((kind) => kinds[kind].lastSuccessAt !== null);
    const words = isAllRead ? t.allRead : running ? t.keepOpen : t.someFailed;
    const isOver = isAllRead || running !== null || KINDS.some((kind) => kinds[kind].error);
    return html`<ul part="first-read">
        ${KINDS.map((kind) => this.#row(status, kind))}
      </ul>
      <p class="soft" role="status">${isOver ? words : t.reading}</p>`;
  }

  #row(status: Status, kind: Kind) {
    const { lastSuccessAt, error, count } = status.kinds[kind];
    const progress = kindProgress(status, kind);
    const isRead = lastSuccessAt !== null;
    const isReading = !isRead && progress !== null;
    const hasFailed = !isRead && !isReading && error !== null;
    return html`<li class=${isRead ? 'read' : hasFailed ? 'failed' : ''}>
      ${icon(isRead ? 'done' : hasFailed ? 'failed' : 'waiting')}
      <span>${t.kind[kind]}</span>
      <span class="number soft" part="count"
        >${isRead ? countOf(count) : isReading ? t.soFar(countOf(progress.done)) : hasFailed ? nothing : t.waits}</span
      >
      ${
        isReading && progress.total !== null
          ? html`<div class="bar" aria-hidden="true">
              <span style="width: ${Math.round(fractionOf(progress, 0) * 100)}%"></span>
            </div>`
          : nothing
      }
      ${hasFailed ? html`<p class="error">${listProblemText(error)}</p>` : nothing}
    </li>`;
  }
}

customElements.define('rolecall-first-read', FirstRead);
