import { css, html, type TemplateResult } from 'lit';
import { KIND_OF_ROLE } from '../../../server/core/roles.ts';
import { ageOf, exactTimeOf } from '../../lib/format/time.ts';
import { type ChangeEntry, type FoundBySync, isFold } from '../../lib/format/fold-changes.ts';
import { foundWords } from '../../lib/format/found-words.ts';
import { nameOf, otherLogin, type Person } from '../../lib/format/person.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { tierTexts } from '../../lib/texts/tiers.ts';
import { lateIcon } from './late-icons.ts';
import { roleIcon, roleStyles } from './role-mark.ts';
import { RowList } from './row-list.ts';

const r = roleTexts[language];
const SIGNS = { granted: 'gained', revoked: 'lost', updated: 'changed' } as const;
const WORDS = { granted: r.gained, revoked: r.lost, updated: r.updated } as const;

/** Changes of roles: who, which role, when, and from which source Rolecall knows. */
export class ChangeRows extends RowList {
  declare items: readonly ChangeEntry[];

  static override styles = [
    ...RowList.styles,
    roleStyles,
    css`
      .row {
        column-gap: 0.9rem;
      }
      .mark-of {
        position: relative;
        display: grid;
      }
      .mark-of > .icon {
        width: 1.05rem;
        height: 1.05rem;
        color: var(--rolecall-text-soft);
      }
      .revoked .role {
        opacity: 0.45;
      }
      .sign {
        position: absolute;
        right: -0.45rem;
        bottom: -0.4rem;
        color: var(--rolecall-fresh);
        line-height: 0;
      }
      .sign .icon {
        width: 0.7rem;
        height: 0.7rem;
        stroke-width: 3;
      }
      .revoked .sign {
        color: var(--rolecall-failed);
      }
      .updated .sign {
        color: var(--rolecall-syncing);
      }
      .end {
        padding-right: 0.4rem;
      }
      .main.plain {
        font-size: 0.86rem;
        font-weight: 550;
        white-space: normal;
      }
      .main.plain:hover {
        text-decoration: none;
      }
    `,
  ];

  protected override personAt(index: number): Person | null {
    const entry = this.items[index];
    return entry && !isFold(entry) ? entry : null;
  }

  protected override row(index: number, tab: number): TemplateResult {
    const entry = this.items[index];
    if (!entry) return this.blank();
    if (isFold(entry)) return this.#found(entry, tab);
    const { role, change, tier, source, at } = entry;
    const words = [r.role[role], tier ? tierTexts[language][tier] : ''].filter(Boolean).join(', ');
    const login = otherLogin(entry);
    const open = (): void => this.send({ kind: 'open', person: entry });
    return html`<span class="mark-of ${change}">
        ${roleIcon(KIND_OF_ROLE[role])}
        <span class="sign">${lateIcon(SIGNS[change])}</span>
      </span>
      <div class="both">
        <button class="main" part="name" type="button" tabindex=${tab} @click=${open}>
          ${nameOf(entry)}${login === null ? '' : html` <span class="login">${login}</span>`}
        </button>
        <div class="second">${WORDS[change](words)} · ${r.source(source)}</div>
      </div>
      ${this.#age(at)}`;
  }

  #found(found: FoundBySync, tab: number) {
    const { source, at } = found;
    return html`<span class="mark-of">${lateIcon('lists')}</span>
      <div class="both">
        <span class="main plain" part="found" tabindex=${tab} title=${r.source(source)}
          >${foundWords(found)}</span
        >
      </div>
      ${this.#age(at)}`;
  }

  #age(at: string) {
    return html`<div class="end" title=${exactTimeOf(at)}>${ageOf(at, this.now)}</div>`;
  }
}

customElements.define('rolecall-change-rows', ChangeRows);
