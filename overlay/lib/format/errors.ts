import type { ProblemView } from '../../../server/core/problem.ts';
import type { ClientErrorCode } from '../../../integrations/client/index.ts';
import { errorTexts } from '../texts/errors.ts';
import { language } from '../texts/language.ts';

const t = errorTexts[language];

/** An error that this page has worded, in its language. */
export class PageError extends Error {}

/**
 * A problem in the words of the page. What the server says of it is English, and more exact than what a page can
 * say of all that have this code: so an English page shows that, and every other its own words.
 */
export function wordsOf({ message, fix }: Omit<ProblemView, 'code'>, own: () => string): string {
  return language === 'en' ? `${message} ${fix ?? ''}`.trim() : own();
}

/** Why something that was asked for did not work. */
export function errorText(error: unknown): string {
  if (error instanceof PageError) return error.message;
  const code = codeOf(error);
  if (isOfClient(code)) return t.code[code];
  const message = withoutPath(error instanceof Error ? error.message : String(error));
  return wordsOf({ message, fix: null }, () => (isKnown(code) ? t.code[code] : t.other));
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Worded by the client for those who write programs. */
const OF_CLIENT = ['disconnected', 'timeout', 'closed'] satisfies ClientErrorCode[];

export function isOfClient(code: string): code is (typeof OF_CLIENT)[number] {
  return (OF_CLIENT as string[]).includes(code);
}

const isKnown = (code: string): code is ClientErrorCode => Object.hasOwn(t.code, code);

/** `texts.vip: at most 300` reads `At most 300`. */
function withoutPath(text: string): string {
  return text.replace(/^[a-zA-Z_]+(\.[\w-]+)*: (.)/, (_all, _path, first: string) => first.toUpperCase());
}
