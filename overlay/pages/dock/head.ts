import { html, nothing, type TemplateResult } from 'lit';
import type { ToggleEvent } from '../../components/dock/feature-switches.ts';
import { icon } from '../../components/dock/icons.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import type { DockState } from './dock-state.ts';
import '../../components/dock/feature-switches.ts';
import '../../components/dock/health-line.ts';

const t = dockTexts[language];

/** Who may speak right now, what is wrong, and the switches. */
export function renderHead(dock: DockState, isIncomplete: boolean, troubles: unknown): TemplateResult {
  const { status, state, isDemo } = dock.live;
  return html`<div class="head">
    <div class="top">
      <rolecall-health
        .state=${state}
        .headline=${dock.headline}
        .channel=${status?.channel?.userDisplayName ?? null}
        .isDemo=${isDemo}
        .isUndo=${dock.switches.isUndo}
        .isDisabled=${dock.isOffline}
        @rolecall-demo=${() => dock.showSheet('demo')}
        @rolecall-switch-on=${() => dock.switches.switchOn()}
      ></rolecall-health>
      <a
        class="icon-button"
        part="settings"
        href="/settings${location.search}"
        target="_blank"
        rel="noreferrer"
        aria-label=${t.settings}
        title=${t.settings}
        >${icon('gear')}</a
      >
    </div>
    ${isIncomplete ? html`<p class="incomplete" role="status" part="incomplete">${t.incomplete}</p>` : nothing}
    ${troubles}
    <rolecall-switches
      .policies=${dock.features.policies}
      .busy=${new Set(dock.features.busy)}
      .isDisabled=${dock.isOffline}
      @rolecall-toggle=${({ feature }: ToggleEvent) => void dock.switches.toggle(feature)}
    ></rolecall-switches>
  </div>`;
}
