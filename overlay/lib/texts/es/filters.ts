import type { filterTexts as en } from '../en/filters.ts';

export const filterTexts: typeof en = {
  all: 'Todas',
  everyFeature: 'Todas las funciones',
  filterLabel: 'Mostrar',
  featureLabel: 'Función',
};
