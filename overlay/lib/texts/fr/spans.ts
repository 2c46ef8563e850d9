import type { spanTexts as en } from '../en/spans.ts';

export const spanTexts: typeof en = {
  now: 'maintenant',
  minutes: (n) => `${n} min`,
  hours: (n) => `${n} h`,
  days: (n) => `${n} j`,
};
