/** What Rolecall speaks: its pages, and its sentences for chat. Each is a folder of overlay/lib/texts. */
export const LANGUAGES = ['en', 'de', 'es', 'pt', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  pt: 'Português (Brasil)',
  fr: 'Français',
};

/**
 * The first that is known here, else English.
 * @param wanted tags like `de-AT`, the best first
 */
export function chooseLanguage(wanted: readonly string[]): Language {
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

function isLanguage(tag: string): tag is Language {
  return (LANGUAGES as readonly string[]).includes(tag);
}
