/*
 * Each language has a folder, `en/`, `de/` …, with a file for each group of texts, and in it only words and sentences.
 * All have the type of English: a missing text does not compile. What builds sentences for any language stands in
 * this folder. Only `en/` is imported: the build makes each page once a language, and then puts the files of that
 * language in the place of the English ones, so that a page loads no other.
 */
import type { Language } from '../../../server/core/languages.ts';

export { type Language, LANGUAGES } from '../../../server/core/languages.ts';

declare const __ROLECALL_LANGUAGE__: Language;

/** The language of this page. */
export const language: Language = __ROLECALL_LANGUAGE__;

/** The texts of the page's language, found as `texts[language]`. */
export function ofPage<T>(words: T): Readonly<Record<Language, T>> {
  return { [language]: words } as Record<Language, T>;
}

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** The form for so many: `one` and `other` in most languages. */
export function plural(n: number, forms: Forms): string {
  return forms[new Intl.PluralRules(language).select(n)] ?? forms.other;
}

/** `a, b and c` */
export function listOf(words: readonly string[]): string {
  // English as Rolecall writes it has no comma before "and".
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : language).format(words);
}
