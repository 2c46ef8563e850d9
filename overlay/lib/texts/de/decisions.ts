import type { decisionTexts as en } from '../en/decisions.ts';

export const decisionTexts: typeof en = {
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
