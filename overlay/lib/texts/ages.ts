import type { InEachLanguage } from './language.ts';

/** Ages and waits in sentences. */
const en = {
  justNow: 'just now',
  ago: (amount: string) => `${amount} ago`,
  inTime: (amount: string) => `in ${amount}`,
  seconds: (n: number) => `${n} s`,
  days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
};

const de: typeof en = {
  justNow: 'gerade eben',
  ago: (amount) => `vor ${amount}`,
  inTime: (amount) => `in ${amount}`,
  seconds: (n) => `${n} s`,
  days: (n) => (n === 1 ? '1 Tag' : `${n} Tagen`),
};

export const ageTexts: InEachLanguage<typeof en> = { en, de };
