/*
 * Every page speaks English and German. Each group of texts has a file of its own, so that a page loads only
 * what it shows. German has the type of English: a missing text does not compile.
 */

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
export type InEachLanguage<T> = Readonly<Record<Language, T>>;

/** `?lang=de`, else the first language of the browser that is known here, else English. */
export function chooseLanguage(search: string, preferred: readonly string[]): Language {
  const asked = new URLSearchParams(search).get('lang') ?? '';
  return [asked, ...preferred].map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

function isLanguage(tag: string): tag is Language {
  return (LANGUAGES as readonly string[]).includes(tag);
}

/** The language of this page, as long as it is open. */
export const language: Language = /* @__PURE__ */ chooseLanguage(location.search, navigator.languages);
