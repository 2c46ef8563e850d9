import type { InEachLanguage } from './language.ts';

const en = {
  lead: 'These sentences go to your chat and tools together with each answer. Write your own, or leave a field empty to keep Rolecall’s.',
  placeholders: 'You can put these in; each is filled in for the viewer:',
  placeholder: {
    name: 'the viewer’s name',
    feature: 'the feature',
    timeLeft: 'how long it lasts or has to be waited for',
    roles: 'what the viewer is',
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
  placeholders: 'Das kannst du einsetzen; es wird für den Zuschauer ausgefüllt:',
  placeholder: {
    name: 'der Name des Zuschauers',
    feature: 'die Funktion',
    timeLeft: 'wie lange es gilt oder zu warten ist',
    roles: 'was der Zuschauer ist',
  },
  yes: 'Wenn die Antwort Ja ist',
  no: 'Wenn die Antwort Nein ist',
  own: 'dein eigener',
  example: 'Beispiel',
  back: 'Zurück zum Satz von Rolecall',
  sampleName: 'MapleKettle',
};

export const sentenceTexts: InEachLanguage<typeof en> = { en, de };
