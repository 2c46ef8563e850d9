import type { spanTexts as en } from '../en/spans.ts';

export const spanTexts: typeof en = {
  now: 'agora',
  minutes: (n) => `${n} min`,
  hours: (n) => `${n} h`,
  days: (n) => `${n} d`,
};
