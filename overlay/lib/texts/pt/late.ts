import type { lateTexts as en } from '../en/late.ts';

export const lateTexts: typeof en = {
  kind: {
    subscribers: 'inscritos',
    vips: 'VIPs',
    moderators: 'mods',
  },
  some: (kinds) => `Novos ${kinds} aparecem com a próxima sincronização.`,
  all: 'As mudanças aparecem com a próxima sincronização.',
};
