import type { InEachLanguage } from './language.ts';

const en = {
  lead: 'These sentences are sent to your tools with each decision. Write your own, or leave a field empty to use Rolecall’s.',
  placeholders: 'You can use these placeholders:',
  placeholder: {
    name: 'the viewer’s name',
    feature: 'the feature',
    timeLeft: 'how long it lasts, or how long to wait',
    roles: 'the viewer’s roles',
  },
  yes: 'When the answer is yes',
  no: 'When the answer is no',
  own: 'your own',
  example: 'Example',
  back: 'Back to Rolecall’s sentence',
  sampleName: 'MapleKettle',
};

const de: typeof en = {
  lead: 'Diese Sätze gehen mit jeder Antwort an deinen Chat und deine Programme. Schreibe eigene, oder lass ein Feld leer, dann gilt der von Rolecall (englisch).',
  placeholders: 'Diese Platzhalter kannst du benutzen:',
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

export const sentenceTexts: InEachLanguage<typeof en> = { en, de };
