import type { InEachLanguage } from './language.ts';

const enSources = {
  startup: 'sync at start',
  'manual-ui': 'manual sync',
  'oauth-connect': 'sync after login',
  'stream-start': 'sync at stream start',
  'eventsub-reconnect': 'sync after a gap',
  'access-denial': 'looked up',
  event: 'live from Twitch',
  'api:viewers.refresh': 'your refresh',
};
const deSources: typeof enSources = {
  startup: 'Abgleich beim Start',
  'manual-ui': 'dein Abgleich',
  'oauth-connect': 'Abgleich nach Login',
  'stream-start': 'Abgleich bei Streamstart',
  'eventsub-reconnect': 'Abgleich nach Lücke',
  'access-denial': 'nachgesehen',
  event: 'live von Twitch',
  'api:viewers.refresh': 'von dir aufgefrischt',
};

/** A caller like `api:Streamer.bot` has the name that it gave itself. */
function sourceOf(words: Readonly<Record<string, string>>, background: string, source: string): string {
  if (source.startsWith('background')) return background;
  return words[source] ?? source.replace(/^api:/, '');
}

/** Roles: who gained or lost which, and from which source Rolecall knows. */
const en = {
  role: { subscriber: 'Subscriber', vip: 'VIP', moderator: 'Moderator' },
  tier: { '1000': 'Tier 1', '2000': 'Tier 2', '3000': 'Tier 3' },
  gift: 'gift',
  giftFrom: (name: string) => `gift from ${name}`,
  since: (day: string) => `since ${day}`,
  heading: 'Changes',
  empty: 'No changes yet. Viewers who gain or lose a role are listed here.',
  gained: (role: string) => `now ${role}`,
  lost: (role: string) => `no longer ${role}`,
  updated: (role: string) => `${role} changed`,
  spoken: (gained: number, lost: number) => `Roles changed: ${gained} gained, ${lost} lost`,
  source: (source: string) => sourceOf(enSources, 'background sync', source),
};

const de: typeof en = {
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
  source: (source) => sourceOf(deSources, 'Abgleich im Hintergrund', source),
};

export const roleTexts: InEachLanguage<typeof en> = { en, de };
