import type { decisionTexts as en } from '../en/decisions.ts';

export const decisionTexts: typeof en = {
  allowed: 'Permitidos',
  denied: 'Negados',
  filter: 'Filtro',
  filterOn: 'Filtro: nem tudo aparece',
  heading: 'Quem acabou de pedir',
  empty: 'Ninguém pediu ainda. Quem quer usar uma função aparece aqui.',
  emptyFiltered: 'Ninguém deste tipo ainda.',
  held: (count) => `${count} novos, pausado enquanto você olha`,
  paused: 'Pausado enquanto você olha',
  showNew: 'Mostrar',
  somebody: 'Alguém',
  onPlatform: (platform) => `em ${platform}`,
  notFrom: (platform) => `Não de ${platform}`,
  whyNot: 'Por que não?',
  mayNow: 'Agora pode',
  whyNotLong: (name, feature) => `Por que não? ${name}, ${feature}`,
};
