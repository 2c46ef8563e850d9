import { css, html, nothing, type TemplateResult } from 'lit';
import { type Kind, KINDS } from '../../../server/core/roles.ts';
import type { SpanEvent } from '../../components/dock/count-plot.ts';
import { toldLate } from '../../lib/format/late-kinds.ts';
import { kindProgress } from '../../lib/format/progress.ts';
import { exactTimeOf, inTimeOf } from '../../lib/format/time.ts';
import type { CountStats } from '../../lib/state/count-stats.ts';
import type { CallerLog } from '../../lib/state/caller-log.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { listTexts } from '../../lib/texts/lists.ts';
import { lateSentence } from '../../lib/texts/late.ts';
import { language } from '../../lib/texts/language.ts';
import type { DockState } from './dock-state.ts';
import '../../components/dock/kind-row.ts';
import '../../components/dock/plots.ts';
import '../../components/dock/tool-list.ts';

export { CountStats } from '../../lib/state/count-stats.ts';
export { CallerLog } from '../../lib/state/caller-log.ts';

const t = dockTexts[language];
const l = listTexts[language];

/** They come with the lists. */
const listsStyles = css`
  .lists {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }
  .kinds {
    border-radius: var(--rolecall-radius);
    background: var(--rolecall-surface);
  }
  rolecall-kind + rolecall-kind {
    border-top: 1px solid var(--rolecall-line);
  }
  .next {
    margin: 0;
    color: var(--rolecall-text-soft);
    font-size: 0.93rem;
  }
`;

/** The three lists, how fresh they are, how they grew, and which tools ask. */
export function renderLists(dock: DockState, counts: CountStats, callers: CallerLog): TemplateResult {
  return html`<style>
      ${listsStyles}
    </style>
    <div class="lists">
      <section class="kinds" part="lists" aria-label=${t.lists}>
        ${KINDS.map((kind) => renderKind(kind, dock))}
      </section>
      ${renderNext(dock)} ${renderLate(dock)}
      <rolecall-counts
        .history=${counts.history}
        .days=${counts.days}
        .isDisabled=${dock.isOffline}
        @rolecall-span=${({ days }: SpanEvent) => counts.show(days)}
      ></rolecall-counts>
      <rolecall-tools .tools=${callers.known?.items ?? null} .now=${dock.now}></rolecall-tools>
    </div>`;
}

function renderKind(kind: Kind, dock: DockState): TemplateResult {
  const { status } = dock.live;
  return html`<rolecall-kind
    .kind=${kind}
    .status=${status?.kinds[kind] ?? null}
    .progress=${status && kindProgress(status, kind)}
    .isLate=${status !== null && toldLate(status, dock.now).includes(kind)}
    .now=${dock.now}
  ></rolecall-kind>`;
}

/** Lists whose changes show with the next sync only. */
function renderLate({ live, now }: DockState) {
  const late = live.status && live.state !== 'away' ? toldLate(live.status, now) : [];
  return late.length === 0 ? nothing : html`<p class="next" part="message">${lateSentence(late)}</p>`;
}

function renderNext({ live, progress, now }: DockState) {
  const at = live.state === 'away' ? null : (live.status?.nextSyncAt ?? null);
  if (at === null || progress) return nothing;
  const ms = Date.parse(at) - now;
  return html`<p class="next" part="next" title=${exactTimeOf(at)}>
    ${ms < 1000 ? l.nextSyncNow : l.nextSync(inTimeOf(ms))}
  </p>`;
}
