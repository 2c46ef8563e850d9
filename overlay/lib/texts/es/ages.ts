import type { ageTexts as en } from '../en/ages.ts';
import { plural } from '../language.ts';

export const ageTexts: typeof en = {
  justNow: 'ahora mismo',
  ago: (amount) => `hace ${amount}`,
  inTime: (amount) => `en ${amount}`,
  seconds: (n) => `${n} s`,
  days: (n) => plural(n, { one: '1 día', other: `${n} días` }),
};
