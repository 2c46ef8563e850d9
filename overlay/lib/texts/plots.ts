import type { InEachLanguage } from './language.ts';

/** The time spans that can be chosen, in days. */
export type SpanDays = 1 | 7 | 30 | 365;

/** The plots of the dock. */
const en = {
  heading: 'Over time',
  spans: 'Time span',
  span: { 1: 'Day', 7: 'Week', 30: 'Month', 365: 'Year' },
  within: { 1: 'in one day', 7: 'in 7 days', 30: 'in 30 days', 365: 'in a year' },
  since: (time: string) => `since ${time}`,
  known: (since: string) => `Known since ${since}`,
  nothing: 'Nothing to show yet. The plot begins once your lists have been read from Twitch.',
  unchanged: 'unchanged',
  trend: (kind: string, now: string, change: string, when: string, extremes: string) =>
    `${kind}: ${now} now, ${change} ${when}${extremes}.`,
  extremes: (least: string, most: string) => `, lowest ${least}, highest ${most}`,
  neverRead: (kind: string) => `${kind}: never read.`,
  kind: { subscribers: 'Subscribers', vips: 'VIPs', moderators: 'Mods' },
  reasons: 'Reasons',
  answered: (total: string, allowed: string, denied: string) =>
    `Decisions: ${total} (${allowed} allowed, ${denied} denied)`,
};

const de: typeof en = {
  heading: 'Verlauf',
  spans: 'Zeitraum',
  span: { 1: 'Tag', 7: 'Woche', 30: 'Monat', 365: 'Jahr' },
  within: { 1: 'an einem Tag', 7: 'in 7 Tagen', 30: 'in 30 Tagen', 365: 'in einem Jahr' },
  since: (time) => `seit ${time}`,
  known: (since) => `Bekannt seit ${since}`,
  nothing: 'Noch nichts zu zeigen. Der Verlauf beginnt, sobald deine Listen von Twitch gelesen sind.',
  unchanged: 'unverändert',
  trend: (kind, now, change, when, extremes) => `${kind}: jetzt ${now}, ${change} ${when}${extremes}.`,
  extremes: (least, most) => `, am wenigsten ${least}, am meisten ${most}`,
  neverRead: (kind) => `${kind}: nie gelesen.`,
  kind: { subscribers: 'Abos', vips: 'VIPs', moderators: 'Mods' },
  reasons: 'Gründe',
  answered: (total, allowed, denied) => `Anfragen: ${total} (${allowed} erlaubt, ${denied} abgelehnt)`,
};

export const plotTexts: InEachLanguage<typeof en> = { en, de };
