import type { Kind } from '../../server/core/roles.ts';
import type { ViewState } from './view-state.ts';

/*
 * Every word that a page says; what the server says (messages and fixes) comes from the server, in English but for
 * the few sentences that stand on the dock most of the time.
 * One group of texts for each page, so that a small page does not carry the words of a large one.
 */

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
type InEachLanguage<T> = Readonly<Record<Language, T>>;

/** Spans, on every page. */
export interface SpanTexts {
  readonly now: string;
  readonly minutes: (n: number) => string;
  readonly hours: (n: number) => string;
  readonly days: (n: number) => string;
}

export const spanTexts: InEachLanguage<SpanTexts> = {
  en: { now: 'now', minutes: (n) => `${n} min`, hours: (n) => `${n} h`, days: (n) => `${n} d` },
  de: { now: 'jetzt', minutes: (n) => `${n} Min.`, hours: (n) => `${n} Std.`, days: (n) => `${n} T.` },
};

/** Ages in sentences. */
export interface AgeTexts {
  readonly justNow: string;
  readonly ago: (amount: string) => string;
  readonly inTime: (amount: string) => string;
  readonly seconds: (n: number) => string;
  readonly days: (n: number) => string;
}

export const ageTexts: InEachLanguage<AgeTexts> = {
  en: {
    justNow: 'just now',
    ago: (amount) => `${amount} ago`,
    inTime: (amount) => `in ${amount}`,
    seconds: (n) => `${n} s`,
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
  },
  de: {
    justNow: 'gerade eben',
    ago: (amount) => `vor ${amount}`,
    inTime: (amount) => `in ${amount}`,
    seconds: (n) => `${n} s`,
    days: (n) => (n === 1 ? '1 Tag' : `${n} Tagen`),
  },
};

/** The badge: short words, for strangers. */
export interface BadgeTexts {
  readonly badgeState: Readonly<Record<Exclude<ViewState, 'connecting'>, string>>;
  readonly badgeLabel: string;
  readonly badgeKind: Readonly<Record<Kind, string>>;
}

export const badgeTexts: InEachLanguage<BadgeTexts> = {
  en: {
    badgeState: {
      fresh: 'Fresh',
      syncing: 'Syncing',
      stale: 'Stale',
      partial: 'Partial',
      failed: 'Failed',
      disconnected: 'Offline',
      away: 'Away',
    },
    badgeLabel: 'Role sync',
    badgeKind: { subscribers: 'Subscribers', vips: 'VIPs', moderators: 'Moderators' },
  },
  de: {
    badgeState: {
      fresh: 'Aktuell',
      syncing: 'Abgleich',
      stale: 'Veraltet',
      partial: 'Teilweise',
      failed: 'Fehler',
      disconnected: 'Getrennt',
      away: 'Weg',
    },
    badgeLabel: 'Rollenabgleich',
    badgeKind: { subscribers: 'Abos', vips: 'VIPs', moderators: 'Mods' },
  },
};

/** The dock. */
export interface DockTexts {
  readonly state: Readonly<Record<ViewState, string>>;
  readonly kind: Readonly<Record<Kind, string>>;
  readonly connectingMessage: string;
  readonly awayMessage: (syncedAge: string | null) => string;
  readonly demo: string;
  readonly demoHint: string;
  readonly listsHeading: string;
  readonly never: string;
  readonly waiting: string;
  readonly reading: (done: string, total: string | null) => string;
  readonly outOfDate: (age: string) => string;
  readonly failedSince: (age: string | null) => string;
  readonly lastKnown: (age: string) => string;
  readonly syncNow: string;
  readonly syncing: (percent: string | null) => string;
  readonly syncProgress: string;
  readonly timeLeft: (amount: string) => string;
  readonly nextSync: (inTime: string) => string;
  readonly nextSyncNow: string;
  readonly noChange: string;
  readonly changes: (granted: string, revoked: string) => string;
  readonly changesSpoken: (granted: string, revoked: string) => string;
  readonly counts: (subscribers: string, vips: string, moderators: string) => string;
  readonly failedLists: (kinds: string) => string;
  readonly skipped: (age: string) => string;
  readonly syncAnyway: string;
  readonly forceLater: (amount: string) => string;
  readonly tryAgain: string;
  readonly connectAgain: string;
}

