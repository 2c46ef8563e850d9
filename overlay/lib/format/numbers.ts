import { type Language, language } from '../texts/language.ts';

/** `1,240` */
export function countOf(count: number, lang: Language = language): string {
  return count.toLocaleString(lang);
}

/** `62%`, at most `99%`. */
export function percentOf(fraction: number, lang: Language = language): string {
  return Math.min(0.99, Math.floor(fraction * 100) / 100).toLocaleString(lang, { style: 'percent' });
}
