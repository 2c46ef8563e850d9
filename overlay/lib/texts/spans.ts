import type { InEachLanguage } from './language.ts';

/** Short spans of time. */
const en = {
  now: 'now',
  minutes: (n: number) => `${n} min`,
  hours: (n: number) => `${n} h`,
  days: (n: number) => `${n} d`,
};

const de: typeof en = {
  now: 'jetzt',
  minutes: (n) => `${n} Min.`,
  hours: (n) => `${n} Std.`,
  days: (n) => `${n} T.`,
};

export const spanTexts: InEachLanguage<typeof en> = { en, de };
