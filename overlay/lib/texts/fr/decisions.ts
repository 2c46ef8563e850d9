import type { decisionTexts as en } from '../en/decisions.ts';

export const decisionTexts: typeof en = {
  allowed: 'Autorisées',
  denied: 'Refusées',
  filter: 'Filtre',
  filterOn: 'Filtre : tout n’est pas affiché',
  heading: 'Qui vient de demander',
  empty: 'Personne n’a encore demandé. Cela se verra ici.',
  emptyFiltered: 'Encore personne de ce genre.',
  held: (count) => `${count} nouvelles, en pause tant que tu regardes`,
  paused: 'En pause tant que tu regardes',
  showNew: 'Les afficher',
  somebody: 'Quelqu’un',
  onPlatform: (platform) => `sur ${platform}`,
  notFrom: (platform) => `Pas depuis ${platform}`,
  whyNot: 'Pourquoi pas ?',
  mayNow: 'Peut maintenant',
  whyNotLong: (name, feature) => `Pourquoi pas ? ${name}, ${feature}`,
};
