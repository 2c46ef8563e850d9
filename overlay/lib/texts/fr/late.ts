import type { lateTexts as en } from '../en/late.ts';

export const lateTexts: typeof en = {
  kind: {
    subscribers: 'abonnés',
    vips: 'VIP',
    moderators: 'modos',
  },
  some: (kinds) => `Les nouveaux ${kinds} apparaissent à la prochaine synchro.`,
  all: 'Les changements apparaissent à la prochaine synchro.',
};
