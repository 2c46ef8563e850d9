import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { exactTimeOf, timeOf } from '../../lib/format/time.ts';
import type { History } from '../../lib/state/open-viewer.ts';
import { language } from '../../lib/texts/language.ts';
import { type TimelineEntry, timelineOf } from '../../lib/format/timeline.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';

const t = viewerTexts[language];

/** What happened to a viewer, newest first. */
export class ViewerTimeline extends LitElement {
  @property({ attribute: false }) history: History | null = null;

  static override styles = css`
    :host {
      display: block;
    }
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: 0.6rem minmax(0, 1fr);
      gap: 0 0.7rem;
      padding-bottom: 0.75rem;
      position: relative;
    }
    li::before {
      content: '';
      width: 0.5rem;
      height: 0.5rem;
      margin-top: 0.45em;
      border-radius: 50%;
      background: var(--rolecall-edge);
    }
    li.good::before {
      background: var(--rolecall-fresh);
    }
    li.bad::before {
      background: var(--rolecall-failed);
    }
    li:not(:last-child)::after {
      content: '';
      position: absolute;
      top: 1.35em;
      bottom: -0.2em;
      left: 0.2rem;
      width: 0.1rem;
      background: var(--rolecall-line);
    }
    .soft,
    p {
      margin: 0;
      color: var(--rolecall-text-soft);
      font-size: 0.9rem;
    }
  `;

  protected override render() {
    const entries = this.history ? timelineOf(this.history) : [];
    if (entries.length === 0) return html`<p>${t.nothingYet}</p>`;
    return html`<ol part="timeline">
      ${entries.map((entry) => this.#entry(entry))}
    </ol>`;
  }

  #entry({ at, words, detail, tone }: TimelineEntry) {
    return html`<li class=${tone}>
      <div>
        ${words}
        <div class="soft">
          <time datetime=${at} title=${exactTimeOf(at)}>${timeOf(at)}</time
          >${detail === '' ? '' : ` · ${detail}`}
        </div>
      </div>
    </li>`;
  }
}

customElements.define('rolecall-timeline', ViewerTimeline);
