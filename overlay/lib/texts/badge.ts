import type { ViewState } from '../state/view-state.ts';
import type { InEachLanguage } from './language.ts';

/** The badge: short words for viewers who do not know Rolecall. */
const en = {
  off: 'off',
  everyone: 'everyone',
  kinds: { subscribers: 'subs', vips: 'VIPs', moderators: 'mods' },
  subsFrom: (tier: number) => `subs tier ${tier}+`,
  followers: 'followers',
  invited: 'invited',
  /** Instead of who may speak. */
  wrong: {
    stale: 'old list',
    partial: 'partly old list',
    failed: 'no new list',
    disconnected: 'no Twitch',
    away: 'away',
  } as Readonly<Partial<Record<ViewState, string>>>,
};

const de: typeof en = {
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
    away: 'weg',
  },
};

export const badgeTexts: InEachLanguage<typeof en> = { en, de };
