import type { roleTexts as en } from '../en/roles.ts';
import { plural } from '../language.ts';

export const roleTexts: typeof en = {
  role: { subscriber: 'Abonnent', vip: 'VIP', moderator: 'Moderator' },
  gift: 'Geschenk',
  giftFrom: (name) => `Geschenk von ${name}`,
  heading: 'Änderungen',
  empty: 'Noch keine Änderungen. Wer eine Rolle bekommt oder verliert, steht hier.',
  firstRead: (who) => `Erstmals gelesen: ${who}`,
  found: (who) => `Neu: ${who}`,
  some: {
    subscribers: (count, n) => `${count} ${plural(n, { one: 'Abo', other: 'Abos' })}`,
    vips: (count, n) => `${count} ${plural(n, { one: 'VIP', other: 'VIPs' })}`,
    moderators: (count, n) => `${count} ${plural(n, { one: 'Mod', other: 'Mods' })}`,
  },
  gained: (role) => `jetzt ${role}`,
  lost: (role) => `nicht mehr ${role}`,
  updated: (role) => `${role} geändert`,
  spoken: (gained, lost) => `Rollen geändert: ${gained} dazu, ${lost} weg`,
  sources: {
    startup: 'Sync beim Start',
    'manual-ui': 'dein Sync',
    'oauth-connect': 'Sync nach Anmeldung',
    'stream-start': 'Sync bei Streamstart',
    'eventsub-reconnect': 'Sync nach Lücke',
    'access-denial': 'nachgesehen',
    event: 'live von Twitch',
    'api:viewers.refresh': 'von dir aufgefrischt',
  },
  background: 'Sync im Hintergrund',
};
