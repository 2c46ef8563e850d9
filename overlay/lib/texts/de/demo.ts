import type { demoTexts as en } from '../en/demo.ts';

export const demoTexts: typeof en = {
  see: 'Die Demo ansehen',
  starting: 'Die Demo startet … das dauert ein paar Sekunden.',
  opened: 'Die Demo läuft.',
  open: 'Die Demo öffnen',
  away: 'Rolecall hat nicht geantwortet. Läuft es noch?',
};
