import type { decisionTexts as en } from '../en/decisions.ts';

export const decisionTexts: typeof en = {
  allowed: 'Permitidas',
  denied: 'Denegadas',
  filter: 'Filtro',
  filterOn: 'Filtro: no se muestra todo',
  heading: 'Quién acaba de pedir',
  empty: 'Nadie ha pedido nada todavía. Aquí aparece quien quiere usar una función.',
  emptyFiltered: 'Nadie de este tipo todavía.',
  held: (count) => `${count} nuevas, en pausa mientras miras`,
  paused: 'En pausa mientras miras',
  showNew: 'Mostrarlas',
  somebody: 'Alguien',
  onPlatform: (platform) => `en ${platform}`,
  notFrom: (platform) => `No desde ${platform}`,
  whyNot: '¿Por qué no?',
  mayNow: 'Ahora puede',
  whyNotLong: (name, feature) => `¿Por qué no? ${name}, ${feature}`,
};
