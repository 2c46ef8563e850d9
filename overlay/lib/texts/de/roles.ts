import type { roleTexts as en } from '../en/roles.ts';

export const roleTexts: typeof en = {
  role: { subscriber: 'Abonnent', vip: 'VIP', moderator: 'Moderator' },
  tier: { '1000': 'Stufe 1', '2000': 'Stufe 2', '3000': 'Stufe 3' },
  gift: 'Geschenk',
  giftFrom: (name) => `Geschenk von ${name}`,
  since: (day) => `seit ${day}`,
  heading: 'Wechsel',
  empty: 'Noch keine Wechsel. Wer eine Rolle bekommt oder verliert, steht hier.',
  gained: (role) => `jetzt ${role}`,
  lost: (role) => `nicht mehr ${role}`,
  updated: (role) => `${role} geändert`,
  spoken: (gained, lost) => `Rollen geändert: ${gained} dazu, ${lost} weg`,
  sources: {
    startup: 'Abgleich beim Start',
    'manual-ui': 'dein Abgleich',
    'oauth-connect': 'Abgleich nach Login',
    'stream-start': 'Abgleich bei Streamstart',
    'eventsub-reconnect': 'Abgleich nach Lücke',
    'access-denial': 'nachgesehen',
    event: 'live von Twitch',
    'api:viewers.refresh': 'von dir aufgefrischt',
  },
  background: 'Abgleich im Hintergrund',
};
