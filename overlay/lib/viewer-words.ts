import { language } from './texts.ts';
import { viewerTexts } from './texts-viewers.ts';
import { roleTexts } from './texts-decisions.ts';
import type { Viewer } from './viewer-pages.ts';

const t = viewerTexts[language];
const r = roleTexts[language];
const DAY_MS = 86_400_000;

/** What a feature is called: those that come with Rolecall have names, the others keep theirs. */
export function featureName(feature: string): string {
  return Object.hasOwn(t.feature, feature) ? (t.feature[feature] ?? feature) : feature;
}

/** `20:15`, or with the day if that is another one. */
export function timeOf(at: string, now: number = Date.now()): string {
  const date = new Date(at);
  const isNear = Math.abs(date.getTime() - now) < DAY_MS && date.getDate() === new Date(now).getDate();
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return date.toLocaleString(language, isNear ? time : { ...time, day: 'numeric', month: 'short' });
}

/** `20:15:04` */
export function secondOf(at: string): string {
  return new Date(at).toLocaleTimeString(language, { hourCycle: 'h23' });
}

/** `12 Mar 2026` */
export function dayOf(at: string): string {
  return new Date(at).toLocaleDateString(language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `until the stream ends`, `for ever`, `until 20:15` */
export function endInWords(until: string | null): string {
  if (until === null) return t.until.ever;
  return until === 'stream_end' ? t.until.stream_end : t.end(timeOf(until));
}

/** `Tier 2, gift from Bob` */
export function detailOf({ tier, isGift, gifterLogin }: Viewer['roles'][number]): string {
  const gift = isGift ? (gifterLogin ? r.giftFrom(gifterLogin) : r.gift) : '';
  return [tier ? r.tier[tier] : '', gift].filter((part) => part !== '').join(', ');
}
