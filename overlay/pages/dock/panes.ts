import { html, type TemplateResult } from 'lit';
import type { SpanEvent } from '../../components/dock/count-plot.ts';
import type { FilterEvent, HoldEvent } from '../../components/dock/decisions-pane.ts';
import type { FindEvent, RoleEvent } from '../../components/dock/viewers-pane.ts';
import { language } from '../../lib/texts/language.ts';
import { roleTexts } from '../../lib/texts/roles.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import type { DockParts } from './dock-state.ts';
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

export function drawPane(name: PaneName, parts: DockParts, now: number): TemplateResult {
  switch (name) {
    case 'overview':
      return overview(parts, now);
    case 'viewers':
      return viewers(parts, now);
    case 'decisions':
      return decisions(parts, now);
    case 'changes':
      return html`<rolecall-changes
        .items=${parts.changes.items}
        .now=${now}
        .isDisabled=${parts.isOffline}
      ></rolecall-changes>`;
  }
}

function overview(parts: DockParts, now: number): TemplateResult {
  const { status, error, isStarting } = parts.login;
  return html`<rolecall-overview
    .status=${parts.live.status}
    .login=${{ status, error, isStarting }}
    .sync=${{ can: parts.canSync, progress: parts.progress, outcome: parts.sync.outcome }}
    .isAway=${parts.live.state === 'away'}
    .isDisabled=${parts.isOffline}
    .now=${now}
    ><rolecall-counts
      slot="plot"
      .history=${parts.counts.history}
      .days=${parts.counts.days}
      .isDisabled=${parts.isOffline}
      @rolecall-span=${({ days }: SpanEvent) => parts.counts.show(days)}
    ></rolecall-counts
  ></rolecall-overview>`;
}

function viewers(parts: DockParts, now: number): TemplateResult {
  const { query, hits, answered } = parts.search;
  const { pages, role } = parts.list;
  const kinds = parts.live.status?.kinds;
  return html`<rolecall-viewers
    .query=${query}
    .hits=${hits}
    .answered=${answered}
    .role=${role}
    .pages=${{ rows: pages, total: pages.total, isRead: pages.isRead }}
    .counts=${{
      subscriber: kinds?.subscribers.count ?? null,
      vip: kinds?.vips.count ?? null,
      moderator: kinds?.moderators.count ?? null,
    }}
    .now=${now}
    .isDisabled=${parts.isOffline}
    @rolecall-find=${(event: FindEvent) => parts.search.type(event.query)}
    @rolecall-role=${(event: RoleEvent) => chooseList(parts, event)}
    @rolecall-range=${({ detail: [first, last] }: CustomEvent<[number, number]>) => parts.list.look(first, last)}
  ></rolecall-viewers>`;
}

function chooseList(parts: DockParts, { role }: RoleEvent): void {
  parts.search.type('');
  parts.list.show(role);
}

function decisions(parts: DockParts, now: number): TemplateResult {
  const { items, filter, isHeld, waiting } = parts.feed;
  return html`<rolecall-decisions
    .items=${items}
    .filter=${filter}
    .features=${parts.features.names}
    .isHeld=${isHeld}
    .waiting=${waiting}
    .now=${now}
    .isDisabled=${parts.isOffline}
    @rolecall-filter=${(event: FilterEvent) => parts.feed.setFilter(event.filter)}
    @rolecall-hold=${({ isHeld }: HoldEvent) => parts.holdFeed(isHeld)}
    ><rolecall-reasons
      slot="plot"
      .counts=${parts.reasons.counts}
      .since=${parts.reasons.since}
    ></rolecall-reasons
  ></rolecall-decisions>`;
}
