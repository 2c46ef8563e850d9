import type { mistakeTexts as en } from '../en/mistakes.ts';
import { plural } from '../language.ts';

const mistakes: (typeof en)['mistakes'] = {
  unfilled: (param) => [
    `${param} war nicht ausgefüllt`,
    'Das Programm hatte keinen Wert für diese Variable: Sieh nach, welcher Auslöser es startet und wie die Variable heißt.',
  ],
  nobody: (param) => [
    `${param} war kein Name und keine ID`,
    'Lass das Programm nur den Anmeldenamen oder die ID senden, nichts drum herum.',
  ],
  shared: () => ['mehrere Zuschauer heißen so', 'Lass das Programm den Anmeldenamen oder die ID senden.'],
  missing: () => ['es fehlte, um wen es geht', 'Sende entweder user= oder userId=.'],
  unknown_feature: () => [
    'diese Funktion gibt es nicht',
    'Sieh in den Einstellungen nach, wie die Funktion heißt.',
  ],
  unknown_param: () => [
    'etwas darin kennt Rolecall nicht',
    'Kopiere die Adresse neu aus den Einstellungen. name= muss am Ende stehen.',
  ],
  wrong_value: (param) => [`${param} kann das nicht sein`, 'Kopiere die Adresse neu aus den Einstellungen.'],
  unknown_action: () => ['diese Aktion gibt es nicht', 'Sieh unter /api/docs nach, was es gibt.'],
  not_json: () => ['es ließ sich nicht lesen', 'Sieh unter /api/docs nach, wie eine Frage aussieht.'],
  not_encoded: () => [
    'in der Adresse standen Leerzeichen oder Zeichen, die nicht kodiert waren',
    'Nimm die Variable für Adressen, zum Beispiel %rawInputUrlEncoded%.',
  ],
  needs_token: () => [
    'die Adresse braucht ein Zugangs-Token',
    'Lege in den Einstellungen ein Token an und hänge es an die Adresse.',
  ],
};

export const mistakeTexts: typeof en = {
  mistakes,
  something: 'etwas',
  caller: { 'a browser': 'Ein Browser', HTTP: 'Ein Programm', WebSocket: 'Ein Programm' },
  asked: (caller, count, what) =>
    `${caller} hat ${plural(count, { one: 'einmal', other: `${count}-mal` })} falsch gefragt: ${what}.`,
};
