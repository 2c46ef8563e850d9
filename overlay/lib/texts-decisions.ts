import type { Role, Tier } from '../../server/core/roles.ts';
import type { Language } from './texts.ts';

/** The words about decisions and roles, as the streamer reads them. */
export interface DecisionTexts {
  readonly allowed: string;
  readonly denied: string;
  readonly all: string;
  readonly everyFeature: string;
  readonly filterLabel: string;
  readonly featureLabel: string;
  readonly heading: string;
  readonly empty: string;
  readonly emptyFiltered: string;
  readonly held: (count: string) => string;
  readonly paused: string;
  readonly live: string;
  readonly somebody: string;
  readonly onPlatform: (platform: string) => string;
}

export const decisionTexts: Readonly<Record<Language, DecisionTexts>> = {
  en: {
    allowed: 'Allowed',
    denied: 'Denied',
    all: 'All',
    everyFeature: 'Every feature',
    filterLabel: 'Show decisions',
    featureLabel: 'Feature',
    heading: 'Decisions',
    empty: 'Nothing yet. Whoever asks to use a feature shows up here.',
    emptyFiltered: 'Nothing of this kind yet.',
    held: (count) => `${count} new`,
    paused: 'Paused while you look',
    live: 'Live',
    somebody: 'Somebody',
    onPlatform: (platform) => `on ${platform}`,
  },
  de: {
    allowed: 'Erlaubt',
    denied: 'Abgelehnt',
    all: 'Alle',
    everyFeature: 'Alle Funktionen',
    filterLabel: 'Welche Anfragen',
    featureLabel: 'Funktion',
    heading: 'Anfragen',
    empty: 'Noch nichts. Wer eine Funktion nutzen will, erscheint hier.',
    emptyFiltered: 'Von dieser Art noch nichts.',
    held: (count) => `${count} neu`,
    paused: 'Angehalten, solange du hinsiehst',
    live: 'Live',
    somebody: 'Jemand',
    onPlatform: (platform) => `auf ${platform}`,
  },
};

/** The words about roles: who gained or lost which, and what told so. */
export interface RoleTexts {
  readonly role: Readonly<Record<Role, string>>;
  readonly tier: Readonly<Record<Tier, string>>;
  readonly gift: string;
  readonly giftFrom: (name: string) => string;
  readonly since: (day: string) => string;
  readonly heading: string;
  readonly empty: string;
  readonly gained: (role: string) => string;
  readonly lost: (role: string) => string;
  readonly updated: (role: string) => string;
  readonly spoken: (gained: number, lost: number) => string;
  readonly source: (source: string) => string;
}

const en = {
  startup: 'sync at start',
  'manual-ui': 'your sync',
  'oauth-connect': 'sync after login',
  'stream-start': 'sync at stream start',
  'eventsub-reconnect': 'sync after a gap',
  'access-denial': 'looked up',
  event: 'live from Twitch',
  'api:viewers.refresh': 'your refresh',
} as const;
const de: Readonly<Record<keyof typeof en, string>> = {
  startup: 'Abgleich beim Start',
  'manual-ui': 'dein Abgleich',
  'oauth-connect': 'Abgleich nach Login',
  'stream-start': 'Abgleich bei Streamstart',
  'eventsub-reconnect': 'Abgleich nach Lücke',
  'access-denial': 'nachgesehen',
  event: 'live von Twitch',
  'api:viewers.refresh': 'von dir aufgefrischt',
};

/** `api:Streamer.bot` is named as it named itself. */
function sourceOf(words: Readonly<Record<string, string>>, background: string, source: string): string {
  if (source.startsWith('background')) return background;
  return words[source] ?? source.replace(/^api:/, '');
}

export const roleTexts: Readonly<Record<Language, RoleTexts>> = {
  en: {
    role: { subscriber: 'Subscriber', vip: 'VIP', moderator: 'Moderator' },
    tier: { '1000': 'Tier 1', '2000': 'Tier 2', '3000': 'Tier 3' },
    gift: 'gift',
    giftFrom: (name) => `gift from ${name}`,
    since: (day) => `since ${day}`,
    heading: 'Changes',
    empty: 'No changes yet. Whoever gains or loses a role shows up here.',
    gained: (role) => `now ${role}`,
    lost: (role) => `no longer ${role}`,
    updated: (role) => `${role} changed`,
    spoken: (gained, lost) => `Roles changed: ${gained} gained, ${lost} lost`,
    source: (source) => sourceOf(en, 'background sync', source),
  },
  de: {
    role: { subscriber: 'Abonnent', vip: 'VIP', moderator: 'Moderator' },
    tier: { '1000': 'Stufe 1', '2000': 'Stufe 2', '3000': 'Stufe 3' },
    gift: 'Geschenk',
    giftFrom: (name) => `Geschenk von ${name}`,
    since: (day) => `seit ${day}`,
    heading: 'Wechsel',
    empty: 'Noch keine. Wer eine Rolle bekommt oder verliert, erscheint hier.',
    gained: (role) => `jetzt ${role}`,
    lost: (role) => `nicht mehr ${role}`,
    updated: (role) => `${role} geändert`,
    spoken: (gained, lost) => `Rollen geändert: ${gained} dazu, ${lost} weg`,
    source: (source) => sourceOf(de, 'Abgleich im Hintergrund', source),
  },
};
