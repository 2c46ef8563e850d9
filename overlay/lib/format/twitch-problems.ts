import type { ProblemView } from '../../../server/core/problem.ts';
import { healthTexts } from '../texts/health.ts';
import { language } from '../texts/language.ts';
import { problemTexts } from '../texts/problems.ts';
import { codeOf, errorText, wordsOf } from './errors.ts';

const t = problemTexts[language];
const { why } = healthTexts[language];

/** What to do about each. */
const FIXES: Readonly<Record<keyof typeof why, keyof typeof t.fix>> = {
  missing_scope: 'connect',
  login_expired: 'connect',
  wrong_account: 'account',
  forbidden: 'log',
  rate_limited: 'wait',
  twitch_unavailable: 'wait',
  network: 'wait',
  timeout: 'wait',
  bad_answer: 'again',
  paging_loop: 'wait',
  not_saved: 'disk',
  not_connected: 'connect',
  cancelled: 'again',
  source_away: 'streamerbot',
  source_not_set_up: 'setUp',
  needs_login: 'setUp',
  internal: 'log',
};

/** Why a list could not be read. */
export function listProblemText(problem: ProblemView): string {
  return wordsOf(problem, () => own(problem.code));
}

/** What is wrong with the login. */
export function loginProblemText(problem: ProblemView): string {
  return wordsOf(problem, () => (problem.code === 'forbidden' ? t.clientId : own(problem.code)));
}

/** Why no login could be started. */
export function loginErrorText(error: Error): string {
  // Whatever Twitch had against it.
  const isOfTwitch = codeOf(error) === 'unavailable';
  return isOfTwitch ? wordsOf({ message: error.message, fix: null }, () => t.notStarted) : errorText(error);
}

function own(code: string): string {
  const known = isKnown(code) ? code : 'internal';
  return `${t.says(why[known])} ${t.fix[FIXES[known]]}`;
}

const isKnown = (code: string): code is keyof typeof why => Object.hasOwn(why, code);
