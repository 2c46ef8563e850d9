import type { listTexts as en } from '../en/lists.ts';

export const listTexts: typeof en = {
  kind: {
    subscribers: 'Inscritos',
    vips: 'VIPs',
    moderators: 'Moderadores',
  },
  readOf: (done, total) => `${done} de ${total} lidos`,
  outOfDate: (age) => `Desatualizado, ${age}`,
  lastSynced: (age) => `Última sincronização ${age}`,
  notLive: 'não ao vivo',
  nextSync: (inTime) => `Próxima sincronização ${inTime}`,
  nextSyncNow: 'Próxima sincronização a qualquer momento',
  noChange: 'Nada mudou.',
  changed: (granted, revoked) => `${granted} ganharam um cargo, ${revoked} perderam um.`,
  failedLists: (kinds) => `Não sincronizado: ${kinds}.`,
  skipped: (age) => `Foi sincronizado ${age}: não havia nada a fazer.`,
  syncAnyway: 'Sincronizar mesmo assim',
  forceLater: (amount) => `Acabou de sincronizar. Dá para forçar de novo em ${amount}.`,
  tools: 'Programas conectados',
  noTools: 'Nenhum programa perguntou desde que o Rolecall foi aberto.',
  toolAsked: (age, count) => `perguntou ${age}, ${count} ao todo`,
};
