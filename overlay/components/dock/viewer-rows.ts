import { css, html, type TemplateResult } from 'lit';
import { KIND_OF_ROLE } from '../../../server/core/roles.ts';
import { nameOf, otherLogin, type Person } from '../../lib/format/person.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import type { Viewer } from '../../lib/state/viewer-pages.ts';
import { detailOf } from '../../lib/format/viewer.ts';
import { sinceWords } from '../../lib/format/verdict.ts';
import { roleIcon, roleStyles } from './role-mark.ts';
import { lateIcon } from './late-icons.ts';
import { RowList } from './row-list.ts';

const r = roleTexts[language];
const v = viewerTexts[language];

/** A list that is loaded while it is scrolled, or the hits of a search. */
export interface Rows {
  at(index: number): Viewer | undefined;
}

/** Viewers with their roles. */
export class ViewerRows extends RowList {
  declare items: { readonly rows: Rows };

  static override styles = [
    ...RowList.styles,
    roleStyles,
    css`
      .marks {
        display: flex;
        gap: 0.25rem;
        padding-left: 0.5rem;
      }
      .row {
        grid-template-columns: minmax(0, 1fr) auto;
      }
    `,
  ];

  protected override personAt(index: number): Person | null {
    return this.items.rows.at(index) ?? null;
  }

  protected override row(index: number, tab: number): TemplateResult {
    const viewer = this.items.rows.at(index);
    if (!viewer) return this.blank();
    const name = nameOf(viewer);
    const login = otherLogin(viewer);
    const open = (): void => this.send({ kind: 'open', person: viewer });
    return html`<div class="both">
        <button class="main" part="name" type="button" tabindex=${tab} @click=${open}>
          ${name}${login === null ? '' : html` <span class="login">${login}</span>`}
        </button>
        <div class="second">${wordsOf(viewer)}</div>
      </div>
      <div class="end">
        <span class="marks">${viewer.roles.map(({ role }) => roleIcon(KIND_OF_ROLE[role]))}</span>
        <button
          class="icon-button"
          type="button"
          tabindex=${tab}
          aria-haspopup="menu"
          aria-label=${v.actionsFor(name)}
          @click=${(event: MouseEvent) => this.#menu(event, viewer)}
        >
          ${lateIcon('more')}
        </button>
      </div>`;
  }

  #menu(event: MouseEvent, person: Person): void {
    const { left, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.send({ kind: 'menu', person, feature: null, at: { x: left, y: bottom } });
  }
}

/** `Tier 2, gift from Bob, since 12 Mar 2026 · VIP since 1 Mar 2026`; "Subscriber" is for screen readers. */
function wordsOf({ roles }: Viewer) {
  if (roles.length === 0) return v.noRoles;
  return roles.map((role, index) => {
    const detail = detailOf(role);
    const since = [detail, sinceWords(role)].filter(Boolean).join(', ');
    const word = html`<span class=${role.role === 'subscriber' ? 'spoken' : ''}>${r.role[role.role]} </span>`;
    return html`${index > 0 ? ' · ' : ''}${word}${since}`;
  });
}

customElements.define('rolecall-viewer-rows', ViewerRows);