export const dockTexts: InEachLanguage<DockTexts> = {
  en: {
    state: {
      fresh: 'Up to date',
      syncing: 'Syncing',
      stale: 'Out of date',
      partial: 'Partly synced',
      failed: 'Sync failed',
      disconnected: 'Not connected',
      connecting: 'Connecting',
      away: 'Rolecall is away',
    },
    kind: { subscribers: 'Subscribers', vips: 'VIPs', moderators: 'Moderators' },
    connectingMessage: 'Looking for Rolecall on this computer.',
    awayMessage: (age) =>
      `${age === null ? 'Nothing is known yet.' : `Showing what was known ${age}.`} This page comes back by itself.`,
    demo: 'Demo',
    demoHint: 'A made-up channel. Nothing here is real.',
    listsHeading: 'Lists',
    never: 'Never synced',
    waiting: 'Waiting for Twitch',
    reading: (done, total) => (total === null ? `${done} so far` : `${done} of ${total}`),
    outOfDate: (age) => `Out of date, ${age}`,
    failedSince: (age) => (age === null ? 'Never synced' : `Last good ${age}`),
    lastKnown: (age) => `Last known ${age}`,
    syncNow: 'Sync now',
    syncing: (percent) => (percent === null ? 'Syncing…' : `Syncing… ${percent}`),
    syncProgress: 'Sync progress',
    timeLeft: (amount) => `About ${amount} left`,
    nextSync: (inTime) => `Next sync ${inTime}`,
    nextSyncNow: 'Next sync any moment',
    noChange: 'No changes',
    changes: (granted, revoked) => `+${granted} −${revoked}`,
    changesSpoken: (granted, revoked) => `${granted} gained, ${revoked} lost`,
    counts: (subs, vips, mods) => `${subs} subs, ${vips} VIPs, ${mods} mods`,
    failedLists: (kinds) => `Not synced: ${kinds}`,
    skipped: (age) => `Synced ${age}.`,
    syncAnyway: 'Sync anyway',
    forceLater: (amount) => `You can force a sync again in ${amount}.`,
    tryAgain: 'Try again',
    connectAgain: 'Connect Twitch again',
  },
  de: {
    state: {
      fresh: 'Aktuell',
      syncing: 'Abgleich läuft',
      stale: 'Veraltet',
      partial: 'Teilweise aktuell',
      failed: 'Abgleich fehlgeschlagen',
      disconnected: 'Nicht verbunden',
      connecting: 'Verbinde',
      away: 'Rolecall ist weg',
    },
    kind: { subscribers: 'Abonnenten', vips: 'VIPs', moderators: 'Moderatoren' },
    connectingMessage: 'Suche Rolecall auf diesem Computer.',
    awayMessage: (age) =>
      `${age === null ? 'Noch ist nichts bekannt.' : `Du siehst, was ${age} bekannt war.`} Diese Seite kommt von selbst zurück.`,
    demo: 'Demo',
    demoHint: 'Ein erfundener Kanal. Nichts hier ist echt.',
    listsHeading: 'Listen',
    never: 'Nie abgeglichen',
    waiting: 'Warte auf Twitch',
    reading: (done, total) => (total === null ? `bisher ${done}` : `${done} von ${total}`),
    outOfDate: (age) => `Veraltet, ${age}`,
    failedSince: (age) => (age === null ? 'Nie abgeglichen' : `Zuletzt gut ${age}`),
    lastKnown: (age) => `Zuletzt bekannt ${age}`,
    syncNow: 'Jetzt abgleichen',
    syncing: (percent) => (percent === null ? 'Abgleich…' : `Abgleich… ${percent}`),
    syncProgress: 'Fortschritt des Abgleichs',
    timeLeft: (amount) => `Noch etwa ${amount}`,
    nextSync: (inTime) => `Nächster Abgleich ${inTime}`,
    nextSyncNow: 'Nächster Abgleich jeden Moment',
    noChange: 'Keine Änderungen',
    changes: (granted, revoked) => `+${granted} −${revoked}`,
    changesSpoken: (granted, revoked) => `${granted} dazu, ${revoked} weg`,
    counts: (subs, vips, mods) => `${subs} Abos, ${vips} VIPs, ${mods} Mods`,
    failedLists: (kinds) => `Nicht abgeglichen: ${kinds}`,
    skipped: (age) => `Wurde ${age} abgeglichen.`,
    syncAnyway: 'Trotzdem abgleichen',
    forceLater: (amount) => `In ${amount} lässt es sich wieder erzwingen.`,
    tryAgain: 'Nochmal versuchen',
    connectAgain: 'Twitch neu verbinden',
  },
};

/** What the server says most of the time, by its own words. */
const GERMAN: Readonly<Record<string, string>> = {
  'Everything is up to date.': 'Alles ist auf dem neuesten Stand.',
  'Reading the lists from Twitch.': 'Lese die Listen von Twitch.',
  'Not connected to Twitch. Connect it to let Rolecall read your lists.':
    'Nicht mit Twitch verbunden. Verbinde es, damit Rolecall deine Listen lesen kann.',
  'No list could be read from Twitch; the last known ones are in use.':
    'Keine Liste ließ sich bei Twitch lesen; die letzten bekannten gelten.',
};

/** A sentence of the server in this page's language, as far as it is known; else as it is. */
export function saidByServer(sentence: string): string {
  return (language === 'de' && GERMAN[sentence]) || sentence;
}

/** `?lang=de` wins, else the first language of the browser that we speak, else English. */
export function chooseLanguage(search: string, preferred: readonly string[]): Language {
  const asked = new URLSearchParams(search).get('lang') ?? '';
  return [asked, ...preferred].map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

function isLanguage(tag: string): tag is Language {
  return (LANGUAGES as readonly string[]).includes(tag);
}

/** This page's language: it does not change while the page is open. */
export const language: Language = /* @__PURE__ */ chooseLanguage(location.search, navigator.languages);
