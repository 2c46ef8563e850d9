import type { problemTexts as en } from '../en/problems.ts';

export const problemTexts: typeof en = {
  says: (why) => `Cela n’a pas fonctionné : ${why}.`,
  fix: {
    connect: 'Reconnecte Twitch.',
    account: 'Connecte Twitch avec le compte de la chaîne.',
    wait: 'Rien à faire : Rolecall réessaie tout seul.',
    again: 'Réessaie.',
    disk: 'Libère de la place sur le disque, puis réessaie.',
    streamerbot: 'Démarre Streamer.bot et vérifie que son serveur WebSocket tourne.',
    setUp: 'Les réglages montrent comment, sous « Connecter Twitch ».',
    log: 'Son journal en dit plus.',
  },
  clientId:
    'Twitch n’accepte pas ce Client ID. Copie-le de nouveau depuis dev.twitch.tv/console, vérifie que le type de client est « Public », puis reconnecte-toi.',
  notStarted:
    'Twitch n’a pas lancé de connexion. Vérifie le Client ID (type « Public ») et la connexion à internet, puis réessaie.',
};
