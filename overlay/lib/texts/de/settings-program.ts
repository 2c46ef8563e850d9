import type { programTexts as en } from '../en/settings-program.ts';

export const programTexts: typeof en = {
  heading: 'Rolecall selbst',
  versions: (version, node) => `Version ${version}, mit Node ${node}.`,
  autostart: 'Mit diesem PC starten',
  autostartHint: 'Wenn du dich anmeldest, ohne Fenster.',
  autostartOn: 'Rolecall startet, wenn du dich anmeldest.',
  autostartOff: 'Rolecall startet nicht mehr von selbst.',
  updates: 'Sagen, wenn es eine neuere Version gibt',
  updatesHint: (site) =>
    `Rolecall sieht dann einmal am Tag bei ${site} nach. Es sendet nichts über dich und lädt nichts herunter.`,
  noReleases: 'Niemand hat genannt, wo es neuere Versionen hiervon gibt. Sieh nach, wo du es herhast.',
  newest: 'Das ist die neueste Version.',
  notAsked: 'Die Seite war nicht erreichbar. Rolecall versucht es morgen wieder.',
  newer: (version) => `Version ${version} ist da`,
  newerHow:
    'Lade sie herunter, beende Rolecall, lege den neuen Ordner an die Stelle des alten und starte es. Deine Daten bleiben.',
  newerPage: 'Die Seite öffnen',
  log: 'Das Protokoll',
  logText:
    'Was geschehen ist, das Neueste zuletzt. Es enthält Namen von Zuschauern: zeige es nur, wem du vertraust.',
  show: 'Protokoll zeigen',
  again: 'Noch einmal lesen',
  quit: 'Rolecall beenden',
  quitText:
    'Dann kann niemand TTS benutzen, und OBS und Streamer.bot bekommen keine Antwort, bis es wieder gestartet ist.',
  quitHeading: 'Rolecall beenden?',
  quitYes: 'Beenden',
  quitNo: 'Weiter',
  quitDone: 'Rolecall ist beendet. Starte es wieder, wie du es sonst tust.',
};
