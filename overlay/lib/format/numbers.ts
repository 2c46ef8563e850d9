import { language } from '../texts/language.ts';

/** `1,240` */
export function countOf(count: number): string {
  return count.toLocaleString(language);
}

/** `62%`, at most `99%`. */
export function percentOf(fraction: number): string {
  return Math.min(0.99, Math.floor(fraction * 100) / 100).toLocaleString(language, { style: 'percent' });
}
