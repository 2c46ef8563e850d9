import type { InEachLanguage } from './language.ts';

/** The badge: short words for viewers who do not know Rolecall. */
const en = {
  badgeState: {
    fresh: 'Fresh',
    syncing: 'Syncing',
    stale: 'Stale',
    partial: 'Partial',
    failed: 'Failed',
    disconnected: 'Offline',
    away: 'Away',
  },
  badgeLabel: 'Role sync',
  badgeKind: { subscribers: 'Subscribers', vips: 'VIPs', moderators: 'Moderators' },
};

const de: typeof en = {
  badgeState: {
    fresh: 'Aktuell',
    syncing: 'Abgleich',
    stale: 'Veraltet',
    partial: 'Teilweise',
    failed: 'Fehler',
    disconnected: 'Getrennt',
    away: 'Weg',
  },
  badgeLabel: 'Rollenabgleich',
  badgeKind: { subscribers: 'Abos', vips: 'VIPs', moderators: 'Mods' },
};

export const badgeTexts: InEachLanguage<typeof en> = { en, de };
