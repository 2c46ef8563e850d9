import type { tierTexts as en } from '../en/tiers.ts';

export const tierTexts: typeof en = {
  '1000': 'Nivel 1',
  '2000': 'Nivel 2',
  '3000': 'Nivel 3',
};
