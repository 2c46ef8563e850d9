import type { tierTexts as en } from '../en/tiers.ts';

export const tierTexts: typeof en = { '1000': 'Stufe 1', '2000': 'Stufe 2', '3000': 'Stufe 3' };
