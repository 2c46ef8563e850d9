import type { syncTexts as en } from '../en/settings-sync.ts';

export const syncTexts: typeof en = {
  lead: 'Twitch prévient Rolecall des nouveaux abonnés, VIP et modérateurs en une seconde. Les listes entières sont aussi lues de temps en temps, pour que rien n’échappe.',
  interval: 'Lire les listes toutes les',
  intervalHint: 'De 5 à 240 minutes. 30 convient à presque tout le monde.',
  minutes: 'min',
  lookUp: 'Vérifier aussitôt les viewers refusés',
  lookUpHint:
    'Un viewer refusé est vérifié sur Twitch, pour que quelqu’un qui vient de s’abonner ne soit pas refusé deux fois. Cela fait un peu plus de trafic.',
  grantMode: 'Si quelqu’un reçoit plus de temps alors qu’il en a encore',
  grantAdd: 'Il s’ajoute',
  grantAddHint: 'Il reste 10 minutes, plus 10 : cela fait 20.',
  grantReplace: 'Il repart de maintenant',
  grantReplaceHint: 'Il reste 10 minutes, plus 10 : cela fait 10.',
  bans: 'Refuser les bannis et exclus',
  bansHint: 'Tant que dure le ban ou l’exclusion. Demande une autorisation à part de Twitch.',
  bansMissing: 'Rolecall ne peut pas encore voir les bans : il lui faut une autorisation de plus de Twitch.',
  bansAllow: 'L’autoriser sur Twitch',
  bots: 'Bots de chat',
  botsHint: 'Chaque fonction dit ce qu’ils peuvent faire.',
  botLogin: 'Login d’un bot',
  botAdd: 'Ajouter',
  botRemove: (login) => `Retirer ${login}`,
  botNoLogin: (login) => `« ${login} » n’est pas un login : il n’y a que des lettres, des chiffres et _.`,
  botsTooMany: (max) => `Il y a de la place pour ${max} bots.`,
  limits: 'Temps et limites',
  reading: 'Lire les listes',
};
