import { html, type TemplateResult } from 'lit';
import { KIND_OF_ROLE, type Role } from '../../../server/core/roles.ts';
import type { VisibleRowsEvent } from '../../components/dock/row-list.ts';
import type { FindEvent, ListEvent, ListName } from '../../components/dock/viewers-pane.ts';
import { type Exception, isOver } from '../../lib/format/exceptions.ts';
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
  const { pages } = viewers.list;
  return html`<rolecall-viewers
    .query=${query}
    .hits=${hits}
    .answered=${answered}
    .list=${viewers.shownList}
    .pages=${{ rows: pages, total: pages.total, isRead: pages.isRead }}
    .exceptions=${exceptionsNow(dock, viewers)}
    .counts=${{
      subscriber: countFor(dock, 'subscriber'),
      vip: countFor(dock, 'vip'),
      moderator: countFor(dock, 'moderator'),
      exceptions: exceptionCount(dock, viewers),
    }}
    .canAsk=${dock.canSync}
    .empty=${emptyWords(dock, viewers)}
    .now=${dock.now}
    .isDisabled=${dock.isOffline}
    @rolecall-find=${(event: FindEvent) => viewers.search.type(event.query)}
    @rolecall-list=${({ list }: ListEvent) => chooseList(viewers, list)}
    @rolecall-visible-rows=${({ first, last }: VisibleRowsEvent) => {
      if (viewers.shownList === 'exceptions') viewers.exceptions.setVisible(last);
      else viewers.list.setVisible(first, last);
    }}
  ></rolecall-viewers>`;
}

/** null: the list was never read, so its count would be false. */
function countFor({ live }: DockState, role: Role): string | null {
  const kind = live.status?.kinds[KIND_OF_ROLE[role]];
  return kind && !isUnread(kind) ? countOf(kind.count) : null;
}

/** While Rolecall is away nobody says what ran out. */
function exceptionsNow({ now }: DockState, { exceptions: { items } }: ViewerState): readonly Exception[] {
  return items.some((item) => isOver(item, now)) ? items.filter((item) => !isOver(item, now)) : items;
}

function exceptionCount(dock: DockState, viewers: ViewerState): string | null {
  const { isRead, hasMore } = viewers.exceptions;
  const count = countOf(exceptionsNow(dock, viewers).length);
  return isRead ? `${count}${hasMore ? '+' : ''}` : null;
}

/** Why nobody is on a list. */
function emptyWords(dock: DockState, { shownList, list, exceptions }: ViewerState): string {
  const unread = dock.isOffline ? v.notReadAway : v.loading;
  if (shownList === 'exceptions') return exceptions.isRead ? v.noExceptions : unread;
  const { status } = dock.live;
  const kind = KIND_OF_ROLE[list.role];
  if (status && isUnread(status.kinds[kind])) {
    if (!status.running) return t.never;
    const done = status.running.progress[kind]?.done ?? 0;
    return done > 0 ? t.readSoFar(countOf(done)) : t.waiting;
  }
  return list.pages.isRead ? v.none : unread;
}

function chooseList(viewers: ViewerState, list: ListName): void {
  viewers.search.type('');
  viewers.show(list);
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
