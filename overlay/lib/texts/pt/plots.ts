import type { plotTexts as en } from '../en/plots.ts';

export const plotTexts: typeof en = {
  heading: 'Ao longo do tempo',
  spans: 'Período',
  span: {
    1: 'Dia',
    7: 'Semana',
    30: 'Mês',
    365: 'Ano',
  },
  within: {
    1: 'em um dia',
    7: 'em 7 dias',
    30: 'em 30 dias',
    365: 'em um ano',
  },
  since: (time) => `desde ${time}`,
  known: (since) => `Conhecido desde ${since}`,
  nothing: 'Nada para mostrar ainda. O gráfico começa quando suas listas forem lidas da Twitch.',
  unchanged: 'sem mudança',
  trend: (kind, now, change, when, extremes) => `${kind}: ${now} agora, ${change} ${when}${extremes}.`,
  extremes: (least, most) => `, mínimo ${least}, máximo ${most}`,
  neverRead: (kind) => `${kind}: nunca lido.`,
  kind: {
    subscribers: 'Inscritos',
    vips: 'VIPs',
    moderators: 'Mods',
  },
  reasons: 'Motivos',
  answered: (total, allowed, denied) => `Pedidos: ${total} (${allowed} permitidos, ${denied} negados)`,
};
