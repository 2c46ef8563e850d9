import { html, type TemplateResult } from 'lit';
import type { SpanEvent } from '../../components/dock/count-plot.ts';
import type { FilterEvent, HoldEvent } from '../../components/dock/decisions-pane.ts';
import type { VisibleRowsEvent } from '../../components/dock/row-list.ts';
import type { FindEvent, RoleEvent } from '../../components/dock/viewers-pane.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import type { DockState } from './dock-state.ts';
import '../../components/dock/changes-pane.ts';
import '../../components/dock/decisions-pane.ts';
import '../../components/dock/overview.ts';
import '../../components/dock/viewers-pane.ts';

const v = viewerTexts[language];

/** The panes in the order of their tabs, and what stands over them. */
export const HEADINGS = {
  overview: v.overview,
  viewers: v.viewers,
  decisions: decisionTexts[language].heading,
  changes: roleTexts[language].heading,
} as const;
export type PaneName = keyof typeof HEADINGS;

/** The plots are the largest part of the dock and the last one that anybody waits for. */
export const loadPlots = () => import('../../components/dock/plots.ts');

export function renderPane(name: PaneName, dock: DockState, now: number): TemplateResult {
  switch (name) {
    case 'overview':
      return overview(dock, now);
    case 'viewers':
      return viewers(dock, now);
    case 'decisions':
      return decisions(dock, now);
    case 'changes':
      return html`<rolecall-changes
        .items=${dock.changes.items}
        .now=${now}
        .isDisabled=${dock.isOffline}
      ></rolecall-changes>`;
  }
}

function overview(dock: DockState, now: number): TemplateResult {
  const { status, error, isStarting } = dock.login;
  return html`<rolecall-overview
    .status=${dock.live.status}
    .login=${{ status, error, isStarting }}
    .sync=${{ can: dock.canSync, progress: dock.progress, outcome: dock.sync.outcome }}
    .isAway=${dock.live.state === 'away'}
    .isDisabled=${dock.isOffline}
    .now=${now}
    ><rolecall-counts
      slot="plot"
      .history=${dock.counts.history}
      .days=${dock.counts.days}
      .isDisabled=${dock.isOffline}
      @rolecall-span=${({ days }: SpanEvent) => dock.counts.show(days)}
    ></rolecall-counts
  ></rolecall-overview>`;
}

function viewers(dock: DockState, now: number): TemplateResult {
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
    .now=${now}
    .isDisabled=${dock.isOffline}
    @rolecall-find=${(event: FindEvent) => dock.search.type(event.query)}
    @rolecall-role=${(event: RoleEvent) => chooseList(dock, event)}
    @rolecall-visible-rows=${({ first, last }: VisibleRowsEvent) => dock.list.setVisible(first, last)}
  ></rolecall-viewers>`;
}

function chooseList(dock: DockState, { role }: RoleEvent): void {
  dock.search.type('');
  dock.list.show(role);
}

function decisions(dock: DockState, now: number): TemplateResult {
  const { items, filter, isHeld, waiting } = dock.feed;
  return html`<rolecall-decisions
    .items=${items}
    .filter=${filter}
    .features=${dock.features.names}
    .isHeld=${isHeld}
    .waiting=${waiting}
    .now=${now}
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
