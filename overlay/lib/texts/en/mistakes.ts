import type { Result } from '../../../../integrations/client/index.ts';
import { plural } from '../language.ts';

type MistakeCode = Result<'diagnostics.get'>['wrongQuestions'][number]['code'];
/** What was wrong with a question, and how to mend it. */
type Mistakes = Readonly<Record<MistakeCode, (param: string) => readonly [what: string, fix: string]>>;

const mistakes: Mistakes = {
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

/** Programs that asked wrongly. */
export const mistakeTexts = {
  mistakes,
  something: 'something',
  caller: { 'a browser': 'A browser', HTTP: 'A tool', WebSocket: 'A tool' } as Record<string, string>,
  asked: (caller: string, count: number, what: string) =>
    `${caller} asked wrongly ${count === 2 ? 'twice' : plural(count, { one: 'once', other: `${count} times` })}: ${what}.`,
};
