import type { dataTexts as en } from '../en/settings-data.ts';

export const dataTexts: typeof en = {
  lead: 'Tout reste sur ton PC. Tu peux l’exporter, restaurer une sauvegarde ou supprimer les viewers.',
  export: 'Exporter',
  exportText:
    'Ces fichiers ne contiennent ni mot de passe ni connexion, mais les noms de tes viewers : ne les partage pas.',
  json: 'Sauvegarde (JSON)',
  jsonHint: 'Réglages, règles, textes, récompenses, muets, minutes données et tout l’historique.',
  csv: 'Tableau (CSV)',
  csvHint:
    'Pour Excel ou LibreOffice : qui a eu quel rôle, de quand à quand, et tout ce qui a été fait à la main.',
  exported: (name) => `Ton navigateur enregistre ${name}.`,
  import: 'Restaurer une sauvegarde',
  importText:
    'Dans un Rolecall neuf, avant d’y changer ou d’y connecter quoi que ce soit. Tout est importé, ou rien. Les rôles sont relus sur Twitch.',
  choose: 'Choisis le fichier de sauvegarde',
  drop: 'ou dépose-le ici',
  importing: 'Import en cours…',
  notAnExport: 'Ce n’est pas une sauvegarde de Rolecall. Choisis un fichier nommé rolecall-….json.',
  importedShort: 'La sauvegarde est importée.',
  imported: 'Importé',
  settings: 'Réglages',
  policy: 'Règles',
  rewards: (n) => `Récompenses : ${n}`,
  overrides: (n) => `Autorisés ou muets à la main : ${n}`,
  grants: (n) => `Viewers avec du temps : ${n}`,
  skipped: (n, what, why) => `Laissé de côté : ${n} ${what}. ${why}`,
  what: {
    overrides: 'autorisés ou muets à la main',
    grants: 'avec du temps',
    roles: 'pour les rôles',
  },
  nextConnect: 'Maintenant, connecte Twitch',
  delete: 'Supprimer tous les viewers',
  deleteShown:
    'Tous les rôles avec leur historique, et tout ce qui a été autorisé, rendu muet ou donné. Réglages et règles restent. Ce que Twitch liste encore revient à la prochaine synchro ; pour l’éviter, déconnecte d’abord Twitch.',
  deleteButton: 'Supprimer tous les viewers…',
  deleteHeading: 'Supprimer tous les viewers pour toujours ?',
  deleteText: 'C’est irréversible. Tape ces mots pour continuer :',
  deleteWords: 'tout supprimer',
  deleteYes: 'Supprimer tous les viewers',
  deleteNo: 'Tout garder',
  deleted: (n) => `Supprimés : ${n} viewers avec leur historique.`,
};
