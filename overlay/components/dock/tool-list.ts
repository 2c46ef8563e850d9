import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { countOf } from '../../lib/format/numbers.ts';
import { ageOf, exactTimeOf } from '../../lib/format/time.ts';
import type { Callers } from '../../lib/state/caller-log.ts';
import { listTexts } from '../../lib/texts/lists.ts';
import { language } from '../../lib/texts/language.ts';
import { mistakeTexts } from '../../lib/texts/mistakes.ts';

const l = listTexts[language];

type Tool = Callers['items'][number];

/** Which programs ask, and when each did last. */
export class ToolList extends LitElement {
  /** null: not known yet. */
  @property({ attribute: false }) tools: readonly Tool[] | null = null;
  @property({ attribute: false }) now = 0;

  static override styles = css`
    :host {
      display: block;
    }
    h2 {
      margin: 0 0 0.35rem;
      font-size: 1rem;
      font-weight: 600;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 0.75rem;
      padding: 0.35rem 0;
      border-bottom: 1px solid var(--rolecall-hair);
    }
    b {
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    p,
    span {
      margin: 0;
      color: var(--rolecall-text-soft);
      font-size: 0.93rem;
      font-variant-numeric: tabular-nums;
    }
  `;

  protected override render() {
    const { tools } = this;
    if (tools === null) return nothing;
    return html`<section part="tools" aria-labelledby="tools">
      <h2 id="tools">${l.tools}</h2>
      ${
        tools.length === 0
          ? html`<p>${l.noTools}</p>`
          : html`<ul>
              ${tools.map((tool) => this.#tool(tool))}
            </ul>`
      }
    </section>`;
  }

  #tool({ name, lastAt, asked }: Tool) {
    const shown = mistakeTexts[language].caller[name] ?? name;
    return html`<li part="tool">
      <b>${shown}</b>
      <span title=${exactTimeOf(lastAt)}>${l.toolAsked(ageOf(lastAt, this.now), countOf(asked))}</span>
    </li>`;
  }
}

customElements.define('rolecall-tools', ToolList);
