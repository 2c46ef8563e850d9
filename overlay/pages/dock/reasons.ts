import { html, type TemplateResult } from 'lit';
import type { ViewerState } from './viewer-state.ts';
import '../../components/dock/reason-bars.ts';

/** How often each reason was given. */
export function renderReasons({ reasons }: ViewerState): TemplateResult {
  return html`<rolecall-reasons
    slot="plot"
    .counts=${reasons.counts}
    .since=${reasons.since}
  ></rolecall-reasons>`;
}
