import { html } from 'lit/html.js';
import { KINDS, type Kind } from '../../../server/core/roles.ts';
import { countOf } from '../../lib/format/numbers.ts';
import { bareAgeOf, nextAgeAt, shortAgeOf } from '../../lib/format/time.ts';
import { badgeTexts } from '../../lib/texts/badge.ts';
import { language } from '../../lib/texts/language.ts';
import { type Status, syncedAt } from '../../lib/state/view-state.ts';
import { KIND_ICONS } from '../kind-icon.ts';
import { badgeIcon } from './icon.ts';

const t = badgeTexts[language];

/** How old the lists are. */
export function badgeAge(status: Status | null, now: number, isWordless: boolean) {
  const at = status && syncedAt(status);
  const age = at === null ? '–' : isWordless ? bareAgeOf(at, now) : shortAgeOf(at, now);
  return html`<span class="age" part="age">${age}</span>`;
}

/** When the age reads otherwise, epoch ms; null: never. */
export function nextBadgeAgeAt(status: Status | null, now: number): number | null {
  const at = status && syncedAt(status);
  return at === null ? null : nextAgeAt(at, now);
}

/** How many subscribers, VIPs and moderators there are, each beside its icon. */
export function badgeCounts(kinds: Status['kinds'] | undefined) {
  return html`<span class="counts" part="counts">
    ${KINDS.map((kind) => {
      const status = kinds?.[kind];
      const count = status?.lastSuccessAt ? countOf(status.count) : '–';
      return html`<span class="count" part="count ${kind}" role="img" aria-label="${t.kinds[kind]}: ${count}"
        >${kindIcon(kind)}${count}</span
      >`;
    })}
  </span>`;
}

/** The lists whose members may speak, without words. */
export function kindIcon(kind: Kind) {
  return badgeIcon(KIND_ICONS[kind], kind, `icon ${kind}-icon`);
}
