import type { InEachLanguage } from './language.ts';

/** What all sections of the settings page share; each section has a file of its own. */
const en = {
  title: 'Settings',
  section: {
    connect: 'Connect Twitch',
    access: 'Who may use it',
    points: 'Channel points',
    texts: 'Texts',
    sync: 'Sync and limits',
    badge: 'Badge',
    integrations: 'Integrations',
    computers: 'Other PCs and tokens',
    data: 'Your data',
    help: 'Help',
  },
  nav: 'Sections',
  dock: 'Open the dock',
  demo: 'Demo',
  demoNotice:
    'This is the demo: a made-up channel to play with. Nothing here is real, and nothing is kept. Everything you press works.',
  demoLeave:
    'To leave it, close this page. If you started the demo yourself with “--demo”, press Ctrl+C in its window too.',
  away: 'Rolecall is not running at the moment. You see the last known settings, and nothing can be saved. The page reconnects by itself.',
  incomplete: 'A part of this page could not be loaded. Load the page again.',
  connecting: 'Connecting to Rolecall on this computer…',
  forbidden:
    'This page was opened with a token that may not change settings. Open it on the computer that Rolecall runs on, or with a token for full access.',
  saved: 'Saved.',
  savedMark: 'Saved',
  saving: 'Saving…',
  undo: 'Undo',
  undoHint: 'Undo (Ctrl+Z)',
  undone: 'Undone. Everything is as it was before.',
  close: 'Close',
  notSavedAway: 'Not saved: Rolecall did not answer. Try again when it is back.',
  dirty: 'Not saved yet',
  save: 'Save',
  range: (min: string, max: string) => `Choose a whole number from ${min} to ${max}.`,
  required: 'This field cannot be empty.',
  effect: (gained: number, lost: number) => {
    if (gained > 0 && lost > 0) return `${viewers(gained, 'gain')} access, ${viewers(lost, 'lose')} it.`;
    if (gained > 0) return `${viewers(gained, 'gain')} access.`;
    return lost > 0 ? `${viewers(lost, 'lose')} access.` : 'Nobody on your lists gains or loses access.';
  },
  who: 'Show who',
  gains: 'Gain access',
  losses: 'Lose access',
  andMore: (n: number) => `and ${n} more`,
  inBrowser: 'OBS cannot save files: open this address in your browser.',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Press Ctrl+C to copy',
};

function viewers(n: number, verb: string): string {
  return n === 1 ? `1 viewer ${verb}s` : `${n.toLocaleString('en')} viewers ${verb}`;
}

const de: typeof en = {
  title: 'Einstellungen',
  section: {
    connect: 'Twitch verbinden',
    access: 'Wer darf',
    points: 'Kanalpunkte',
    texts: 'Texte',
    sync: 'Abgleich und Grenzen',
    badge: 'Badge',
    integrations: 'Andere Programme',
    computers: 'Andere PCs und Tokens',
    data: 'Deine Daten',
    help: 'Hilfe',
  },
  nav: 'Abschnitte',
  dock: 'Dock öffnen',
  demo: 'Demo',
  demoNotice:
    'Das ist die Demo: ein erfundener Kanal zum Ausprobieren. Nichts hier ist echt, und nichts wird behalten. Alles, was du drückst, funktioniert.',
  demoLeave:
    'Zum Verlassen schließe diese Seite. Hast du die Demo selbst mit „--demo“ gestartet, drücke auch Strg+C in ihrem Fenster.',
  away: 'Rolecall läuft gerade nicht. Du siehst den letzten Stand; speichern geht nicht. Die Seite verbindet sich von selbst neu.',
  incomplete: 'Ein Teil dieser Seite ließ sich nicht laden. Lade die Seite neu.',
  connecting: 'Verbinde mit Rolecall auf diesem Computer …',
  forbidden:
    'Diese Seite wurde mit einem Token geöffnet, das keine Einstellungen ändern darf. Öffne sie auf dem Computer, auf dem Rolecall läuft, oder mit einem Token der Stufe „alles“.',
  saved: 'Gespeichert.',
  savedMark: 'Gespeichert',
  saving: 'Speichere …',
  undo: 'Rückgängig',
  undoHint: 'Rückgängig (Strg+Z)',
  undone: 'Rückgängig gemacht. Alles ist wie vorher.',
  close: 'Schließen',
  notSavedAway:
    'Nicht gespeichert: Rolecall hat nicht geantwortet. Versuche es noch einmal, wenn es wieder da ist.',
  dirty: 'Noch nicht gespeichert',
  save: 'Speichern',
  range: (min, max) => `Wähle eine ganze Zahl von ${min} bis ${max}.`,
  required: 'Dieses Feld darf nicht leer sein.',
  effect: (gained, lost) => {
    const words = [
      ...(gained > 0 ? [`${zuschauer(gained)} jetzt`] : []),
      ...(lost > 0 ? [`${zuschauer(lost)} nicht mehr`] : []),
    ];
    return words.length > 0 ? `${words.join(', ')}.` : 'Für niemanden auf deinen Listen ändert sich etwas.';
  },
  who: 'Zeigen, wer',
  gains: 'Dürfen jetzt',
  losses: 'Dürfen nicht mehr',
  andMore: (n) => `und ${n} weitere`,
  inBrowser: 'OBS kann keine Dateien speichern: Öffne diese Adresse in deinem Browser.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyFailed: 'Zum Kopieren Strg+C drücken',
};

function zuschauer(n: number): string {
  return n === 1 ? '1 Zuschauer darf' : `${n.toLocaleString('de')} Zuschauer dürfen`;
}

export const settingsTexts: InEachLanguage<typeof en> = { en, de };
