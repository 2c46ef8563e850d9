import { ageTexts, type Language, language, spanTexts } from './texts.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `2 min`, `3 h`, `5 d`: rounded down, so that an age is never exaggerated. */
function spanOf(ms: number, lang: Language): string {
  const texts = spanTexts[lang];
  if (ms < HOUR_MS) return texts.minutes(Math.floor(ms / MINUTE_MS));
  if (ms < DAY_MS) return texts.hours(Math.floor(ms / HOUR_MS));
  return texts.days(Math.floor(ms / DAY_MS));
}

/** In a sentence there is room for `5 days`. */
function longSpanOf(ms: number, lang: Language): string {
  return ms < DAY_MS ? spanOf(ms, lang) : ageTexts[lang].days(Math.floor(ms / DAY_MS));
}

/** The badge's age, as short as can be: `now`, `2 min`, `3 h`, `5 d`. */
export function shortAgeOf(at: string, now: number, lang: Language = language): string {
  const ms = now - Date.parse(at);
  return ms < MINUTE_MS ? spanTexts[lang].now : spanOf(ms, lang);
}

/** A short age of each kind, the widest of its kind: what a cell must have room for. */
export function widestShortAges(lang: Language = language): string[] {
  const texts = spanTexts[lang];
  return [texts.now, texts.minutes(59), texts.hours(23), texts.days(88)];
}

/** The same without words, in the symbols of all languages: `0 min`, `3 h`. */
export function bareAgeOf(at: string, now: number): string {
  return spanOf(Math.max(0, now - Date.parse(at)), 'en');
}

/** As `widestShortAges`, without words. */
export function widestBareAges(): string[] {
  return widestShortAges('en').slice(1);
}

/** When the short age of something will read otherwise; time in ms, never more often than each minute. */
export function nextAgeAt(at: string, now: number): number {
  const age = now - Date.parse(at);
  if (age < 0) return now - age + MINUTE_MS;
  const unit = age < HOUR_MS ? MINUTE_MS : age < DAY_MS ? HOUR_MS : DAY_MS;
  return now + unit - (age % unit);
}

/** `just now`, `2 min ago`, `3 days ago`. A clock that runs ahead of ours makes nothing younger than now. */
export function ageOf(at: string, now: number, lang: Language = language): string {
  const ms = now - Date.parse(at);
  return ms < MINUTE_MS ? ageTexts[lang].justNow : ageTexts[lang].ago(longSpanOf(ms, lang));
}

/** `20 s`, `3 min`: how long something will take, rounded up to what a person can wait by. */
export function durationOf(ms: number, lang: Language = language): string {
  if (ms <= 10_000) return ageTexts[lang].seconds(Math.max(1, Math.ceil(ms / 1000)));
  if (ms <= 55_000) return ageTexts[lang].seconds(Math.ceil(ms / 5_000) * 5);
  return longSpanOf(Math.max(MINUTE_MS, Math.ceil(ms / MINUTE_MS) * MINUTE_MS), lang);
}

/** `in 28 min` */
export function inTimeOf(ms: number, lang: Language = language): string {
  return ageTexts[lang].inTime(durationOf(ms, lang));
}

/** `1,240` */
export function countOf(count: number, lang: Language = language): string {
  return count.toLocaleString(lang);
}

/** `62%`. Never 100% before it is done. */
export function percentOf(fraction: number, lang: Language = language): string {
  return Math.min(0.99, Math.floor(fraction * 100) / 100).toLocaleString(lang, { style: 'percent' });
}

/** Date and time to the second, for titles. */
export function exactTimeOf(at: string, lang: Language = language): string {
  return new Date(at).toLocaleString(lang, { dateStyle: 'medium', timeStyle: 'medium' });
}
