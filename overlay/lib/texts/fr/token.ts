import type { tokenTexts as en } from '../en/token.ts';

export const tokenTexts: typeof en = {
  heading: 'Jeton d’accès nécessaire',
  missing:
    'D’autres appareils peuvent joindre ce Rolecall, il ne laisse donc entrer personne sans jeton d’accès.',
  wrong: 'Le jeton d’accès de cette page n’est plus valable.',
  how: 'Ouvre l’adresse que Rolecall affiche au démarrage, ou entre un jeton ici.',
  label: 'Jeton d’accès',
  open: 'Ouvrir',
};
