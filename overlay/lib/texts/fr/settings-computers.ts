import type { computersTexts as en } from '../en/settings-computers.ts';

export const computersTexts: typeof en = {
  lead: 'Un deuxième PC de stream, une tablette ou un téléphone peuvent aussi utiliser Rolecall. Chaque appareil a besoin de son propre jeton d’accès.',
  where: 'Où joindre Rolecall',
  onlyHere:
    'Pour l’instant, seul ce PC joint Rolecall. Ici, seuls un Stream Deck et les programmes qui changent quelque chose en ouvrant une adresse (Mix It Up, SAMMI, Streamer.bot sans code) ont besoin d’un jeton. Pour laisser entrer d’autres appareils, ferme Rolecall et démarre-le avec une de ces lignes :',
  noAddress: 'Ce PC ne semble être dans aucun réseau pour l’instant.',
  lan: 'D’autres appareils de ton réseau joignent Rolecall à cette adresse. Chaque programme a besoin d’un jeton, aussi sur ce PC.',
  trust:
    'Ne fais cela que dans un réseau de confiance : l’envoi n’est pas chiffré. N’ouvre jamais le port dans ta box.',
  create: 'Créer un jeton',
  name: 'Pour quoi faire ?',
  nameExample: 'OBS sur le PC de stream',
  level: 'Que peut-il faire ?',
  levels: {
    read: ['Voir seulement', 'Pour le badge, et les programmes qui ne font que demander.'],
    control: [
      'Voir et contrôler',
      'Pour le dock, Streamer.bot et d’autres : synchroniser, rendre muet, donner du temps.',
    ],
    owner: ['Accès complet', 'Pour cette page de réglages sur un autre appareil. Ne le donne à personne.'],
  },
  createButton: 'Créer le jeton',
  made: (name) => `Le jeton pour « ${name} » est créé.`,
  once: 'Copie-le maintenant : il ne sera plus montré',
  onceText: 'Rolecall n’en garde qu’une empreinte. Si tu le perds, révoque-le et crées-en un autre.',
  token: 'Le jeton',
  withToken: {
    read: 'Le badge avec ce jeton',
    control: 'Le dock avec ce jeton',
    owner: 'Cette page avec ce jeton',
  },
  seen: 'Je l’ai copié',
  tokens: 'Tes jetons',
  none: 'Tu n’as pas de jetons.',
  lastUsed: (age) => `Utilisé ${age}`,
  neverUsed: 'Jamais utilisé',
  revoke: 'Révoquer',
  revokeHeading: (name) => `Révoquer le jeton de « ${name} » ?`,
  revokeText: 'Ce qui l’utilise est déconnecté aussitôt et aura besoin d’un autre jeton.',
  revokeYes: 'Le révoquer',
  revokeNo: 'Le garder',
  revoked: (name) => `Le jeton de « ${name} » est révoqué.`,
};
