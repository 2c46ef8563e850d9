import { ageTexts } from '../texts/ages.ts';
import { language } from '../texts/language.ts';
import { spanTexts } from '../texts/spans.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type SpanUnits = Pick<(typeof spanTexts)['en'], 'minutes' | 'hours' | 'days'>;

/** Signs that every language shares. */
const BARE: SpanUnits = { minutes: (n) => `${n} min`, hours: (n) => `${n} h`, days: (n) => `${n} d` };

/** `2 min`, `3 h`, `5 d`, rounded down. */
function spanOf(ms: number, texts: SpanUnits = spanTexts[language]): string {
  if (ms < HOUR_MS) return texts.minutes(Math.floor(ms / MINUTE_MS));
  if (ms < DAY_MS) return texts.hours(Math.floor(ms / HOUR_MS));
  return texts.days(Math.floor(ms / DAY_MS));
}

/** The same with `5 days`, for sentences. */
function longSpanOf(ms: number): string {
  return ms < DAY_MS ? spanOf(ms) : ageTexts[language].days(Math.floor(ms / DAY_MS));
}

/** The age on the badge: `now`, `2 min`, `3 h`, `5 d`. */
export function shortAgeOf(at: string, now: number): string {
  const ms = now - Date.parse(at);
  return ms < MINUTE_MS ? spanTexts[language].now : spanOf(ms);
}

/** The same in units that all languages share: `0 min`, `3 h`. */
export function bareAgeOf(at: string, now: number): string {
  return spanOf(Math.max(0, now - Date.parse(at)), BARE);
}

/** When the short age changes next, epoch ms. */
export function nextAgeAt(at: string, now: number): number {
  const age = now - Date.parse(at);
  if (age < 0) return now - age + MINUTE_MS;
  const unit = age < HOUR_MS ? MINUTE_MS : age < DAY_MS ? HOUR_MS : DAY_MS;
  return now + unit - (age % unit);
}

/** `just now`, `2 min ago`, `3 days ago`. A time in the future is `just now`. */
export function ageOf(at: string, now: number): string {
  const ms = now - Date.parse(at);
  return ms < MINUTE_MS ? ageTexts[language].justNow : ageTexts[language].ago(longSpanOf(ms));
}

/** `20 s`, `3 min`: how long something takes, rounded up. */
export function durationOf(ms: number): string {
  if (ms <= 10_000) return ageTexts[language].seconds(Math.max(1, Math.ceil(ms / 1000)));
  if (ms <= 55_000) return ageTexts[language].seconds(Math.ceil(ms / 5_000) * 5);
  return longSpanOf(Math.max(MINUTE_MS, Math.ceil(ms / MINUTE_MS) * MINUTE_MS));
}

/** `in 28 min` */
export function inTimeOf(ms: number): string {
  return ageTexts[language].inTime(durationOf(ms));
}

/** 24 hours in every language: one page has one clock, and columns of times line up. */
export const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Date and time to the second, for titles. */
export function exactTimeOf(at: string): string {
  const { hourCycle } = CLOCK;
  return new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle });
}

/** `14:02` for a time of the last hours, `Nov 22, 14:02` for one of the last week, else `Nov 22, 2026`. */
export function momentOf(at: string, now = Date.now()): string {
  const age = now - Date.parse(at);
  const day = { day: 'numeric', month: 'short' } as const;
  const shown =
    age < DAY_MS / 2 ? CLOCK : age < 7 * DAY_MS ? { ...day, ...CLOCK } : { ...day, year: 'numeric' as const };
  return new Date(at).toLocaleString(language, shown);
}

/** `20:15`, with the day if it is not today. */
export function timeOf(at: string, now: number = Date.now()): string {
  const date = new Date(at);
  const isNear = Math.abs(date.getTime() - now) < DAY_MS && date.getDate() === new Date(now).getDate();
  return date.toLocaleString(language, isNear ? CLOCK : { ...CLOCK, day: 'numeric', month: 'short' });
}

/** `20:15` */
export function minuteOf(at: string): string {
  return new Date(at).toLocaleTimeString(language, CLOCK);
}

/** `12 Mar 2026` */
export function dayOf(at: string): string {
  return new Date(at).toLocaleDateString(language, { day: 'numeric', month: 'short', year: 'numeric' });
}
