import type { helpTexts as en } from '../en/settings-help.ts';

export const helpTexts: typeof en = {
  lead: 'Wenn etwas nicht so geht, wie du es erwartest.',
  questions: 'Programme, die falsch gefragt haben',
  questionsText:
    'Wer falsch fragt, bekommt einen Fehler statt Ja oder Nein. Gezählt, seit Rolecall gestartet wurde.',
  noQuestions: 'Seit Rolecall gestartet wurde, hat kein Programm falsch gefragt.',
  last: (age) => `Zuletzt ${age}`,
  diagnostics: 'Diagnose',
  diagnosticsText:
    'Ein Text zum Einfügen, wenn du um Hilfe bittest: Versionen, Zustände und die letzten Fehler. Ohne Passwörter und ohne Namen von Zuschauern.',
  show: 'Diagnose zeigen',
  again: 'Noch einmal lesen',
  reading: 'Lese …',
};
