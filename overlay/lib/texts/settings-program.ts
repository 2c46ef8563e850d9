import type { InEachLanguage } from './language.ts';

const en = {
  heading: 'Rolecall itself',
  versions: (version: string, node: string) => `Version ${version}, with Node ${node}.`,
  autostart: 'Start with this PC',
  autostartHint: 'When you log in, without a window.',
  autostartOn: 'Rolecall starts when you log in.',
  autostartOff: 'Rolecall does not start by itself any more.',
  log: 'The log',
  logText: 'What happened, newest last. It holds names of viewers: show it to nobody you do not trust.',
  show: 'Show the log',
  again: 'Read it again',
  quit: 'Quit Rolecall',
  quitText: 'TTS is for nobody then, and OBS and Streamer.bot get no answer until it is started again.',
  quitHeading: 'Quit Rolecall?',
  quitYes: 'Quit',
  quitNo: 'Go on',
  quitDone: 'Rolecall is closed. Start it again as you did before.',
};

const de: typeof en = {
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

export const programTexts: InEachLanguage<typeof en> = { en, de };
