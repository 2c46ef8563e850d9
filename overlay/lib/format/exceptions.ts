import { EVERYBODY } from '../../../server/core/platform.ts';
import type { Grant, Override } from '../state/open-viewer.ts';
import { language } from '../texts/language.ts';
import { viewerTexts } from '../texts/viewers.ts';
import { nameOf } from './person.ts';
import { durationOf } from './time.ts';
import { endText } from './viewer.ts';

const t = viewerTexts[language];

/** Somebody for whom the rules do not decide: allowed or muted, or with time left. */
export type Exception =
  { readonly kind: 'override'; readonly of: Override } | { readonly kind: 'grant'; readonly of: Grant };

/** Of time that is given to everybody it is `Everybody`. */
export function exceptionName(of: Exception['of']): string {
  return isForEverybody(of) ? t.everybody : nameOf(of);
}

export const isForEverybody = ({ platform }: Exception['of']): boolean => platform === EVERYBODY.platform;

/** `Muted until the stream ends`, `8 min left`. @param now epoch ms */
export function exceptionWords({ kind, of }: Exception, now: number): string {
  if (kind === 'grant') return t.left(durationOf(Math.max(0, Date.parse(of.expiresAt) - now)));
  return `${of.effect === 'deny' ? t.muted : t.allowedByHand} ${endText(of.until)}`;
}

/** Since when, ISO 8601. */
export const beganAt = ({ kind, of }: Exception): string => (kind === 'grant' ? of.addedAt : of.setAt);

/** Whether its time is over, which the server says too, unless it is away. */
export function isOver({ kind, of }: Exception, now: number): boolean {
  const until = kind === 'grant' ? of.expiresAt : of.until;
  return until !== null && until !== 'stream_end' && Date.parse(until) <= now;
}
