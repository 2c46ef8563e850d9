import type { demoTexts as en } from '../en/demo.ts';

export const demoTexts: typeof en = {
  see: 'Voir la démo',
  starting: 'La démo démarre… quelques secondes.',
  opened: 'La démo tourne.',
  open: 'Ouvrir la démo',
  away: 'Rolecall n’a pas répondu. Est-il encore ouvert ?',
};
