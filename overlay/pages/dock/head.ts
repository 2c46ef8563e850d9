import { html, nothing, type TemplateResult } from 'lit';
import type { ToggleEvent } from '../../components/dock/feature-switches.ts';
import { icon } from '../../components/dock/icons.ts';
import { toldLate } from '../../lib/format/late-kinds.ts';
import { ageOf } from '../../lib/format/time.ts';
import { dockTexts, serverMessage } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import { viewerTexts } from '../../lib/texts/viewers.ts';
import { syncedAt } from '../../lib/state/view-state.ts';
import type { DockState } from './dock-state.ts';
import '../../components/dock/feature-switches.ts';
import '../../components/dock/health-line.ts';

const t = dockTexts[language];
const v = viewerTexts[language];

/** The state in one line, what else the streamer has to know, and the switches. */
export function renderHead(dock: DockState, isIncomplete: boolean, troubles: unknown): TemplateResult {
  const { status, state, isDemo } = dock.live;
  const at = status && syncedAt(status);
  return html`<div class="head">
    <rolecall-health
      .state=${state}
      .message=${messageOf(dock)}
      .age=${at === null || state === 'away' ? '' : ageOf(at, dock.now)}
      .channel=${status?.channel?.userDisplayName ?? null}
      .isDemo=${isDemo}
    ></rolecall-health>
    ${isIncomplete ? html`<p class="incomplete" role="status" part="incomplete">${t.incomplete}</p>` : nothing}
    ${troubles}
    <div class="bar">
      <rolecall-switches
        .policies=${dock.features.policies}
        .busy=${new Set(dock.features.busy)}
        .isDisabled=${dock.isOffline}
        @rolecall-toggle=${({ feature }: ToggleEvent) =>
          void dock.actions.showFailure(dock.features.toggle(feature))}
      ></rolecall-switches>
      <a
        class="icon-button"
        part="settings"
        href="/settings${location.search}"
        target="_blank"
        rel="noreferrer"
        aria-label=${v.settings}
        title=${v.settings}
        >${icon('gear')}</a
      >
    </div>
  </div>`;
}

function messageOf(dock: DockState): string {
  const { status, state } = dock.live;
  if (state === 'connecting') return t.connectingMessage;
  if (status && state === 'fresh') return t.fresh(toldLate(status, dock.now), status.warnings.length > 0);
  if (state !== 'away') return serverMessage(status?.message ?? '');
  const at = status && syncedAt(status);
  return t.awayMessage(at === null ? null : ageOf(at, dock.now));
}
