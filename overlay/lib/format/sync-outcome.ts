import type { Result } from '../../../integrations/client/index.ts';
import { dockTexts } from '../texts/dock.ts';
import { listTexts } from '../texts/lists.ts';
import { language } from '../texts/language.ts';
import { countOf } from './numbers.ts';
import { ageOf, durationOf } from './time.ts';

const t = dockTexts[language];
const l = listTexts[language];

/** On the button that syncs though one has just been. */
export const anywayLabel = l.syncAnyway;

export type SyncResult = Extract<Result<'sync.run'>, { outcome: string }>;

/** How a sync ended, in words. @param wasForced it was asked for though one had just been */
export function outcomeWords(result: SyncResult, wasForced: boolean): string {
  return result.outcome === 'skipped' ? skippedWords(result, wasForced) : ranWords(result);
}

function skippedWords({ ageMs, retryAfterMs }: SyncResult, wasForced: boolean): string {
  if (wasForced) return l.forceLater(durationOf(retryAfterMs ?? 0));
  return l.skipped(ageOf(new Date(Date.now() - (ageMs ?? 0)).toISOString(), Date.now()));
}

function ranWords({ granted, revoked, errors, kinds, subCount, vipCount, modCount }: SyncResult): string {
  const failed = errors.length > 0 ? l.failedLists(errors.map(({ kind }) => l.kind[kind]).join(', ')) : '';
  if (failed && errors.length >= kinds.length) return failed;
  const isSame = granted === 0 && revoked === 0;
  const change = isSame ? l.noChange : l.changed(countOf(granted), countOf(revoked));
  return [change, t.counts(countOf(subCount), countOf(vipCount), countOf(modCount)), failed]
    .filter(Boolean)
    .join(' ');
}
