import type { sentenceTexts as en } from '../en/settings-sentences.ts';

export const sentenceTexts: typeof en = {
  lead: 'Diese Sätze gehen mit jeder Antwort an deine Programme. Ändere einen, oder lass ihn, wie er ist.',
  language: 'Sprache der Sätze',
  languageHint: 'Derer, die du nicht geändert hast.',
  placeholders: 'Einfügen:',
  change: 'Ändern',
  close: 'Schließen',
  placeholder: {
    name: 'der Name des Zuschauers',
    feature: 'die Funktion',
    timeLeft: 'wie lange es gilt oder zu warten ist',
    roles: 'die Rollen des Zuschauers',
  },
  yes: 'Wenn die Antwort Ja ist',
  no: 'Wenn die Antwort Nein ist',
  own: 'dein eigener',
  example: 'Beispiel',
  back: 'Zurück zum Satz von Rolecall',
  sampleName: 'MapleKettle',
};
