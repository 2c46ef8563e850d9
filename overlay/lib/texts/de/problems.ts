import type { problemTexts as en } from '../en/problems.ts';

export const problemTexts: typeof en = {
  says: (why) => `Das hat nicht geklappt: ${why}.`,
  fix: {
    connect: 'Verbinde Twitch neu.',
    account: 'Verbinde Twitch mit dem Konto des Kanals.',
    wait: 'Nichts zu tun: Rolecall versucht es von selbst wieder.',
    again: 'Versuche es noch einmal.',
    disk: 'Schaffe Platz auf dem Datenträger und versuche es noch einmal.',
    streamerbot: 'Starte Streamer.bot und sieh nach, ob sein WebSocket-Server läuft.',
    setUp: 'Die Einstellungen zeigen unter „Twitch verbinden“, wie.',
    log: 'Sein Protokoll sagt mehr.',
  },
  clientId:
    'Twitch nimmt diese Client-ID nicht an. Kopiere sie noch einmal von dev.twitch.tv/console, sieh nach, ob der Client-Typ „Public“ ist, und verbinde dann neu.',
  notStarted:
    'Twitch hat keine Anmeldung begonnen. Prüfe die Client-ID (Typ „Public“) und die Internetverbindung, und versuche es noch einmal.',
};
