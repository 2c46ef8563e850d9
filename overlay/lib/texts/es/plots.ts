import type { plotTexts as en } from '../en/plots.ts';

export const plotTexts: typeof en = {
  heading: 'A lo largo del tiempo',
  spans: 'Periodo',
  span: {
    1: 'Día',
    7: 'Semana',
    30: 'Mes',
    365: 'Año',
  },
  within: {
    1: 'en un día',
    7: 'en 7 días',
    30: 'en 30 días',
    365: 'en un año',
  },
  since: (time) => `desde ${time}`,
  known: (since) => `Conocido desde ${since}`,
  nothing: 'Todavía no hay nada que mostrar. El gráfico empieza cuando se lean tus listas de Twitch.',
  unchanged: 'sin cambios',
  trend: (kind, now, change, when, extremes) => `${kind}: ahora ${now}, ${change} ${when}${extremes}.`,
  extremes: (least, most) => `, mínimo ${least}, máximo ${most}`,
  neverRead: (kind) => `${kind}: nunca leído.`,
  kind: {
    subscribers: 'Suscriptores',
    vips: 'VIP',
    moderators: 'Mods',
  },
  reasons: 'Motivos',
  answered: (total, allowed, denied) => `Peticiones: ${total} (${allowed} permitidas, ${denied} denegadas)`,
};
