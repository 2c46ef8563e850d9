import type { settingsTexts as en } from '../en/settings.ts';
import { plural } from '../language.ts';

export const settingsTexts: typeof en = {
  title: 'Réglages',
  section: {
    home: 'Accueil',
    connect: 'Connecter Twitch',
    access: 'Qui peut l’utiliser',
    points: 'Points de chaîne',
    texts: 'Textes',
    sync: 'Synchro et limites',
    badge: 'Badge',
    integrations: 'Autres programmes',
    computers: 'Autres PC et jetons',
    data: 'Tes données',
    help: 'Aide',
  },
  nav: 'Rubriques',
  dock: 'Ouvrir le dock',
  demo: 'Démo',
  demoNotice:
    'Voici la démo : une chaîne inventée pour jouer. Rien n’est réel ici, et rien n’est gardé. Tous les boutons fonctionnent.',
  demoLeave:
    'Pour en sortir, ferme cette page. Si tu as lancé la démo toi-même avec « --demo », quitte-la aussi dans ses réglages, sous Aide.',
  away: 'Rolecall n’est pas ouvert en ce moment. Tu vois les derniers réglages connus, et rien ne peut être enregistré. La page se reconnecte toute seule.',
  incomplete: 'Une partie de cette page n’a pas pu être chargée. Recharge la page.',
  connecting: 'Connexion à Rolecall sur cet ordinateur…',
  forbidden:
    'Cette page a été ouverte avec un jeton qui ne peut pas changer les réglages. Ouvre-la sur l’ordinateur où tourne Rolecall, ou avec un jeton d’accès complet.',
  saved: 'Enregistré.',
  savedMark: 'Enregistré',
  saving: 'Enregistrement…',
  undo: 'Annuler',
  undoHint: 'Annuler (Ctrl+Z)',
  undone: 'Annulé. Tout est comme avant.',
  close: 'Fermer',
  notSavedAway: 'Non enregistré : Rolecall n’a pas répondu. Réessaie quand il sera revenu.',
  dirty: 'Pas encore enregistré',
  save: 'Enregistrer',
  range: (min, max) => `Choisis un nombre entier de ${min} à ${max}.`,
  required: 'Ce champ ne peut pas être vide.',
  gain: (n, count) =>
    plural(n, { one: `${count} viewer gagne l’accès.`, other: `${count} viewers gagnent l’accès.` }),
  lose: (n, count) =>
    plural(n, { one: `${count} viewer perd l’accès.`, other: `${count} viewers perdent l’accès.` }),
  noEffect: 'Rien ne change pour personne sur tes listes.',
  who: 'Montrer qui',
  gains: 'Gagnent l’accès',
  losses: 'Perdent l’accès',
  andMore: (n) => `et ${n} de plus`,
  inBrowser: 'OBS ne peut pas enregistrer de fichiers : ouvre cette adresse dans ton navigateur.',
  copy: 'Copier',
  copied: 'Copié',
  copyFailed: 'Appuie sur Ctrl+C pour copier',
};
