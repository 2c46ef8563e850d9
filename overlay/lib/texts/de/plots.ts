import type { plotTexts as en } from '../en/plots.ts';

export const plotTexts: typeof en = {
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
