import type { InEachLanguage } from './language.ts';

const en = {
  lead: 'Everything stays on your PC. You can export it, restore a backup, or delete the viewers.',
  export: 'Export',
  exportText:
    'These files contain no password and no login, but the names of your viewers: keep them private.',
  json: 'Backup (JSON)',
  jsonHint: 'Settings, rules, texts, rewards, mutes, given minutes and the whole history.',
  csv: 'Table (CSV)',
  csvHint: 'For Excel or LibreOffice: who had which role from when until when, and everything done by hand.',
  exported: (name: string) => `Your browser saves ${name}.`,
  import: 'Restore a backup',
  importText:
    'Into a new Rolecall, before anything is changed or connected there. All of it is imported, or nothing. Roles are read from Twitch again.',
  choose: 'Choose the backup file',
  drop: 'or drop it here',
  importing: 'Importing…',
  notAnExport: 'This is not a backup of Rolecall. Choose a file named rolecall-….json.',
  importedShort: 'The backup was imported.',
  imported: 'Imported',
  settings: 'Settings',
  policy: 'Rules',
  rewards: (n: string) => `Rewards: ${n}`,
  overrides: (n: string) => `Allowed or muted by hand: ${n}`,
  grants: (n: string) => `Viewers with time left: ${n}`,
  skipped: (n: string, what: string, why: string) => `Left out: ${n} ${what}. ${why}`,
  what: { overrides: 'allowed or muted by hand', grants: 'with time left', roles: 'roles' },
  nextConnect: 'Now connect Twitch',
  delete: 'Delete all viewers',
  deleteShown:
    'All roles with their history, and everything that was allowed, muted or given. Settings and rules stay. What Twitch still lists comes back with the next sync; to prevent that, disconnect Twitch first.',
  deleteButton: 'Delete all viewers…',
  deleteHeading: 'Delete all viewers permanently?',
  deleteText: 'This cannot be undone. Type these words to continue:',
  deleteWords: 'delete everything',
  deleteYes: 'Delete all viewers',
  deleteNo: 'Keep everything',
  deleted: (n: string) => `Deleted: ${n} viewers with their history.`,
};

const de: typeof en = {
  lead: 'Alles bleibt auf deinem PC. Du kannst es exportieren, eine Sicherung zurückholen oder die Zuschauer löschen.',
  export: 'Exportieren',
  exportText:
    'Kein Passwort und keine Anmeldung steht je in diesen Dateien, aber die Namen deiner Zuschauer: behandle sie vertraulich.',
  json: 'Sicherung (JSON)',
  jsonHint:
    'Einstellungen, Regeln, Texte, Belohnungen, Stummschaltungen, geschenkte Minuten und die ganze Geschichte.',
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
  what: { overrides: 'von Hand', grants: 'geschenkte Zeiten', roles: 'Rollen' },
  nextConnect: 'Jetzt Twitch verbinden',
  delete: 'Alle Zuschauer löschen',
  deleteShown:
    'Alle Rollen mit ihrer Geschichte und alles, was erlaubt, stummgeschaltet oder verschenkt wurde. Einstellungen und Regeln bleiben. Was Twitch noch aufführt, kommt mit dem nächsten Abgleich wieder; trenne sonst zuerst Twitch.',
  deleteButton: 'Alle Zuschauer löschen …',
  deleteHeading: 'Alle Zuschauer für immer löschen?',
  deleteText: 'Das lässt sich nicht rückgängig machen. Tippe diese Wörter, um fortzufahren:',
  deleteWords: 'alles löschen',
  deleteYes: 'Alle Zuschauer löschen',
  deleteNo: 'Alles behalten',
  deleted: (n) => `Gelöscht: ${n} Zuschauer mit ihrer Geschichte.`,
};

export const dataTexts: InEachLanguage<typeof en> = { en, de };
