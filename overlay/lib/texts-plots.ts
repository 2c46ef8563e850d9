import type { Kind } from '../../server/core/roles.ts';
import type { Language } from './texts.ts';

/** Words for the spans that can be chosen, in days. */
export type SpanDays = 1 | 7 | 30 | 365;

export interface PlotTexts {
  readonly heading: string;
  readonly spans: string;
  readonly span: Readonly<Record<SpanDays, string>>;
  readonly within: Readonly<Record<SpanDays, string>>;
  readonly since: (time: string) => string;
  readonly known: (since: string) => string;
  readonly nothing: string;
  readonly unchanged: string;
  readonly trend: (kind: string, now: string, change: string, when: string, extremes: string) => string;
  readonly extremes: (least: string, most: string) => string;
  readonly neverRead: (kind: string) => string;
  readonly kind: Readonly<Record<Kind, string>>;
  readonly reasons: string;
  readonly answered: (total: string, allowed: string, denied: string) => string;
}

export const plotTexts: Readonly<Record<Language, PlotTexts>> = {
  en: {
    heading: 'Over time',
    spans: 'Time span',
    span: { 1: 'Day', 7: 'Week', 30: 'Month', 365: 'Year' },
    within: { 1: 'in one day', 7: 'in 7 days', 30: 'in 30 days', 365: 'in a year' },
    since: (time) => `since ${time}`,
    known: (since) => `Known since ${since}`,
    nothing: 'Nothing to show yet. The plot begins once your lists have been read from Twitch.',
    unchanged: 'unchanged',
    trend: (kind, now, change, when, extremes) => `${kind}: ${now} now, ${change} ${when}${extremes}.`,
    extremes: (least, most) => `, never under ${least} or over ${most}`,
    neverRead: (kind) => `${kind}: never read.`,
    kind: { subscribers: 'Subscribers', vips: 'VIPs', moderators: 'Mods' },
    reasons: 'Why',
    answered: (total, allowed, denied) => `${total} asked: ${allowed} yes, ${denied} no`,
  },
  de: {
    heading: 'Verlauf',
    spans: 'Zeitraum',
    span: { 1: 'Tag', 7: 'Woche', 30: 'Monat', 365: 'Jahr' },
    within: { 1: 'an einem Tag', 7: 'in 7 Tagen', 30: 'in 30 Tagen', 365: 'in einem Jahr' },
    since: (time) => `seit ${time}`,
    known: (since) => `Bekannt seit ${since}`,
    nothing: 'Noch nichts zu zeigen. Der Verlauf beginnt, sobald deine Listen von Twitch gelesen sind.',
    unchanged: 'unverändert',
    trend: (kind, now, change, when, extremes) => `${kind}: jetzt ${now}, ${change} ${when}${extremes}.`,
    extremes: (least, most) => `, nie unter ${least} oder über ${most}`,
    neverRead: (kind) => `${kind}: nie gelesen.`,
    kind: { subscribers: 'Abos', vips: 'VIPs', moderators: 'Mods' },
    reasons: 'Warum',
    answered: (total, allowed, denied) => `${total} Anfragen: ${allowed} ja, ${denied} nein`,
  },
};
