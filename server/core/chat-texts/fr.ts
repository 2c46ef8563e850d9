import type { ChatWords } from './words.ts';

export const fr: ChatWords = {
  reasons: {
    broadcaster: 'C’est le live de {name}.',
    override_allow: '{name} a reçu une autorisation.',
    grant: 'Il reste {timeLeft} à {name}.',
    everyone: 'Tout le monde peut utiliser {feature}.',
    subscriber: '{name} a un abonnement.',
    vip: '{name} est VIP.',
    moderator: '{name} modère ici.',
    follower: '{name} suit la chaîne depuis assez longtemps.',
    member: '{name} est membre.',
    other_platform: '{name} ne peut pas utiliser {feature} depuis une autre plateforme.',
    feature_off: 'On ne peut pas utiliser {feature} en ce moment.',
    banned: '{name} est sous le coup d’un ban ou d’une exclusion.',
    override_deny: '{name} a été rendu muet.',
    cooldown: '{name} doit attendre {timeLeft}.',
    roles_stale: 'Rolecall est sans nouvelles de Twitch depuis trop longtemps pour être sûr de {name}.',
    roles_unknown: 'Rolecall n’a pas encore lu les listes de Twitch.',
    rules_unknown:
      'Rolecall a perdu ses règles et ne laisse entrer personne tant que le streamer n’a pas regardé.',
    follower_unknown: 'Rolecall n’a pas pu savoir à temps si {name} suit la chaîne.',
    bot: '{name} est un bot de chat.',
    guest: '{name} écrit depuis le chat d’une autre chaîne.',
    first_message: '{name} peut utiliser {feature} à partir du deuxième message.',
    no_matching_rule: '{name} ne peut pas utiliser {feature}.',
  },
  role: {
    broadcaster: 'streamer',
    subscriber: 'abonné',
    vip: 'VIP',
    moderator: 'modo',
    viewer: 'viewer',
  },
  and: 'et',
  somebody: 'Ce viewer',
  shared: (count, name, logins) =>
    `${count} viewers s’appellent « ${name} » (${logins}) ; la réponse la plus stricte compte.`,
  forEver: 'toujours',
  day: 'jour',
  days: 'jours',
};
