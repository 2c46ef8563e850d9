import type { badgeTexts as en } from '../en/badge.ts';

export const badgeTexts: typeof en = {
  off: 'desactivado',
  everyone: 'todos',
  kinds: {
    subscribers: 'subs',
    vips: 'VIP',
    moderators: 'mods',
  },
  subsFrom: (tier) => `subs nivel ${tier}+`,
  followers: 'seguidores',
  invited: 'invitados',
  wrong: {
    stale: 'lista antigua',
    partial: 'lista en parte antigua',
    failed: 'sin lista nueva',
    disconnected: 'sin Twitch',
    away: 'cerrado',
  },
};
