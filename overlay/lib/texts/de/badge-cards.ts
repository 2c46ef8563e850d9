import type { cardTexts as en } from '../en/badge-cards.ts';

export const cardTexts: typeof en = {
  why: {
    broadcaster: 'Streamer',
    override_allow: 'Gast',
    grant: 'Hat Zeit',
    everyone: 'Zuschauer',
    subscriber: 'Abo',
    vip: 'VIP',
    moderator: 'Mod',
    member: 'Mitglied',
    follower: 'Folgt',
    cooldown: 'Bitte warten',
  },
  denied: 'Gerade nicht',
};
