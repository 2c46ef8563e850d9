import type { Grant, History, Override } from '../state/open-viewer.ts';
import { language } from '../texts/language.ts';
import { roleTexts } from '../texts/roles.ts';
import { viewerTexts } from '../texts/viewers.ts';
import { featureName } from './feature-name.ts';
import { detailOf, endText } from './viewer.ts';

const t = viewerTexts[language];
const r = roleTexts[language];

export interface TimelineEntry {
  readonly at: string;
  readonly words: string;
  readonly detail: string;
  readonly tone: 'good' | 'bad' | 'plain';
}

/** When roles, overrides and grants began and ended, newest first. */
export function timelineOf({ items, overrides, grants }: History): TimelineEntry[] {
  const entries = [...items.flatMap(ofRole), ...overrides.flatMap(ofOverride), ...grants.flatMap(ofGrant)];
  return entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function ofRole(record: History['items'][number]): TimelineEntry[] {
  const words = [r.role[record.role], detailOf(record)].filter(Boolean).join(', ');
  const begun = entry(record.grantedAt, r.gained(words), r.source(record.source), 'good');
  if (record.revokedAt === null) return [begun];
  return [
    begun,
    entry(record.revokedAt, r.lost(r.role[record.role]), r.source(record.revokedSource ?? ''), 'bad'),
  ];
}

function ofOverride({ effect, feature, until, by, note, setAt, ...rest }: Override): TimelineEntry[] {
  const what = `${featureName(feature)}: ${effect === 'deny' ? t.muted : t.allowedByHand}`;
  const tone = effect === 'deny' ? 'bad' : 'good';
  const detail = [t.by(by), note].filter(Boolean).join(' · ');
  return [entry(setAt, `${what} ${endText(until)}`, detail, tone), ...ofEnd(what, rest)];
}

function ofGrant({ feature, minutes, by, note, addedAt, ...rest }: Grant): TimelineEntry[] {
  const rounded = Math.max(1, Math.round(minutes));
  const what = `${featureName(feature)}: ${t.minutesGiven(String(rounded))}`;
  const detail = [t.by(by), note].filter(Boolean).join(' · ');
  return [entry(addedAt, what, detail, 'good'), ...ofEnd(what, rest)];
}

/** What was replaced or extended has no end of its own: the next entry says so. */
function ofEnd(
  what: string,
  { endedAt, endReason }: Pick<Grant | Override, 'endedAt' | 'endReason'>,
): TimelineEntry[] {
  if (endedAt === null || endReason === null || endReason === 'replaced' || endReason === 'extended')
    return [];
  return [entry(endedAt, what, t.ended(t.endReason[endReason] ?? endReason), 'plain')];
}

function entry(at: string, words: string, detail: string, tone: TimelineEntry['tone']): TimelineEntry {
  return { at, words, detail, tone };
}
