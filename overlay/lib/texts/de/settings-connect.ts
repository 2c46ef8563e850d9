import type { settingsConnectTexts as en } from '../en/settings-connect.ts';

export const settingsConnectTexts: typeof en = {
  lead: 'Rolecall liest direkt bei Twitch, wer dich abonniert, wer VIP ist und wer moderiert. Dein Passwort sieht es nie, und die Listen bleiben auf diesem PC.',
  connectedText: (login) => `twitch.tv/${login} · die Listen werden aktuell gehalten.`,
  lost: 'Twitch hat die Anmeldung beendet',
  lostText: 'Verbinde unten neu. Bis dahin gelten die letzten bekannten Listen.',
  permissions: 'Was Rolecall sehen darf',
  permissionsText: 'Rolecall fragt nur nach dem, was eingeschaltet ist.',
  neededFor: 'Wofür',
  state: 'Stand',
  has: 'Erlaubt',
  lacks: 'Fehlt',
  notNeeded: 'Nicht nötig',
  scopes: {
    'channel:read:subscriptions': 'Deine Abonnenten lesen: immer nötig',
    'channel:read:vips': 'Deine VIPs lesen: immer nötig',
    'moderation:read': 'Deine Moderatoren lesen, und wer gebannt ist: immer nötig',
    'moderator:read:followers': 'Nur für die Regel „Follower seit so vielen Tagen“',
    'channel:moderate': 'Nur für „Gebannte und Zuschauer im Timeout ablehnen“',
    'channel:manage:redemptions':
      'Nur für Kanalpunkte: Belohnungen anlegen, vom Einlösen erfahren, Punkte zurückgeben',
  },
  otherScope: 'Früher erlaubt; Rolecall benutzt es nicht',
  notPublic:
    'Twitch erneuert die Anmeldung nur für eine Anwendung vom Typ „Public“, und nur, solange es sie gibt. Drücke auf dev.twitch.tv/console „Manage“ neben deiner, stelle den Client-Typ auf „Public“, speichere, und verbinde neu.',
  missing: 'Bei Twitch noch nicht erlaubt',
  cancel: 'Abbrechen',
  disconnect: 'Trennen',
  disconnectText:
    'Rolecall löscht die Anmeldung, auch bei Twitch. Deine Einstellungen bleiben in beiden Fällen.',
  disconnectKeep: 'Trennen, Listen behalten',
  disconnectDelete: 'Trennen und alle Zuschauer löschen',
  keep: 'Verbunden bleiben',
  askDisconnect: {
    heading: 'Twitch trennen?',
    text: 'Die letzten bekannten Listen gelten weiter, aber Änderungen werden nicht mehr bemerkt.',
    yes: 'Trennen',
  },
  askDelete: {
    heading: 'Trennen und alle Zuschauer löschen?',
    text: 'Alle Rollen mit ihrem ganzen Verlauf und alles, was du von Hand erlaubt, stummgeschaltet oder an Zeit gegeben hast, wird gelöscht. Das lässt sich nicht rückgängig machen. Deine Einstellungen bleiben.',
    yes: 'Alle Zuschauer löschen',
  },
  disconnected: 'Getrennt. Die letzten bekannten Listen gelten weiter.',
  deleted: 'Getrennt, und alle Zuschauer sind gelöscht.',
  next: 'Und jetzt?',
  nextDock: 'Dock und Badge in OBS einsetzen',
  nextAccess: 'Festlegen, wer Text-to-Speech benutzen darf',
  nextTools: 'Streamer.bot oder ein anderes Programm fragen lassen',
  demo: 'Erst einmal umsehen?',
  demoText:
    'Die Demo zeigt alles mit einem erfundenen Kanal; nichts wird behalten, und deine eigenen Einstellungen bleiben unberührt. Sie öffnet sich in einem eigenen Tab und endet zusammen mit Rolecall.',
  inDemo:
    'In der Demo gibt es nichts zu verbinden: der erfundene Kanal ist schon verbunden. Trennen und Verbinden gehen auch hier, mit einem erfundenen Twitch.',
};
