import type { listTexts as en } from '../en/lists.ts';

export const listTexts: typeof en = {
  kind: {
    subscribers: 'Suscriptores',
    vips: 'VIP',
    moderators: 'Moderadores',
  },
  readOf: (done, total) => `${done} de ${total} leídos`,
  outOfDate: (age) => `Desactualizado, ${age}`,
  lastSynced: (age) => `Última sincronización ${age}`,
  notLive: 'no en vivo',
  nextSync: (inTime) => `Próxima sincronización ${inTime}`,
  nextSyncNow: 'Próxima sincronización en cualquier momento',
  noChange: 'No ha cambiado nada.',
  changed: (granted, revoked) => `${granted} ganaron un rol, ${revoked} perdieron uno.`,
  failedLists: (kinds) => `Sin sincronizar: ${kinds}.`,
  skipped: (age) => `Se sincronizó ${age}: no había nada que hacer.`,
  syncAnyway: 'Sincronizar igualmente',
  forceLater: (amount) => `Se acaba de sincronizar. Podrás forzarla otra vez en ${amount}.`,
  tools: 'Programas conectados',
  noTools: 'Ningún programa ha preguntado desde que se inició Rolecall.',
  toolAsked: (age, count) => `preguntó ${age}, ${count} en total`,
};
