import type { Language } from './texts.ts';

/** The words for who comes without a valid access token, for the dock and the settings page. */
export interface TokenTexts {
  readonly heading: string;
  readonly missing: string;
  readonly wrong: string;
  readonly how: string;
  readonly label: string;
  readonly open: string;
}

export const tokenTexts: Readonly<Record<Language, TokenTexts>> = {
  en: {
    heading: 'Access token needed',
    missing: 'Other devices can reach this Rolecall, so it lets nobody in without an access token.',
    wrong: 'The access token of this page is not valid any more.',
    how: 'Open the address that Rolecall shows when it starts, or enter a token here.',
    label: 'Access token',
    open: 'Open',
  },
  de: {
    heading: 'Zugangsschlüssel nötig',
    missing:
      'Andere Geräte können dieses Rolecall erreichen, darum lässt es niemanden ohne Zugangsschlüssel herein.',
    wrong: 'Der Zugangsschlüssel dieser Seite gilt nicht mehr.',
    how: 'Öffne die Adresse, die Rolecall beim Start anzeigt, oder gib hier einen Schlüssel ein.',
    label: 'Zugangsschlüssel',
    open: 'Öffnen',
  },
};
