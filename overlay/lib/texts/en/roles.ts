import { plural } from '../language.ts';

/** Roles: who gained or lost which, and from which source Rolecall knows. */
export const roleTexts = {
  role: { subscriber: 'Subscriber', vip: 'VIP', moderator: 'Moderator' },
  gift: 'gift',
  giftFrom: (name: string) => `gift from ${name}`,
  heading: 'Changes',
  empty: 'No changes yet. Viewers who gain or lose a role are listed here.',
  firstRead: (who: string) => `First read: ${who}`,
  found: (who: string) => `New: ${who}`,
  some: {
    subscribers: (count: string, n: number) => `${count} ${plural(n, { one: 'sub', other: 'subs' })}`,
    vips: (count: string, n: number) => `${count} ${plural(n, { one: 'VIP', other: 'VIPs' })}`,
    moderators: (count: string, n: number) => `${count} ${plural(n, { one: 'mod', other: 'mods' })}`,
  },
  gained: (role: string) => `now ${role}`,
  lost: (role: string) => `no longer ${role}`,
  updated: (role: string) => `${role} changed`,
  spoken: (gained: number, lost: number) => `Roles changed: ${gained} gained, ${lost} lost`,
  /** From what Rolecall knows. */
  sources: {
    startup: 'sync at start',
    'manual-ui': 'manual sync',
    'oauth-connect': 'sync after login',
    'stream-start': 'sync at stream start',
    'eventsub-reconnect': 'sync after a gap',
    'access-denial': 'looked up',
    event: 'live from Twitch',
    'api:viewers.refresh': 'your refresh',
  } as Readonly<Record<string, string>>,
  background: 'background sync',
};
