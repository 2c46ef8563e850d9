import type { badgeTexts as en } from '../en/badge.ts';

export const badgeTexts: typeof en = {
  off: 'aus',
  everyone: 'alle',
  kinds: { subscribers: 'Abos', vips: 'VIPs', moderators: 'Mods' },
  subsFrom: (tier) => `Abos ab Stufe ${tier}`,
  followers: 'Follower',
  invited: 'Eingeladene',
  wrong: {
    stale: 'alte Liste',
    partial: 'Liste teils alt',
    failed: 'keine neue Liste',
    disconnected: 'kein Twitch',
    away: 'geschlossen',
  },
};
