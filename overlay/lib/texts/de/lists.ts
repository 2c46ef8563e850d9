import type { listTexts as en } from '../en/lists.ts';

export const listTexts: typeof en = {
  kind: { subscribers: 'Abonnenten', vips: 'VIPs', moderators: 'Moderatoren' },
  readOf: (done, total) => `${done} von ${total} gelesen`,
  outOfDate: (age) => `Veraltet, ${age}`,
  lastSynced: (age) => `Zuletzt synchronisiert ${age}`,
  notLive: 'nicht live',
  nextSync: (inTime) => `Nächster Sync ${inTime}`,
  nextSyncNow: 'Nächster Sync jeden Moment',
  noChange: 'Nichts hat sich geändert.',
  changed: (granted, revoked) => `${granted} mit neuer Rolle, ${revoked} ohne.`,
  failedLists: (kinds) => `Nicht synchronisiert: ${kinds}.`,
  skipped: (age) => `Wurde ${age} synchronisiert: es gab nichts zu tun.`,
  syncAnyway: 'Trotzdem synchronisieren',
  forceLater: (amount) => `Eben synchronisiert. In ${amount} lässt es sich wieder erzwingen.`,
  tools: 'Verbundene Programme',
  noTools: 'Seit Rolecall läuft, hat noch kein Programm gefragt.',
  toolAsked: (age, count) => `fragte ${age}, insgesamt ${count}-mal`,
};
