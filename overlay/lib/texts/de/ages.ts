import type { ageTexts as en } from '../en/ages.ts';
import { plural } from '../language.ts';

export const ageTexts: typeof en = {
  justNow: 'gerade eben',
  ago: (amount) => `vor ${amount}`,
  inTime: (amount) => `in ${amount}`,
  seconds: (n) => `${n} s`,
  days: (n) => plural(n, { one: '1 Tag', other: `${n} Tagen` }),
};
