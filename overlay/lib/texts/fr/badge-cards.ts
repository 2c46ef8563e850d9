import type { cardTexts as en } from '../en/badge-cards.ts';

export const cardTexts: typeof en = {
  why: {
    broadcaster: 'En live',
    override_allow: 'Autorisé',
    grant: 'A du temps',
    everyone: 'Viewer',
    subscriber: 'Abonné',
    vip: 'VIP',
    moderator: 'Modo',
    member: 'Membre',
    follower: 'Suit la chaîne',
    cooldown: 'Attends un peu',
  },
  denied: 'Pas maintenant',
};
