/*
 * Every page speaks English and German. Each group of texts has a file of its own, so that a small page does
 * not carry the words of a large one. German is typed by English: a missing text does not compile.
 */

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
export type InEachLanguage<T> = Readonly<Record<Language, T>>;

/** `?lang=de` wins, else the first language of the browser that we speak, else English. */
export function chooseLanguage(search: string, preferred: readonly string[]): Language {
  const asked = new URLSearchParams(search).get('lang') ?? '';
  return [asked, ...preferred].map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

function isLanguage(tag: string): tag is Language {
  return (LANGUAGES as readonly string[]).includes(tag);
}

/** This page's language: it does not change while the page is open. */
export const language: Language = /* @__PURE__ */ chooseLanguage(location.search, navigator.languages);
