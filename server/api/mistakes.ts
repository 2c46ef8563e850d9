import { ApiError } from '../core/problem.ts';
import { UNFILLED_MESSAGE, WhoError } from '../core/who.ts';
import type { MistakeCode } from '../protocol/diagnostics-actions.ts';
import { WHO_MESSAGE } from '../protocol/who-params.ts';

/** What was wrong with a question. Holds nothing of what was sent: that may be the name of a viewer. */
export interface WrongPart {
  readonly code: MistakeCode;
  /** The name of the param, if it was one. */
  readonly param: string | null;
}

/** There is no feature of that name. */
export class UnknownFeature extends ApiError {}

/** What was wrong, if an error is about the question. */
export function mistakeIn(error: unknown): WrongPart | null {
  if (error instanceof WhoError) return { code: error.kind, param: error.param };
  return error instanceof UnknownFeature ? { code: 'unknown_feature', param: 'feature' } : null;
}

/** What zod says of one wrong part. */
interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** What was wrong with params; the most telling part of it. */
export function mistakeInParams(issues: readonly Issue[]): WrongPart {
  // A name that is not known is mostly why another one is missing.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const param = issue?.path[0] === undefined ? null : String(issue.path[0]);
  if (issue?.code === 'unrecognized_keys') return { code: 'unknown_param', param: null };
  if (issue?.message === UNFILLED_MESSAGE) return { code: 'unfilled', param };
  if (issue?.message === WHO_MESSAGE) return { code: 'missing', param: null };
  return { code: param === 'user' || param === 'userId' ? 'nobody' : 'wrong_value', param };
}

const WORDS: Readonly<Record<MistakeCode, (param: string) => string>> = {
  unfilled: (param) => `${param} was not filled in`,
  nobody: (param) => `${param} was no login, display name or id of anybody`,
  shared: () => 'several viewers have that name',
  missing: () => 'it did not say about whom, or said it twice',
  unknown_feature: () => 'there is no such feature',
  unknown_param: () => 'it sent a parameter that does not exist',
  wrong_value: (param) => `${param} was none of what is possible`,
  unknown_action: () => 'there is no such action',
  not_json: () => 'what it sent was no JSON of the right shape',
  not_encoded: () => 'the address held blanks or letters that were not encoded',
  needs_token: () => 'the address needs an access token',
};

const FIXES: Readonly<Record<MistakeCode, string>> = {
  unfilled:
    'The tool had no value for this variable: see which trigger runs it, and how the variable is spelled.',
  nobody: 'Let the tool send the login or the id alone, nothing around it.',
  shared: 'Let the tool send the login or the id.',
  missing: 'Send either user= or userId=.',
  unknown_feature: 'See how the feature is called in the settings.',
  unknown_param: 'Copy the address from the settings again. name= has to stand last.',
  wrong_value: 'Copy the address from the settings again.',
  unknown_action: 'See /api/docs for what there is.',
  not_json: 'See /api/docs for how a question looks.',
  not_encoded: 'Use the variable that is made for addresses, for instance %rawInputUrlEncoded%.',
  needs_token: 'Make an access token in the settings and put it behind the address, or use POST.',
};

/** In plain words, to stand behind "Streamer.bot asked wrongly 3 times:". */
export const wordsOf = ({ code, param }: WrongPart): string => WORDS[code](param ?? 'something');
export const fixOf = ({ code }: WrongPart): string => FIXES[code];
