import type { settingsConnectTexts as en } from '../en/settings-connect.ts';

export const settingsConnectTexts: typeof en = {
  lead: 'Rolecall lit directement sur Twitch qui est abonné, qui est VIP et qui modère. Il ne voit jamais ton mot de passe, et les listes restent sur ce PC.',
  connectedText: (login) => `twitch.tv/${login} · les listes sont tenues à jour.`,
  lost: 'Twitch a mis fin à la connexion',
  lostText: 'Reconnecte-toi ici. D’ici là, les dernières listes connues sont utilisées.',
  permissions: 'Ce que Rolecall peut voir',
  permissionsText: 'Rolecall ne demande que ce qui est activé.',
  neededFor: 'À quoi cela sert',
  state: 'État',
  has: 'Autorisé',
  lacks: 'Manque',
  notNeeded: 'Inutile',
  scopes: {
    'channel:read:subscriptions': 'Lire tes abonnés : toujours nécessaire',
    'channel:read:vips': 'Lire tes VIP : toujours nécessaire',
    'moderation:read': 'Lire tes modérateurs et qui est banni : toujours nécessaire',
    'moderator:read:followers': 'Seulement pour la règle « followers depuis tant de jours »',
    'channel:moderate': 'Seulement pour « Refuser les bannis et exclus »',
    'channel:manage:redemptions':
      'Seulement pour les points de chaîne : créer des récompenses, voir les échanges, rendre les points',
  },
  otherScope: 'Autorisé auparavant ; Rolecall ne s’en sert pas',
  notPublic:
    'Twitch ne renouvelle la connexion que pour une application de type « Public » qui existe encore. Sur dev.twitch.tv/console, clique sur « Manage » à côté de la tienne, mets son Client Type sur « Public », enregistre et reconnecte-toi.',
  missing: 'Pas encore autorisé sur Twitch',
  cancel: 'Annuler',
  disconnect: 'Déconnecter',
  disconnectText:
    'Rolecall supprime la connexion, aussi chez Twitch. Tes réglages restent dans les deux cas.',
  disconnectKeep: 'Déconnecter et garder les listes',
  disconnectDelete: 'Déconnecter et supprimer tous les viewers',
  keep: 'Rester connecté',
  askDisconnect: {
    heading: 'Déconnecter Twitch ?',
    text: 'Les dernières listes connues restent utilisées, mais les changements ne sont plus vus.',
    yes: 'Déconnecter',
  },
  askDelete: {
    heading: 'Déconnecter et supprimer tous les viewers ?',
    text: 'Tous les rôles avec leur historique, et tout ce que tu as autorisé, rendu muet ou donné à la main, sont supprimés. C’est irréversible. Tes réglages restent.',
    yes: 'Supprimer tous les viewers',
  },
  disconnected: 'Déconnecté. Les dernières listes connues restent utilisées.',
  deleted: 'Déconnecté, et tous les viewers sont supprimés.',
  next: 'Et maintenant ?',
  nextDock: 'Mets le dock et le badge dans OBS',
  nextAccess: 'Décide qui peut utiliser la synthèse vocale',
  nextTools: 'Laisse Streamer.bot ou un autre programme demander',
  demo: 'Envie de regarder d’abord ?',
  demoText:
    'La démo montre tout avec une chaîne inventée ; rien n’est gardé, et tes réglages ne sont pas touchés. Elle s’ouvre dans son propre onglet et se termine avec Rolecall.',
  inDemo:
    'Dans la démo, il n’y a rien à connecter : la chaîne inventée l’est déjà. Déconnecter et connecter marchent aussi ici, avec un Twitch inventé.',
};
