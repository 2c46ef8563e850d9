import type { accessTexts as en } from '../en/settings-access.ts';
import { plural } from '../language.ts';

export const accessTexts: typeof en = {
  lead: 'Décide qui peut utiliser la synthèse vocale et tes autres fonctions. Toi, tu peux toujours. Chaque changement est enregistré aussitôt et peut être annulé ; avant que quelqu’un perde l’accès, Rolecall te demande.',
  presets: 'Commence par un de ces modèles',
  preset: {
    everyone: ['Tout le monde', 'Tous les viewers peuvent utiliser la synthèse vocale et les voix premium.'],
    limited: ['Limité', 'Seulement abonnés, VIP et modérateurs.'],
    'premium-voices-only': [
      'Seules les voix premium limitées',
      'Tout le monde peut utiliser la synthèse vocale ; les voix premium sont pour abonnés, VIP et modérateurs.',
    ],
  },
  ownMix:
    'Tu as tes propres règles. Un modèle remplace qui peut utiliser chaque fonction ; les délais et les autres règles restent.',
  botsMay:
    'Les bots de chat comme Nightbot peuvent parler aussi s’ils ont un rôle : beaucoup sont modérateurs.',
  botsKeepOut: 'Écarter les bots de chat',
  featureNames: {
    tts: 'Synthèse vocale',
    'premium-voice': 'Voix premium',
  },
  offNow: 'Coupé : personne à part toi',
  nobody: 'Personne à part toi',
  everyone: 'Tout le monde',
  subscribers: 'Abonnés',
  subscribersWho: (tier, gifted) =>
    `abonnés${tier > 1 ? ` à partir du niveau ${tier}` : ''}${gifted ? '' : ' (non offerts)'}`,
  minTier: 'À partir de quel niveau',
  tier: (n) => `Niveau ${n}`,
  gifted: 'Les abonnements offerts comptent aussi',
  vips: 'VIP',
  moderators: 'Modérateurs',
  moderatorsWho: 'modérateurs',
  followers: 'Followers',
  followersHint:
    'Demande une autorisation à part de Twitch. Si elle n’y est pas encore : après l’activation, accorde-la sous « Connecter Twitch ».',
  followersWho: (days) =>
    days === 0
      ? 'followers'
      : `followers depuis au moins ${plural(days, { one: `${days} jour`, other: `${days} jours` })}`,
  minDays: 'Suivent depuis au moins',
  minDaysHint: '0 laisse entrer tous les followers.',
  days: 'jours',
  stale: 'Si les listes ne sont pas à jour',
  staleHint: 'Cela arrive quand Twitch ou ton internet est longtemps en panne.',
  staleUse: 'Garder les dernières listes connues',
  staleUseHint: 'Personne n’est mis dehors. Recommandé.',
  staleDeny: 'Refuser',
  staleDenyHint: 'Ceux qui ont besoin d’un rôle attendent que les listes soient à jour.',
  remove: 'Retirer cette fonction',
  removeHeading: (name) => `Retirer « ${name} » ?`,
  removeYes: 'La retirer',
  add: 'Ajouter une fonction',
  addHint:
    'Par exemple des demandes de musique : tes programmes interrogent alors Rolecall sur cette fonction par son nom.',
  addName: 'Nom',
  addCalled: (id) => `Tes programmes demandent « ${id} ».`,
  addNeedsLetter: 'Le nom a besoin d’au moins une lettre de a à z.',
  addButton: 'Ajouter',
  added: (name) => `« ${name} » a été ajoutée. Abonnés, VIP et modérateurs peuvent l’utiliser.`,
  exists: (name) => `La fonction « ${name} » existe déjà.`,
  loseHeading: 'Des viewers vont perdre l’accès',
  loseText: 'Enregistrer quand même ? Tu pourras annuler ensuite.',
  loseYes: 'Enregistrer',
  loseNo: 'Laisser comme avant',
  unknown: 'Chargement des règles…',
};
