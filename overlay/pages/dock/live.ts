import { html, type TemplateResult } from 'lit';
import type { FilterEvent } from '../../components/dock/decision-filters.ts';
import type { HoldEvent } from '../../components/dock/decisions-pane.ts';
import { icon } from '../../components/dock/icons.ts';
import { decisionTexts } from '../../lib/texts/decisions.ts';
import { language } from '../../lib/texts/language.ts';
import type { DockState } from './dock-state.ts';
import '../../components/dock/decisions-pane.ts';

const t = decisionTexts[language];
const NOBODY: ReadonlySet<string> = new Set();

/**
 * Who just asked, and why yes or no.
 * @param tools stand above the list
 * @param mayNow those who were denied and may by now
 */
export function renderLive(
  dock: DockState,
  tools: unknown,
  mayNow: ReadonlySet<string> = NOBODY,
): TemplateResult {
  const { items, filter, isHeld, waiting } = dock.feed;
  return html`<rolecall-decisions
    .items=${items}
    .filter=${filter}
    .isFiltering=${dock.isFiltering}
    .isHeld=${isHeld}
    .waiting=${waiting}
    .now=${dock.now}
    .isDisabled=${dock.isOffline}
    .mayNow=${mayNow}
    @rolecall-filter=${(event: FilterEvent) => dock.feed.setFilter(event.filter)}
    @rolecall-hold=${({ isHeld }: HoldEvent) => dock.holdFeed(isHeld)}
    >${tools}</rolecall-decisions
  >`;
}

/** Opens the filters; its colour tells that not everything is shown. */
export function filterButton(dock: DockState): TemplateResult {
  const { allowed, feature } = dock.feed.filter;
  const isFiltered = allowed !== null || feature !== null;
  const label = isFiltered ? t.filterOn : t.filter;
  return html`<button
    class="icon-button ${isFiltered ? 'on' : ''}"
    part="filter"
    type="button"
    aria-expanded=${dock.isFiltering}
    aria-label=${label}
    title=${label}
    @click=${() => dock.showFilters()}
  >
    ${icon('filter')}
  </button>`;
}
