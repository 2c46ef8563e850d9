import type { dataTexts as en } from '../en/settings-data.ts';

export const dataTexts: typeof en = {
  lead: 'Alles bleibt auf deinem PC. Du kannst es exportieren, eine Sicherung zurückholen oder die Zuschauer löschen.',
  export: 'Exportieren',
  exportText:
    'Kein Passwort und keine Anmeldung steht je in diesen Dateien, aber die Namen deiner Zuschauer: behandle sie vertraulich.',
  json: 'Sicherung (JSON)',
  jsonHint:
    'Einstellungen, Regeln, Texte, Belohnungen, Stummschaltungen, gegebene Minuten und der ganze Verlauf.',
  csv: 'Tabelle (CSV)',
  csvHint: 'Für Excel oder LibreOffice: wer welche Rolle von wann bis wann hatte, und alles von Hand.',
  exported: (name) => `Dein Browser speichert ${name}.`,
  import: 'Eine Sicherung zurückholen',
  importText:
    'In ein frisches Rolecall, bevor dort etwas geändert oder verbunden wurde. Übernommen wird alles oder nichts. Rollen kommen wieder von Twitch.',
  choose: 'Sicherungsdatei wählen',
  drop: 'oder hier hineinziehen',
  importing: 'Übernehme sie …',
  notAnExport: 'Das ist keine Sicherung von Rolecall. Wähle eine Datei namens rolecall-….json.',
  importedShort: 'Die Sicherung ist übernommen.',
  imported: 'Übernommen',
  settings: 'Einstellungen',
  policy: 'Regeln',
  rewards: (n) => `Belohnungen: ${n}`,
  overrides: (n) => `Von Hand erlaubt oder stumm: ${n}`,
  grants: (n) => `Zuschauer mit restlicher Zeit: ${n}`,
  skipped: (n, what, why) => `Ausgelassen: ${n} ${what}. ${why}`,
  what: { overrides: 'von Hand', grants: 'gegebene Zeiten', roles: 'Rollen' },
  nextConnect: 'Jetzt Twitch verbinden',
  delete: 'Alle Zuschauer löschen',
  deleteShown:
    'Alle Rollen mit ihrem Verlauf und alles, was erlaubt, stummgeschaltet oder an Zeit gegeben wurde. Einstellungen und Regeln bleiben. Was Twitch noch aufführt, kommt mit dem nächsten Sync wieder; trenne sonst zuerst Twitch.',
  deleteButton: 'Alle Zuschauer löschen …',
  deleteHeading: 'Alle Zuschauer für immer löschen?',
  deleteText: 'Das lässt sich nicht rückgängig machen. Tippe diese Wörter, um fortzufahren:',
  deleteWords: 'alles löschen',
  deleteYes: 'Alle Zuschauer löschen',
  deleteNo: 'Alles behalten',
  deleted: (n) => `Gelöscht: ${n} Zuschauer mit ihrem Verlauf.`,
};
