import type { filterTexts as en } from '../en/filters.ts';

export const filterTexts: typeof en = {
  all: 'Todos',
  everyFeature: 'Todas as funções',
  filterLabel: 'Mostrar',
  featureLabel: 'Função',
};
