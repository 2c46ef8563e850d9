import { html, type TemplateResult } from 'lit';
import type { DockState } from './dock-state.ts';
import type { ViewerState } from './viewer-state.ts';
import '../../components/dock/decision-filters.ts';
import '../../components/dock/reason-bars.ts';

/** Which decisions are shown, and how often each reason was given. */
export function renderFilters({ feed, features }: DockState, { reasons }: ViewerState): TemplateResult {
  return html`<rolecall-decision-filters
      slot="tools"
      .filter=${feed.filter}
      .features=${features.names}
    ></rolecall-decision-filters>
    <rolecall-reasons slot="tools" .counts=${reasons.counts} .since=${reasons.since}></rolecall-reasons>`;
}
