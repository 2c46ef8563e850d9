import type { cardTexts as en } from '../en/badge-cards.ts';

export const cardTexts: typeof en = {
  why: {
    broadcaster: 'En directo',
    override_allow: 'Con permiso',
    grant: 'Tiene tiempo',
    everyone: 'Espectador',
    subscriber: 'Sub',
    vip: 'VIP',
    moderator: 'Mod',
    member: 'Miembro',
    follower: 'Seguidor',
    cooldown: 'Espera un poco',
  },
  denied: 'Ahora no',
};
