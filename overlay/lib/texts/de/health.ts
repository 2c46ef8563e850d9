import type { healthTexts as en } from '../en/health.ts';

export const healthTexts: typeof en = {
  why: {
    missing_scope: 'Twitch wurde nicht um Erlaubnis gebeten',
    login_expired: 'der Login bei Twitch ist beendet',
    wrong_account: 'ein anderes Konto ist angemeldet',
    forbidden: 'Twitch erlaubt es diesem Konto nicht',
    rate_limited: 'Twitch will eine Pause',
    twitch_unavailable: 'Twitch hat selbst eine Störung',
    network: 'Twitch ist nicht erreichbar',
    timeout: 'Twitch antwortet nicht',
    bad_answer: 'Twitch hat Unsinn geschickt',
    paging_loop: 'Twitch schickt immer wieder dieselbe Seite',
    not_saved: 'es lässt sich auf diesem Computer nicht speichern',
    not_connected: 'Twitch ist nicht verbunden',
    cancelled: 'es wurde angehalten',
    internal: 'in Rolecall ging etwas schief',
  },
  needs: {
    'channel:read:subscriptions': 'deine Abonnenten lesen',
    'channel:read:vips': 'deine VIPs lesen',
    'channel:manage:vips': 'deine VIPs lesen',
    'moderation:read': 'deine Moderatoren lesen',
    'channel:manage:moderators': 'deine Moderatoren lesen',
    'moderator:read:followers': 'die Regel für Follower',
    'moderator:manage:banned_users': 'Gebannte abweisen',
    'channel:moderate': 'Gebannte abweisen',
    'channel:manage:redemptions': 'deine Kanalpunkte',
  },
  unread: (kinds, why) => `${kinds} ließen sich nicht lesen: ${why}.`,
  noneRead: (why) => `Keine Liste ließ sich lesen: ${why}.`,
  inUse: (age) =>
    age === null
      ? 'Bis dahin kommt niemand wegen einer Rolle hinein.'
      : `Es gelten die Listen, wie sie ${age} waren.`,
  trying: (inTime) => `Rolecall versucht es ${inTime} wieder.`,
  old: (age) => `Deine Listen sind alt: zuletzt ${age} gelesen.`,
  neverRead: 'Deine Listen wurden nie gelesen.',
  missed: 'Vielleicht fehlen Änderungen. Rolecall sieht gleich nach.',
  loginEnded: 'Der Login bei Twitch ist beendet.',
  notConnected: 'Twitch ist nicht verbunden.',
  waiting: 'Rolecall wartet auf dich bei Twitch.',
  notAllowed: (what) => `Twitch wurde nicht um die Erlaubnis gebeten: ${what}.`,
  closed:
    'Starte es wieder: Rolecall.cmd in seinem Ordner, oder npm start. Diese Seite macht von selbst weiter.',
  closedSince: (age) => `Du siehst, was ${age} bekannt war.`,
  tryAgain: 'Nochmal versuchen',
  syncNow: 'Sync starten',
  connect: 'Twitch verbinden',
  connectAgain: 'Neu verbinden',
  allow: 'Bei Twitch erlauben',
  showCode: 'Code anzeigen',
};
