import type { InEachLanguage } from './language.ts';

/** Asking for an access token: on the dock and on the settings page. */
const en = {
  heading: 'Access token needed',
  missing: 'Other devices can reach this Rolecall, so it lets nobody in without an access token.',
  wrong: 'The access token of this page is not valid any more.',
  how: 'Open the address that Rolecall shows when it starts, or enter a token here.',
  label: 'Access token',
  open: 'Open',
};

const de: typeof en = {
  heading: 'Zugangsschlüssel nötig',
  missing:
    'Andere Geräte können dieses Rolecall erreichen, darum lässt es niemanden ohne Zugangsschlüssel herein.',
  wrong: 'Der Zugangsschlüssel dieser Seite gilt nicht mehr.',
  how: 'Öffne die Adresse, die Rolecall beim Start anzeigt, oder gib hier einen Schlüssel ein.',
  label: 'Zugangsschlüssel',
  open: 'Öffnen',
};

export const tokenTexts: InEachLanguage<typeof en> = { en, de };
