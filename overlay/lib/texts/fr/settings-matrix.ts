import type { matrixTexts as en } from '../en/settings-matrix.ts';

export const matrixTexts: typeof en = {
  caption: 'Qui peut utiliser quelle fonction',
  feature: 'Fonction',
  row: {
    enabled: 'Activé',
    everyone: 'Tout le monde',
    subscribers: 'Abonnés',
    vips: 'VIP',
    moderators: 'Modérateurs',
    followers: 'Followers',
    grants: 'Ceux qui ont encore du temps',
  },
  rowHint: {
    enabled: 'Coupé : personne à part toi',
    grants: 'donné par toi ou acheté avec des points de chaîne',
  },
  legend:
    'Le nombre de secondes qu’un viewer attend entre deux utilisations. Un nombre gris est celui qui vaut pour tous.',
  waitHead: 'Attente (secondes)',
  global: 'Attente entre deux utilisations',
  wait: (who) => `${who} : secondes entre deux utilisations`,
  implied: 'Tout le monde peut de toute façon',
  more: (feature) => `Plus de règles : ${feature}`,
  everybodyHeading: 'Tous ceux qui n’ont pas de rôle le perdent',
  everybodyText: (feature) =>
    `Jusqu’ici, chaque viewer peut utiliser ${feature}. Ensuite, seulement ceux que tes règles nomment. Ceux qui ne sont sur aucune de tes listes le perdent aussi, sans apparaître ici.`,
};
