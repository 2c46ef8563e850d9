import type { streamerbotWayTexts as en } from '../en/streamerbot-way.ts';

export const streamerbotWayTexts: typeof en = {
  question: 'Comment Rolecall doit-il demander à Twitch ?',
  with: 'J’utilise Streamer.bot',
  withHint: 'Importer un fichier, appuyer sur un bouton, c’est fait. Streamer.bot garde sa connexion.',
  without: 'Je ne l’utilise pas',
  withoutHint: 'Avec une connexion propre à Rolecall. Elle peut plus, et prend quelques minutes.',
  import: 'Importer et connecter',
  download: 'Télécharger rolecall.sb',
  importText:
    'Dans Streamer.bot appuie sur « Import », glisse le fichier sur le champ « Import String » et appuie là sur « Import ». Streamer.bot doit être connecté à Twitch avec ta chaîne, et son serveur WebSocket doit tourner : il le fait tout seul.',
  connectText: 'Ensuite appuie ici :',
  connect: 'Connecter',
  connecting: 'Demande à Streamer.bot…',
  isStillThere: 'La connexion précédente se termine. Toutes les données restent.',
  connected: 'Connecté par Streamer.bot.',
  through: (login) => `twitch.tv/${login} · par Streamer.bot, dont le jeton reste là-bas`,
  limits: 'Ce que cette voie permet',
  limitsText:
    'Les nouveaux VIP et modérateurs se voient tout de suite. Streamer.bot ne dit pas quand un abonnement se termine : cela se voit à la prochaine synchronisation. Les récompenses, le remboursement de points, les bans et la règle des followers demandent une connexion propre à Rolecall.',
  change: 'Connecter avec une connexion propre',
  changeBack: 'Connecter par Streamer.bot',
  keep: 'Toutes les données restent.',
};
