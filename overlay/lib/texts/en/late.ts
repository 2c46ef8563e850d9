import type { Kind } from '../../../../server/core/roles.ts';

/** Lists whose changes Twitch does not tell as they happen. */
export const lateTexts = {
  kind: { subscribers: 'subscribers', vips: 'VIPs', moderators: 'mods' } as Readonly<Record<Kind, string>>,
  some: (kinds: string) => `New ${kinds} show with the next sync.`,
  all: 'Changes show with the next sync.',
};
