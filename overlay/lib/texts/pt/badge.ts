import type { badgeTexts as en } from '../en/badge.ts';

export const badgeTexts: typeof en = {
  off: 'desligado',
  everyone: 'todos',
  kinds: {
    subscribers: 'subs',
    vips: 'VIPs',
    moderators: 'mods',
  },
  subsFrom: (tier) => `subs nível ${tier}+`,
  followers: 'seguidores',
  invited: 'convidados',
  wrong: {
    stale: 'lista antiga',
    partial: 'lista em parte antiga',
    failed: 'sem lista nova',
    disconnected: 'sem Twitch',
    away: 'fechado',
  },
};
