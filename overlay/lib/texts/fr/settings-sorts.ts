import type { sortTexts as en } from '../en/settings-sorts.ts';

export const sortTexts: typeof en = {
  heading: 'Viewers particuliers',
  others: 'Viewers d’autres plateformes (YouTube, Kick…)',
  othersHint:
    'Ton programme doit dire qui ils sont. Qui tu autorises à la main, ou à qui tu donnes du temps, peut dans tous les cas.',
  othersChoice: {
    never: 'Personne',
    everyone: 'Tout le monde',
    members: 'Membres et modérateurs',
    moderators: 'Modérateurs',
  },
  guests: 'Invités d’un chat partagé',
  guestsHint: 'Qui écrit dans le chat d’une chaîne avec laquelle tu streames. Coupé : jamais.',
  firstTimers: 'Ceux qui écrivent pour la première fois',
  firstTimersHint: 'Coupé : à partir du deuxième message.',
  bots: 'Bots de chat',
  botsHint:
    'Coupé : jamais, même si les bots sont souvent modérateurs. Recommandé. Lesquels : sous « Synchro et limites ».',
  perks: 'Comment ils peuvent l’utiliser',
  perksHint:
    'Tes programmes reçoivent voix et limites avec chaque réponse. Parmi les lignes qui conviennent comptent la plus grande limite et la voix du rôle le plus haut.',
  perksFor: {
    everyone: 'Tout le monde',
    subscriber: 'Abonnés',
    vip: 'VIP',
    moderator: 'Modérateurs',
    grant: 'Qui a encore du temps',
    member: 'Membres ailleurs',
  },
  whom: 'Pour',
  voice: 'Voix',
  limit: {
    maxChars: ['Texte le plus long', 'lettres'],
    maxSeconds: ['Durée la plus longue', 'secondes'],
    volume: ['Volume', '%'],
  },
  addRow: 'Ajouter une ligne',
  removeRow: 'Retirer cette ligne',
  row: (n) => `Ligne ${n}`,
};
