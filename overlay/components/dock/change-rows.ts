import { css, html, type TemplateResult } from 'lit';
import { KIND_OF_ROLE } from '../../../server/core/roles.ts';
import { ageOf, exactTimeOf } from '../../lib/format/time.ts';
import { nameOf, type Person } from '../../lib/format/person.ts';
import type { RoleChange } from '../../lib/state/role-changes.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { icon } from './icons.ts';
import { roleIcon, roleStyles } from './role-mark.ts';
import { RowList } from './row-list.ts';

const r = roleTexts[language];
const SIGNS = { granted: 'gained', revoked: 'lost', updated: 'changed' } as const;
const WORDS = { granted: r.gained, revoked: r.lost, updated: r.updated } as const;

/** Changes of roles: who, which role, when, and from which source Rolecall knows. */
export class ChangeRows extends RowList {
  declare items: readonly RoleChange[];

  static override styles = [
    ...RowList.styles,
    roleStyles,
    css`
      .row {
        column-gap: 1rem;
      }
      .mark-of {
        position: relative;
        display: grid;
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
        fill: none;
        stroke: currentColor;
        stroke-width: 3;
        stroke-linecap: round;
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
    `,
  ];

  protected override personAt(index: number): Person | null {
    return this.items[index] ?? null;
  }

  protected override row(index: number, tab: number): TemplateResult {
    const item = this.items[index];
    if (!item) return this.blank();
    const { role, change, tier, source, at } = item;
    const words = [r.role[role], tier ? r.tier[tier] : ''].filter(Boolean).join(', ');
    const open = (): void => this.send({ kind: 'open', person: item });
    return html`<span class="mark-of ${change}">
        ${roleIcon(KIND_OF_ROLE[role])}
        <span class="sign">${icon(SIGNS[change])}</span>
      </span>
      <div>
        <button class="main" part="name" type="button" tabindex=${tab} @click=${open}>${nameOf(item)}</button>
        <div class="second">${WORDS[change](words)} · ${r.source(source)}</div>
      </div>
      <div class="end" title=${exactTimeOf(at)}>${ageOf(at, this.now)}</div>`;
  }
}

customElements.define('rolecall-change-rows', ChangeRows);
