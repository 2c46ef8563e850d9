import type { Result } from '../../../integrations/client/index.ts';
import type { InEachLanguage } from './language.ts';

type MistakeCode = Result<'diagnostics.get'>['wrongQuestions'][number]['code'];
/** What was wrong with a question, and how to mend it. */
type Mistakes = Readonly<Record<MistakeCode, (param: string) => readonly [what: string, fix: string]>>;

const enMistakes: Mistakes = {
  unfilled: (param) => [
    `${param} was not filled in`,
    'The tool had no value for this variable: see which trigger runs it, and how the variable is spelled.',
  ],
  nobody: (param) => [
    `${param} was nobody’s name or id`,
    'Let the tool send the login or the id alone, nothing around it.',
  ],
  shared: () => ['several viewers have that name', 'Let the tool send the login or the id.'],
  missing: () => ['it did not say about whom', 'Send either user= or userId=.'],
  unknown_feature: () => ['there is no such feature', 'See in the settings how the feature is called.'],
  unknown_param: () => [
    'it sent something that Rolecall does not know',
    'Copy the address from the settings again. name= has to stand last.',
  ],
  wrong_value: (param) => [`${param} cannot be that`, 'Copy the address from the settings again.'],
  unknown_action: () => ['there is no such action', 'See under /api/docs what there is.'],
  not_json: () => ['what it sent could not be read', 'See under /api/docs how a question looks.'],
  not_encoded: () => [
    'the address held blanks or letters that were not encoded',
    'Use the variable that is made for addresses, for instance %rawInputUrlEncoded%.',
  ],
  needs_token: () => [
    'the address needs an access token',
    'Make an access token in the settings and put it behind the address.',
  ],
};

const deMistakes: Mistakes = {
  unfilled: (param) => [
    `${param} war nicht ausgefüllt`,
    'Das Programm hatte keinen Wert für diese Variable: Sieh nach, welcher Auslöser es startet und wie die Variable heißt.',
  ],
  nobody: (param) => [
    `${param} war kein Name und keine ID`,
    'Lass das Programm nur den Login oder die ID senden, nichts drum herum.',
  ],
  shared: () => ['mehrere Zuschauer heißen so', 'Lass das Programm den Login oder die ID senden.'],
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

/** Programs that asked wrongly. */
const en = {
  mistakes: enMistakes,
  something: 'something',
  caller: { 'a browser': 'A browser', HTTP: 'A tool', WebSocket: 'A tool' } as Record<string, string>,
  asked: (caller: string, count: number, what: string) =>
    `${caller} asked wrongly ${count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`}: ${what}.`,
};

const de: typeof en = {
  mistakes: deMistakes,
  something: 'etwas',
  caller: { 'a browser': 'Ein Browser', HTTP: 'Ein Programm', WebSocket: 'Ein Programm' },
  asked: (caller, count, what) =>
    `${caller} hat ${count === 1 ? 'einmal' : `${count}-mal`} falsch gefragt: ${what}.`,
};

export const mistakeTexts: InEachLanguage<typeof en> = { en, de };
