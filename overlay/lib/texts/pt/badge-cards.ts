import type { cardTexts as en } from '../en/badge-cards.ts';

export const cardTexts: typeof en = {
  why: {
    broadcaster: 'Ao vivo',
    override_allow: 'Liberado',
    grant: 'Tem tempo',
    everyone: 'Espectador',
    subscriber: 'Sub',
    vip: 'VIP',
    moderator: 'Mod',
    member: 'Membro',
    follower: 'Seguidor',
    cooldown: 'Espere um pouco',
  },
  denied: 'Agora não',
};
