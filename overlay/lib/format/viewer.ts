import { timeOf } from './time.ts';
import { language } from '../texts/language.ts';
import { roleTexts } from '../texts/roles.ts';
import { tierTexts } from '../texts/tiers.ts';
import { viewerTexts } from '../texts/viewers.ts';
import type { Viewer } from '../state/viewer-pages.ts';

const t = viewerTexts[language];
const r = roleTexts[language];

/** `until the stream ends`, `for ever`, `until 20:15` */
export function endText(until: string | null): string {
  if (until === null) return t.until.ever;
  return until === 'stream_end' ? t.until.stream_end : t.end(timeOf(until));
}

/** `Tier 2, gift from Bob` */
export function detailOf({ tier, isGift, gifterLogin }: Viewer['roles'][number]): string {
  const gift = isGift ? (gifterLogin ? r.giftFrom(gifterLogin) : r.gift) : '';
  return [tier ? tierTexts[language][tier] : '', gift].filter((part) => part !== '').join(', ');
}
