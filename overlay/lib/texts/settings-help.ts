import type { InEachLanguage } from './language.ts';

const en = {
  lead: 'When something does not work as you expect.',
  questions: 'Programs that asked wrongly',
  questionsText:
    'Whoever asks wrongly gets an error instead of yes or no. Counted since Rolecall was started.',
  noQuestions: 'No program asked wrongly since Rolecall was started.',
  last: (age: string) => `Last ${age}`,
  diagnostics: 'Diagnostics',
  diagnosticsText:
    'A text to paste where you ask for help: versions, states and the last errors. No passwords, and no names of viewers.',
  show: 'Show diagnostics',
  again: 'Read it again',
  reading: 'Reading…',
};

const de: typeof en = {
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
  reading: 'Lese…',
};

export const helpTexts: InEachLanguage<typeof en> = { en, de };
