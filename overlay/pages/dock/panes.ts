import { html, type TemplateResult } from 'lit';
import { KIND_OF_ROLE, type Role } from '../../../server/core/roles.ts';
import type { VisibleRowsEvent } from '../../components/dock/row-list.ts';
import type { FindEvent, RoleEvent } from '../../components/dock/viewers-pane.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { isUnread } from '../../lib/format/progress.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import type { DockState } from './dock-state.ts';
import type { ViewerState } from './viewer-state.ts';
import '../../components/dock/change-rows.ts';
import '../../components/dock/viewers-pane.ts';

const t = dockTexts[language];
const v = viewerTexts[language];
const r = roleTexts[language];

/** Everybody who holds a role, and the search. */
export function renderPeople(dock: DockState, viewers: ViewerState): TemplateResult {
  const { query, hits, answered } = viewers.search;
  const { pages, role } = viewers.list;
  return html`<rolecall-viewers
    .query=${query}
    .hits=${hits}
    .answered=${answered}
    .listRole=${role}
    .pages=${{ rows: pages, total: pages.total, isRead: pages.isRead }}
    .counts=${{
      subscriber: countFor(dock, 'subscriber'),
      vip: countFor(dock, 'vip'),
      moderator: countFor(dock, 'moderator'),
    }}
    .empty=${emptyWords(dock, viewers)}
    .now=${dock.now}
    .isDisabled=${dock.isOffline}
    @rolecall-find=${(event: FindEvent) => viewers.search.type(event.query)}
    @rolecall-role=${({ role }: RoleEvent) => chooseList(viewers, role)}
    @rolecall-visible-rows=${({ first, last }: VisibleRowsEvent) => viewers.list.setVisible(first, last)}
  ></rolecall-viewers>`;
}

/** null: the list was never read, so its count would be false. */
function countFor({ live }: DockState, role: Role): number | null {
  const kind = live.status?.kinds[KIND_OF_ROLE[role]];
  return kind && !isUnread(kind) ? kind.count : null;
}

/** Why nobody is on a list. */
function emptyWords({ live, isOffline }: DockState, { list }: ViewerState): string {
  const { status } = live;
  const kind = KIND_OF_ROLE[list.role];
  if (status && isUnread(status.kinds[kind])) {
    if (!status.running) return t.never;
    const done = status.running.progress[kind]?.done ?? 0;
    return done > 0 ? t.readSoFar(countOf(done)) : t.waiting;
  }
  if (list.pages.isRead) return v.none;
  return isOffline ? v.notReadAway : v.loading;
}

function chooseList({ search, list }: ViewerState, role: Role): void {
  search.type('');
  list.show(role);
}

/** Who gained or lost which role. */
export function renderChanges(dock: DockState, { changes }: ViewerState): TemplateResult {
  const { entries, isRead } = changes;
  return html`<div class="list">
    ${
      entries.length === 0
        ? html`<div class="empty">
            <p>${isRead ? r.empty : dock.isOffline ? v.notReadAway : v.loading}</p>
          </div>`
        : html`<rolecall-change-rows
            .items=${entries}
            .total=${entries.length}
            .label=${r.heading}
            .now=${dock.now}
            .isDisabled=${dock.isOffline}
          ></rolecall-change-rows>`
    }
  </div>`;
}
