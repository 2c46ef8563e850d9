import type { demoMenuTexts as en } from '../en/demo-menu.ts';

export const demoMenuTexts: typeof en = {
  heading: 'À quoi ça ressemble quand…',
  states: {
    twitch_down: 'Twitch est en panne',
    missing_permission: 'une autorisation manque',
    login_ended: 'la connexion a pris fin',
    old_lists: 'les listes sont anciennes',
    news_refused: 'Twitch refuse d’envoyer des nouvelles',
    first_read: 'ta chaîne est lue pour la première fois',
  },
  normal: 'Retour à la normale',
  forgets: 'Cela oublie les 30 jours que la démo a montrés jusqu’ici.',
  away: 'La démo n’a pas répondu. Est-elle encore ouverte ?',
};
