import type { errorTexts as en } from '../en/errors.ts';

export const errorTexts: typeof en = {
  code: {
    invalid_format: 'Rolecall n’a pas pu lire ce que cette page a envoyé. Recharge la page.',
    invalid_params: 'Cette valeur n’est pas acceptée. Vérifie ce que tu as choisi ou saisi.',
    unauthorized: 'Il faut un jeton d’accès. Ouvre l’adresse que Rolecall a affichée au démarrage.',
    forbidden: 'Ce n’est pas permis : Twitch ou le jeton de cette page ne l’autorise pas.',
    unknown_action: 'Cette page et Rolecall sont de versions différentes. Recharge la page.',
    not_found: 'Cela n’existe pas, ou plus. Vérifie le nom ou recharge la page.',
    not_connected:
      'Il manque une connexion pour cela. Regarde dans les réglages si Twitch et tes programmes sont connectés.',
    rate_limited: 'C’était trop à la fois. Attends un instant, puis réessaie.',
    internal_error: 'Quelque chose a échoué dans Rolecall. Réessaie ; son journal en dit plus.',
    unavailable: 'C’est impossible pour le moment. Réessaie bientôt ; le journal de Rolecall en dit plus.',
    disconnected: 'Rolecall ne répond pas. Réessaie quand il sera revenu.',
    timeout: 'Rolecall n’a pas répondu à temps. Réessaie.',
    closed: 'La connexion à Rolecall a été fermée. Recharge la page.',
  },
  other: 'Quelque chose a échoué. Réessaie ou recharge la page.',
};
