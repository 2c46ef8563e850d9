import type { programTexts as en } from '../en/settings-program.ts';

export const programTexts: typeof en = {
  heading: 'Rolecall selbst',
  versions: (version, node) => `Version ${version}, mit Node ${node}.`,
  autostart: 'Mit diesem PC starten',
  autostartHint: 'Wenn du dich anmeldest, ohne Fenster.',
  autostartOn: 'Rolecall startet, wenn du dich anmeldest.',
  autostartOff: 'Rolecall startet nicht mehr von selbst.',
  log: 'Das Protokoll',
  logText:
    'Was geschehen ist, das Neueste zuletzt. Es enthält Namen von Zuschauern: zeige es nur, wem du vertraust.',
  show: 'Protokoll zeigen',
  again: 'Noch einmal lesen',
  quit: 'Rolecall beenden',
  quitText:
    'TTS ist dann für niemanden, und OBS und Streamer.bot bekommen keine Antwort, bis es wieder gestartet ist.',
  quitHeading: 'Rolecall beenden?',
  quitYes: 'Beenden',
  quitNo: 'Weiter',
  quitDone: 'Rolecall ist beendet. Starte es wieder, wie du es sonst tust.',
};
