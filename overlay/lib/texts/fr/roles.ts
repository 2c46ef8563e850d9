import type { roleTexts as en } from '../en/roles.ts';
import { plural } from '../language.ts';

export const roleTexts: typeof en = {
  role: {
    subscriber: 'Abonné',
    vip: 'VIP',
    moderator: 'Modérateur',
  },
  gift: 'offert',
  giftFrom: (name) => `offert par ${name}`,
  heading: 'Changements',
  empty: 'Pas encore de changements. Ceux qui gagnent ou perdent un rôle apparaissent ici.',
  firstRead: (who) => `Première lecture : ${who}`,
  found: (who) => `Nouveau : ${who}`,
  some: {
    subscribers: (count, n) => `${count} ${plural(n, { one: 'abonné', other: 'abonnés' })}`,
    vips: (count) => `${count} VIP`,
    moderators: (count, n) => `${count} ${plural(n, { one: 'modo', other: 'modos' })}`,
  },
  gained: (role) => `maintenant ${role}`,
  lost: (role) => `n’est plus ${role}`,
  updated: (role) => `a changé : ${role}`,
  spoken: (gained, lost) => `Rôles changés : ${gained} en plus, ${lost} en moins`,
  sources: {
    startup: 'au démarrage',
    'manual-ui': 'ta synchro',
    'oauth-connect': 'après connexion',
    'stream-start': 'au début du live',
    'eventsub-reconnect': 'après une coupure',
    'access-denial': 'vérifié',
    event: 'en direct de Twitch',
    'api:viewers.refresh': 'actualisé par toi',
  },
  background: 'en arrière-plan',
};
