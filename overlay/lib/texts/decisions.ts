import type { InEachLanguage } from './language.ts';

/** The list of decisions. */
const en = {
  allowed: 'Allowed',
  denied: 'Denied',
  all: 'All',
  everyFeature: 'Every feature',
  filterLabel: 'Show decisions',
  featureLabel: 'Feature',
  heading: 'Decisions',
  empty: 'No decisions yet. Viewers who ask to use a feature are listed here.',
  emptyFiltered: 'No decisions of this kind yet.',
  held: (count: string) => `${count} new`,
  paused: 'Paused while you look',
  live: 'Live',
  somebody: 'Somebody',
  onPlatform: (platform: string) => `on ${platform}`,
};

const de: typeof en = {
  allowed: 'Erlaubt',
  denied: 'Abgelehnt',
  all: 'Alle',
  everyFeature: 'Alle Funktionen',
  filterLabel: 'Welche Anfragen',
  featureLabel: 'Funktion',
  heading: 'Anfragen',
  empty: 'Noch keine Anfragen. Wer eine Funktion nutzen will, steht hier.',
  emptyFiltered: 'Noch keine Anfragen dieser Art.',
  held: (count) => `${count} neu`,
  paused: 'Angehalten, solange du hinsiehst',
  live: 'Live',
  somebody: 'Jemand',
  onPlatform: (platform) => `auf ${platform}`,
};

export const decisionTexts: InEachLanguage<typeof en> = { en, de };
