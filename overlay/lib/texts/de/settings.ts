import type { settingsTexts as en } from '../en/settings.ts';
import { plural } from '../language.ts';

export const settingsTexts: typeof en = {
  title: 'Einstellungen',
  section: {
    home: 'Start',
    connect: 'Twitch verbinden',
    access: 'Wer darf',
    points: 'Kanalpunkte',
    texts: 'Texte',
    sync: 'Sync und Grenzen',
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
    'Zum Verlassen schließe diese Seite. Hast du die Demo selbst mit „--demo“ gestartet, beende sie auch: in ihren Einstellungen unter Hilfe.',
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
  gain: (n, count) =>
    plural(n, { one: '1 Zuschauer darf jetzt.', other: `${count} Zuschauer dürfen jetzt.` }),
  lose: (n, count) =>
    plural(n, { one: '1 Zuschauer darf nicht mehr.', other: `${count} Zuschauer dürfen nicht mehr.` }),
  noEffect: 'Für niemanden auf deinen Listen ändert sich etwas.',
  who: 'Zeigen, wer',
  gains: 'Dürfen jetzt',
  losses: 'Dürfen nicht mehr',
  andMore: (n) => `und ${n} weitere`,
  inBrowser: 'OBS kann keine Dateien speichern: Öffne diese Adresse in deinem Browser.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyFailed: 'Zum Kopieren Strg+C drücken',
};
