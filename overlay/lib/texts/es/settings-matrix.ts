import type { matrixTexts as en } from '../en/settings-matrix.ts';

export const matrixTexts: typeof en = {
  caption: 'Quién puede usar qué función',
  feature: 'Función',
  row: {
    enabled: 'Activado',
    everyone: 'Todos',
    subscribers: 'Suscriptores',
    vips: 'VIP',
    moderators: 'Moderadores',
    followers: 'Seguidores',
    grants: 'A quien le queda tiempo',
  },
  rowHint: {
    enabled: 'Desactivado: nadie más que tú',
    grants: 'dado por ti o comprado con puntos del canal',
  },
  legend: 'Los segundos que un espectador espera entre dos usos. Un número gris es el que vale para todos.',
  waitHead: 'Espera (segundos)',
  global: 'Espera entre dos usos cualesquiera',
  wait: (who) => `${who}: segundos entre dos usos`,
  implied: 'Todos pueden de todas formas',
  more: (feature) => `Más reglas: ${feature}`,
  everybodyHeading: 'Lo pierden todos los que no tienen un rol',
  everybodyText: (feature) =>
    `Hasta ahora cualquier espectador puede usar ${feature}. Después, solo quienes estén en tus reglas. También lo pierde quien no está en ninguna de tus listas, y aquí no sale.`,
};
