import type { filterTexts as en } from '../en/filters.ts';

export const filterTexts: typeof en = {
  all: 'Toutes',
  everyFeature: 'Toutes les fonctions',
  filterLabel: 'Afficher',
  featureLabel: 'Fonction',
};
