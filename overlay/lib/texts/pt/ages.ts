import type { ageTexts as en } from '../en/ages.ts';
import { plural } from '../language.ts';

export const ageTexts: typeof en = {
  justNow: 'agora mesmo',
  ago: (amount) => `há ${amount}`,
  inTime: (amount) => `em ${amount}`,
  seconds: (n) => `${n} s`,
  days: (n) => plural(n, { one: '1 dia', other: `${n} dias` }),
};
