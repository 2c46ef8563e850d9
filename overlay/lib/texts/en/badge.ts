import type { ViewState } from '../../state/view-state.ts';

/** The badge: short words for viewers who do not know Rolecall. */
export const badgeTexts = {
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
    away: 'closed',
  } as Readonly<Partial<Record<ViewState, string>>>,
};
