import { html, type TemplateResult } from 'lit';
import { type Kind, KINDS, type Role } from '../../../server/core/roles.ts';
import type { SpanEvent } from '../../components/dock/count-plot.ts';
import type { FilterEvent, HoldEvent } from '../../components/dock/decisions-pane.ts';
import type { VisibleRowsEvent } from '../../components/dock/row-list.ts';
import type { FindEvent, RoleEvent } from '../../components/dock/viewers-pane.ts';
import { toldLate } from '../../lib/format/late-kinds.ts';
import { kindProgress } from '../../lib/format/progress.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import type { DockState } from './dock-state.ts';
import '../../components/connect-panel.ts';
import '../../components/dock/change-rows.ts';
import '../../components/dock/decisions-pane.ts';
import '../../components/dock/kind-row.ts';
import '../../components/dock/sync-panel.ts';
import '../../components/dock/viewers-pane.ts';

const t = dockTexts[language];
const v = viewerTexts[language];
const r = roleTexts[language];

/** The panes in the order of their tabs. */
export const HEADINGS = {
  overview: v.overview,
  viewers: v.viewers,
  decisions: decisionTexts[language].heading,
  changes: r.heading,
} as const;
export type PaneName = keyof typeof HEADINGS;

/** The largest part of the dock, loaded after the rest. */
export const loadPlots = async (): Promise<void> => void (await import('../../components/dock/plots.ts'));

export function renderPane(name: PaneName, dock: DockState): TemplateResult {
  switch (name) {
    case 'overview':
      return renderOverview(dock);
    case 'viewers':
      return renderViewers(dock);
    case 'decisions':
      return renderDecisions(dock);
    case 'changes':
      return renderChanges(dock);
  }
}

/** The three lists, how fresh they are, and the button that reads them again. */
function renderOverview(dock: DockState): TemplateResult {
  const { status, error, isStarting } = dock.login;
  const isAway = dock.live.state === 'away';
  return html`<div>
    <rolecall-connect
      .status=${isAway ? null : status}
      .error=${error}
      .isStarting=${isStarting}
      .now=${dock.now}
    ></rolecall-connect>
    <section class="lists" part="lists" aria-label=${t.listsHeading}>
      ${KINDS.map((kind) => renderKind(kind, dock))}
    </section>
    <rolecall-sync
      .canSync=${dock.canSync}
      .progress=${dock.progress}
      .outcome=${dock.sync.outcome}
      .nextSyncAt=${isAway ? null : (dock.live.status?.nextSyncAt ?? null)}
      .now=${dock.now}
    ></rolecall-sync>
    <rolecall-counts
      .history=${dock.counts.history}
      .days=${dock.counts.days}
      .isDisabled=${dock.isOffline}
      @rolecall-span=${({ days }: SpanEvent) => dock.counts.show(days)}
    ></rolecall-counts>
  </div>`;
}

/** An error that several lists share is shown once. */
function renderKind(kind: Kind, dock: DockState): TemplateResult {
  const { status } = dock.live;
  const error = status?.kinds[kind].error;
  const first = KINDS.find((other) => error && status.kinds[other].error?.message === error.message);
  return html`<rolecall-kind
    .kind=${kind}
    .status=${status?.kinds[kind] ?? null}
    .progress=${status && kindProgress(status, kind)}
    .isLate=${status !== null && toldLate(status, dock.now).includes(kind)}
    .now=${dock.now}
    .hidesError=${first !== undefined && first !== kind}
    .isDisabled=${dock.isOffline}
  ></rolecall-kind>`;
}

function renderViewers(dock: DockState): TemplateResult {
  const { query, hits, answered } = dock.search;
  const { pages, role } = dock.list;
  const kinds = dock.live.status?.kinds;
  return html`<rolecall-viewers
    .query=${query}
    .hits=${hits}
    .answered=${answered}
    .listRole=${role}
    .pages=${{ rows: pages, total: pages.total, isRead: pages.isRead }}
    .counts=${{
      subscriber: kinds?.subscribers.count ?? null,
      vip: kinds?.vips.count ?? null,
      moderator: kinds?.moderators.count ?? null,
    }}
    .now=${dock.now}
    .isDisabled=${dock.isOffline}
    @rolecall-find=${(event: FindEvent) => dock.search.type(event.query)}
    @rolecall-role=${({ role }: RoleEvent) => chooseList(dock, role)}
    @rolecall-visible-rows=${({ first, last }: VisibleRowsEvent) => dock.list.setVisible(first, last)}
  ></rolecall-viewers>`;
}

function chooseList(dock: DockState, role: Role): void {
  dock.search.type('');
  dock.list.show(role);
}

function renderDecisions(dock: DockState): TemplateResult {
  const { items, filter, isHeld, waiting } = dock.feed;
  return html`<rolecall-decisions
    .items=${items}
    .filter=${filter}
    .features=${dock.features.names}
    .isHeld=${isHeld}
    .waiting=${waiting}
    .now=${dock.now}
    .isDisabled=${dock.isOffline}
    @rolecall-filter=${(event: FilterEvent) => dock.feed.setFilter(event.filter)}
    @rolecall-hold=${({ isHeld }: HoldEvent) => dock.holdFeed(isHeld)}
    ><rolecall-reasons
      slot="plot"
      .counts=${dock.reasons.counts}
      .since=${dock.reasons.since}
    ></rolecall-reasons
  ></rolecall-decisions>`;
}

function renderChanges(dock: DockState): TemplateResult {
  const { items } = dock.changes;
  return html`<div class="list">
    ${
      items.length === 0
        ? html`<div class="empty"><p>${r.empty}</p></div>`
        : html`<rolecall-change-rows
            .items=${items}
            .total=${items.length}
            .label=${r.heading}
            .now=${dock.now}
            .isDisabled=${dock.isOffline}
          ></rolecall-change-rows>`
    }
  </div>`;
}
