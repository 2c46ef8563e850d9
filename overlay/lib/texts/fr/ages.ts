import type { ageTexts as en } from '../en/ages.ts';
import { plural } from '../language.ts';

export const ageTexts: typeof en = {
  justNow: 'à l’instant',
  ago: (amount) => `il y a ${amount}`,
  inTime: (amount) => `dans ${amount}`,
  seconds: (n) => `${n} s`,
  days: (n) => plural(n, { one: `${n} jour`, other: `${n} jours` }),
};
