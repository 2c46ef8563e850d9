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
    followers: 'Ceux qui suivent',
    grants: 'Qui a encore du temps',
  },
  rowHint: {
    enabled: 'Coupé : personne à part toi',
    grants: 'donné par toi ou acheté avec des points de chaîne',
  },
  legend:
    'À côté d’un interrupteur se trouvent les secondes qu’un tel viewer attend entre deux utilisations. Vide : comme tous les autres.',
  global: 'Attente entre deux utilisations',
  wait: (who) => `${who} : secondes entre deux utilisations`,
  seconds: 's',
  implied: 'Tout le monde peut de toute façon',
  more: (feature) => `Plus de règles : ${feature}`,
  everybodyHeading: 'Tous ceux qui n’ont pas de rôle le perdent',
  everybodyText: (feature) =>
    `Jusqu’ici, chaque viewer peut utiliser ${feature}. Ensuite, seulement ceux que tes règles nomment. Qui n’est sur aucune de tes listes le perd aussi, et n’est pas nommé ici.`,
};
