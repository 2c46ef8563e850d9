import type { lateTexts as en } from '../en/late.ts';

export const lateTexts: typeof en = {
  kind: { subscribers: 'Abos', vips: 'VIPs', moderators: 'Mods' },
  some: (kinds) => `Neue ${kinds} zeigen sich mit dem nächsten Sync.`,
  all: 'Änderungen zeigen sich mit dem nächsten Sync.',
};
