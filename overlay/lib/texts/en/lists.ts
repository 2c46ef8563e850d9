/** The lists, how a sync of them ended, and who asks about them. */
export const listTexts = {
  kind: { subscribers: 'Subscribers', vips: 'VIPs', moderators: 'Moderators' },
  readOf: (done: string, total: string) => `${done} of ${total} read`,
  outOfDate: (age: string) => `Out of date, ${age}`,
  lastSynced: (age: string) => `Last synced ${age}`,
  notLive: 'not live',
  nextSync: (inTime: string) => `Next sync ${inTime}`,
  nextSyncNow: 'Next sync any moment',
  noChange: 'Nothing has changed.',
  changed: (granted: string, revoked: string) => `${granted} gained a role, ${revoked} lost one.`,
  failedLists: (kinds: string) => `Not synced: ${kinds}.`,
  skipped: (age: string) => `Synced ${age}, so there was nothing to do.`,
  syncAnyway: 'Sync anyway',
  forceLater: (amount: string) => `Synced just now. You can force a sync again in ${amount}.`,
  tools: 'Connected tools',
  noTools: 'No tool has asked since Rolecall was started.',
  toolAsked: (age: string, count: string) => `asked ${age}, ${count} in all`,
};
