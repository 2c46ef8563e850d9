import type { plotTexts as en } from '../en/plots.ts';

export const plotTexts: typeof en = {
  heading: 'Au fil du temps',
  spans: 'Période',
  span: {
    1: 'Jour',
    7: 'Semaine',
    30: 'Mois',
    365: 'Année',
  },
  within: {
    1: 'en un jour',
    7: 'en 7 jours',
    30: 'en 30 jours',
    365: 'en un an',
  },
  since: (time) => `depuis ${time}`,
  known: (since) => `Connu depuis ${since}`,
  nothing: 'Rien à montrer pour l’instant. La courbe commence quand tes listes auront été lues sur Twitch.',
  unchanged: 'inchangé',
  trend: (kind, now, change, when, extremes) => `${kind} : ${now} maintenant, ${change} ${when}${extremes}.`,
  extremes: (least, most) => `, minimum ${least}, maximum ${most}`,
  neverRead: (kind) => `${kind} : jamais lu.`,
  kind: {
    subscribers: 'Abonnés',
    vips: 'VIP',
    moderators: 'Modos',
  },
  reasons: 'Raisons',
  answered: (total, allowed, denied) => `Demandes : ${total} (${allowed} autorisées, ${denied} refusées)`,
};
