import type { tierTexts as en } from '../en/tiers.ts';

export const tierTexts: typeof en = {
  '1000': 'Niveau 1',
  '2000': 'Niveau 2',
  '3000': 'Niveau 3',
};
