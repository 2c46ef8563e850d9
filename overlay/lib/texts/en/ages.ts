import { plural } from '../language.ts';

/** Ages and waits in sentences. */
export const ageTexts = {
  justNow: 'just now',
  ago: (amount: string) => `${amount} ago`,
  inTime: (amount: string) => `in ${amount}`,
  seconds: (n: number) => `${n} s`,
  days: (n: number) => plural(n, { one: '1 day', other: `${n} days` }),
};
