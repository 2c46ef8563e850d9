import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Effect } from '../../lib/state/saving.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { language } from '../../lib/texts/language.ts';
import { reasonTexts } from '../../lib/texts/reasons.ts';
import { settingsTexts } from '../../lib/texts/settings.ts';

const t = settingsTexts[language];
const reasons = reasonTexts[language];
type Change = Effect['gains'][number];

/** Who gains and who loses access by a change, and why. */
export class EffectList extends LitElement {
  @property({ attribute: false }) effect: Effect | null = null;

  static override styles = css`
    :host {
      display: block;
    }
    h4 {
      margin: 0.6rem 0 0.2rem;
      font-size: 0.93rem;
    }
    ul {
      max-height: 11rem;
      margin: 0;
      padding: 0;
      overflow-y: auto;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 1rem;
      padding: 0.15rem 0;
    }
    .soft {
      color: var(--rolecall-text-soft);
    }
    ul:focus-visible {
      outline: 3px solid var(--rolecall-focus);
    }
  `;

  protected override render() {
    const { effect } = this;
    if (!effect) return nothing;
    const lost = this.#list(t.losses, effect.lost, effect.losses, 'before');
    return [lost, this.#list(t.gains, effect.gained, effect.gains, 'after')];
  }

  #list(heading: string, count: number, changes: readonly Change[], why: 'before' | 'after') {
    if (count === 0) return nothing;
    const more = count - changes.length;
    return html`<h4>${heading}: ${countOf(count)}</h4>
      <ul tabindex="0" aria-label=${heading}>
        ${changes.map((change) => this.#person(change, why))}
        ${more > 0 ? html`<li class="soft">${t.andMore(more)}</li>` : nothing}
      </ul>`;
  }

  #person(change: Change, why: 'before' | 'after') {
    const reason = change[why];
    return html`<li>
      <span>${change.userDisplayName ?? change.userLogin ?? change.userId}</span>
      <span class="soft">${reason ? reasons[reason] : ''}</span>
    </li>`;
  }
}

customElements.define('rolecall-effect', EffectList);
