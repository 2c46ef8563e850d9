import type { lateTexts as en } from '../en/late.ts';

export const lateTexts: typeof en = {
  kind: {
    subscribers: 'suscriptores',
    vips: 'VIP',
    moderators: 'mods',
  },
  some: (kinds) => `Los nuevos ${kinds} aparecen con la próxima sincronización.`,
  all: 'Los cambios aparecen con la próxima sincronización.',
};
