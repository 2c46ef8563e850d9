import type { peerProblemTexts as en } from '../en/peer-problems.ts';

export const peerProblemTexts: typeof en = {
  code: {
    unreachable: (name) =>
      `${name} est injoignable. Démarre-le et compare ci-dessous l’ordinateur et le port.`,
    no_answer: (name) =>
      `Ce qui répond là n’est pas ${name}, ou il est bloqué. Compare le port avec celui de ${name}.`,
    wrong_password: (name) =>
      `${name} refuse le mot de passe. Copie-le de nouveau depuis ses réglages WebSocket.`,
    password_needed: (name) => `${name} demande un mot de passe. Il se trouve dans ses réglages WebSocket.`,
    lost: (name) => `La connexion à ${name} est perdue. Rolecall se reconnecte tout seul.`,
    action_failed: (name) =>
      `${name} n’a pas exécuté l’action. Elle a peut-être été renommée ou supprimée : choisis-la de nouveau.`,
    action_missing: (name) =>
      `Il manque à ${name} les actions de Rolecall, ou elles sont désactivées. Importe-y rolecall.sb et vérifie qu’elles sont actives.`,
    not_logged_in: (name) =>
      `${name} n’est pas connecté à Twitch. Connecte-toi là-bas : Platforms > Twitch > Accounts, « Broadcaster Account ».`,
    twitch_unreachable: (name) => `${name} ne peut pas joindre Twitch. Vérifie la connexion à internet.`,
    no_page: (name) => `${name} n’a pas répondu à temps. Rolecall réessaie tout seul.`,
    bad_page: (name) => `${name} a envoyé une réponse qui n’a pas de sens. Rolecall réessaie tout seul.`,
    everyone_allowed: (name) =>
      `Tout le monde peut utiliser le TTS, il n’y a donc pas de liste à tenir. Dans ${name}, coche « Everyone » sous Settings > Speaking Options > Permissions, ou désactive ceci.`,
    too_many: (name) =>
      `Plus de viewers sont autorisés qu’on ne peut en dire à ${name}. Personne de nouveau n’est ajouté ; les retraits continuent. Laisse ${name} autoriser lui-même les abonnés.`,
    not_saved: (name) =>
      `Rolecall n’a pas pu enregistrer ce qu’il dit à ${name}. Libère de la place sur le disque, puis réessaie.`,
    internal: (name) => `${name} n’a pas pu être appelé. Redémarre Rolecall ; son journal en dit plus.`,
  },
  other: (name) => `Quelque chose ne va pas avec ${name}. Réessaie ; le journal de Rolecall en dit plus.`,
};
