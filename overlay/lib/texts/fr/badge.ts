import type { badgeTexts as en } from '../en/badge.ts';

export const badgeTexts: typeof en = {
  off: 'coupé',
  everyone: 'tout le monde',
  kinds: {
    subscribers: 'abonnés',
    vips: 'VIP',
    moderators: 'modos',
  },
  subsFrom: (tier) => `abonnés niveau ${tier}+`,
  followers: 'followers',
  invited: 'invités',
  wrong: {
    stale: 'vieille liste',
    partial: 'liste en partie vieille',
    failed: 'pas de nouvelle liste',
    disconnected: 'sans Twitch',
    away: 'fermé',
  },
};
