import type { FeaturePolicy } from '../../../server/core/policy.ts';
import { KINDS } from '../../../server/core/roles.ts';
import type { Status, ViewState } from '../state/view-state.ts';
import { headlineTexts } from '../texts/headline.ts';
import { language } from '../texts/language.ts';
import { areRulesUnknown, badgeWords } from './badge-words.ts';
import { countOf } from './numbers.ts';
import { isFirstRead, isUnread, readSoFar } from './progress.ts';

const t = headlineTexts[language];
const BADGE_WORDS = { label: t.on, on: '', off: '' };

/** The first line of the dock. */
export interface Headline {
  readonly says: string;
  readonly tone: 'good' | 'plain' | 'warn';
  /** TTS can be switched on again. */
  readonly isOff: boolean;
}

/** Who may speak right now; while that cannot be known, why. @param rules of TTS; null: not known */
export function headlineOf(state: ViewState, status: Status | null, rules: FeaturePolicy | null): Headline {
  const plain = (says: string): Headline => ({ says, tone: 'plain', isOff: false });
  if (state === 'connecting' || !status) return plain(state === 'away' ? t.away : t.connecting);
  if (state === 'away') return { ...plain(t.away), tone: 'warn' };
  if (areRulesUnknown(status) || rules?.enabled === false)
    return { says: t.off, tone: 'warn', isOff: rules?.enabled === false && !areRulesUnknown(status) };
  const waiting = rules?.allow.everyone ? null : waitingWords(status);
  if (waiting) return plain(waiting);
  return { says: badgeWords({ state: 'fresh', status, rules }, BADGE_WORDS), tone: 'good', isOff: false };
}

/** Nobody can say yet who is on the lists. */
function waitingWords(status: Status): string | null {
  if (isFirstRead(status)) {
    const count = readSoFar(status);
    return count === 0 ? t.readingFirst : t.reading(countOf(count));
  }
  if (!KINDS.every((kind) => isUnread(status.kinds[kind]))) return null;
  return status.state === 'disconnected' ? t.notConnected : t.unread;
}
