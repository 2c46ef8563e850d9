import type { spanTexts as en } from '../en/spans.ts';

export const spanTexts: typeof en = {
  now: 'jetzt',
  minutes: (n) => `${n} Min.`,
  hours: (n) => `${n} Std.`,
  days: (n) => `${n} T.`,
};
