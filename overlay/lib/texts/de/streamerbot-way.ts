import type { streamerbotWayTexts as en } from '../en/streamerbot-way.ts';

export const streamerbotWayTexts: typeof en = {
  question: 'Wie soll Rolecall bei Twitch fragen?',
  with: 'Ich benutze Streamer.bot',
  withHint: 'Eine Datei importieren, einen Knopf drücken, fertig. Streamer.bot behält seine Anmeldung.',
  without: 'Ich benutze es nicht',
  withoutHint: 'Mit einer eigenen Anmeldung von Rolecall. Die kann mehr und dauert ein paar Minuten.',
  import: 'Importieren und verbinden',
  download: 'rolecall.sb herunterladen',
  importText:
    'Drücke in Streamer.bot „Import“, ziehe die Datei auf das Feld „Import String“ und drücke dort „Import“. Streamer.bot muss bei Twitch als dein Kanal angemeldet sein, und sein WebSocket-Server muss laufen: das tut er von selbst.',
  connectText: 'Dann drücke hier:',
  connect: 'Verbinden',
  connecting: 'Frage Streamer.bot …',
  isStillThere: 'Die bisherige Anmeldung endet. Alle Daten bleiben.',
  connected: 'Verbunden über Streamer.bot.',
  through: (login) => `twitch.tv/${login} · über Streamer.bot, dessen Token dort bleibt`,
  limits: 'Was dieser Weg kann',
  limitsText:
    'Neue VIPs und Moderatoren erscheinen sofort. Streamer.bot sagt nicht, wann ein Abo endet: das zeigt sich beim nächsten Sync. Belohnungen, das Zurückgeben von Punkten, Banns und die Regel für Follower brauchen eine eigene Anmeldung von Rolecall.',
  change: 'Mit einer eigenen Anmeldung verbinden',
  changeBack: 'Stattdessen über Streamer.bot verbinden',
  keep: 'Alle Daten bleiben.',
};
