import type { headlineTexts as en } from '../en/headline.ts';

export const headlineTexts: typeof en = {
  connecting: 'Connexion à Rolecall',
  away: 'Rolecall est fermé',
  off: 'TTS coupé pour tous',
  reading: (count) => `Lecture de tes listes : ${count} pour l’instant`,
  readingFirst: 'Lecture de tes listes',
  notConnected: 'Twitch n’est pas connecté',
  unread: 'Tes listes n’ont jamais été lues',
  undo: 'Annuler',
  switchOn: 'Activer',
  on: 'TTS',
};
