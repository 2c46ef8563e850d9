import type { tierTexts as en } from '../en/tiers.ts';

export const tierTexts: typeof en = {
  '1000': 'Nível 1',
  '2000': 'Nível 2',
  '3000': 'Nível 3',
};
