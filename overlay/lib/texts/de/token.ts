import type { tokenTexts as en } from '../en/token.ts';

export const tokenTexts: typeof en = {
  heading: 'Zugangsschlüssel nötig',
  missing:
    'Andere Geräte können dieses Rolecall erreichen, darum lässt es niemanden ohne Zugangsschlüssel herein.',
  wrong: 'Der Zugangsschlüssel dieser Seite gilt nicht mehr.',
  how: 'Öffne die Adresse, die Rolecall beim Start anzeigt, oder gib hier einen Schlüssel ein.',
  label: 'Zugangsschlüssel',
  open: 'Öffnen',
};
