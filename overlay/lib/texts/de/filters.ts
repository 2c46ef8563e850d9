import type { filterTexts as en } from '../en/filters.ts';

export const filterTexts: typeof en = {
  all: 'Alle',
  everyFeature: 'Alle Funktionen',
  filterLabel: 'Zeigen',
  featureLabel: 'Funktion',
};
