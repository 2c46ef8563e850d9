import type { listTexts as en } from '../en/lists.ts';

export const listTexts: typeof en = {
  kind: {
    subscribers: 'Abonnés',
    vips: 'VIP',
    moderators: 'Modérateurs',
  },
  readOf: (done, total) => `${done} lus sur ${total}`,
  outOfDate: (age) => `Pas à jour, ${age}`,
  lastSynced: (age) => `Dernière synchro ${age}`,
  notLive: 'pas en direct',
  nextSync: (inTime) => `Prochaine synchro ${inTime}`,
  nextSyncNow: 'Prochaine synchro d’un instant à l’autre',
  noChange: 'Rien n’a changé.',
  changed: (granted, revoked) => `${granted} avec un nouveau rôle, ${revoked} sans.`,
  failedLists: (kinds) => `Non synchronisé : ${kinds}.`,
  skipped: (age) => `Synchronisé ${age} : il n’y avait rien à faire.`,
  syncAnyway: 'Synchroniser quand même',
  forceLater: (amount) => `Synchronisé à l’instant. Tu pourras forcer à nouveau dans ${amount}.`,
  tools: 'Programmes connectés',
  noTools: 'Aucun programme n’a demandé depuis le démarrage de Rolecall.',
  toolAsked: (age, count) => `a demandé ${age}, ${count} en tout`,
};
