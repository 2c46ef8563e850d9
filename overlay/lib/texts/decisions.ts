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
  empty: 'Nothing yet. Whoever asks to use a feature shows up here.',
  emptyFiltered: 'Nothing of this kind yet.',
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
  empty: 'Noch nichts. Wer eine Funktion nutzen will, erscheint hier.',
  emptyFiltered: 'Von dieser Art noch nichts.',
  held: (count) => `${count} neu`,
  paused: 'Angehalten, solange du hinsiehst',
  live: 'Live',
  somebody: 'Jemand',
  onPlatform: (platform) => `auf ${platform}`,
};

export const decisionTexts: InEachLanguage<typeof en> = { en, de };
