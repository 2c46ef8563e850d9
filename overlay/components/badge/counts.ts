import { html } from 'lit/html.js';
import { KINDS } from '../../../server/core/roles.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { badgeTexts } from '../../lib/texts/badge.ts';
import { language } from '../../lib/texts/language.ts';
import type { Status } from '../../lib/state/view-state.ts';
import { KIND_ICONS } from '../kind-icon.ts';

const t = badgeTexts[language];

/** How many subscribers, VIPs and moderators there are, each beside its icon. */
export function badgeCounts(kinds: Status['kinds'] | undefined) {
  return html`<span class="counts" part="counts">
    ${KINDS.map((kind) => {
      const status = kinds?.[kind];
      const count = status?.lastSuccessAt ? countOf(status.count) : '–';
      return html`<span
        class="count"
        part="count ${kind}"
        role="img"
        aria-label="${t.badgeKind[kind]}: ${count}"
        ><svg
          class="icon"
          part="icon ${kind}-icon"
          viewBox="0 0 16 16"
          aria-hidden="true"
          style="color: var(--rolecall-${kind}, var(--${kind}))"
        >
          ${KIND_ICONS[kind]}</svg
        >${count}</span
      >`;
    })}
  </span>`;
}
