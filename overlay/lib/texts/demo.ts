import type { InEachLanguage } from './language.ts';

/** Opening the demo: on the dock and on the settings page. */
const en = {
  see: 'See the demo',
  starting: 'Starting the demo… this takes a few seconds.',
  opened: 'The demo is running.',
  open: 'Open the demo',
  away: 'Rolecall did not answer. Is it still running?',
};

const de: typeof en = {
  see: 'Die Demo ansehen',
  starting: 'Die Demo startet … das dauert ein paar Sekunden.',
  opened: 'Die Demo läuft.',
  open: 'Die Demo öffnen',
  away: 'Rolecall hat nicht geantwortet. Läuft es noch?',
};

export const demoTexts: InEachLanguage<typeof en> = { en, de };
