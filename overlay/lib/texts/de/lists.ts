import type { listTexts as en } from '../en/lists.ts';

export const listTexts: typeof en = {
  kind: { subscribers: 'Abonnenten', vips: 'VIPs', moderators: 'Moderatoren' },
  readOf: (done, total) => `${done} von ${total} gelesen`,
  outOfDate: (age) => `Veraltet, ${age}`,
  lastSynced: (age) => `Zuletzt abgeglichen ${age}`,
  notLive: 'nicht live',
  nextSync: (inTime) => `Nächster Abgleich ${inTime}`,
  nextSyncNow: 'Nächster Abgleich jeden Moment',
  noChange: 'Nichts hat sich geändert.',
  changed: (granted, revoked) => `${granted} mit neuer Rolle, ${revoked} ohne.`,
  failedLists: (kinds) => `Nicht abgeglichen: ${kinds}.`,
  skipped: (age) => `Wurde ${age} abgeglichen: es gab nichts zu tun.`,
  syncAnyway: 'Trotzdem abgleichen',
  forceLater: (amount) => `Eben abgeglichen. In ${amount} lässt es sich wieder erzwingen.`,
  tools: 'Verbundene Programme',
  noTools: 'Seit Rolecall läuft, hat noch kein Programm gefragt.',
  toolAsked: (age, count) => `fragte ${age}, insgesamt ${count}-mal`,
};
