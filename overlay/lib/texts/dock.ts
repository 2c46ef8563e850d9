import type { Kind } from '../../../server/core/roles.ts';
import { type InEachLanguage, language } from './language.ts';
import { lateTexts } from './late.ts';

/** The dock. */
const en = {
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
  /**
   * @param late the lists whose changes Twitch does not tell as they happen
   * @param isMore there is something else to know: not everything is well
   */
  fresh: (late: readonly Kind[], isMore: boolean) => {
    if (late.length > 0) return lateTexts.en(late);
    return isMore ? 'Your lists are up to date.' : 'Everything is up to date.';
  },
  notLive: 'not live',
  incomplete: 'A part of this page could not be loaded. Load the page again.',
  connectingMessage: 'Connecting to Rolecall on this computer.',
  awayMessage: (age: string | null) =>
    `${age === null ? 'Nothing was read yet.' : `You see the lists as they were ${age}.`} The page reconnects by itself.`,
  demo: 'Demo',
  demoHint: 'A made-up channel. Nothing here is real.',
  listsHeading: 'Lists',
  never: 'Never synced',
  waiting: 'Waiting for Twitch',
  reading: (done: string, total: string | null) =>
    total === null ? `${done} so far` : `${done} of ${total}`,
  outOfDate: (age: string) => `Out of date, ${age}`,
  failedSince: (age: string | null) => (age === null ? 'Never synced' : `Last synced ${age}`),
  lastKnown: (age: string) => `Last known ${age}`,
  syncNow: 'Sync now',
  syncing: (percent: string | null) => (percent === null ? 'Syncing…' : `Syncing… ${percent}`),
  syncProgress: 'Sync progress',
  timeLeft: (amount: string) => `About ${amount} left`,
  nextSync: (inTime: string) => `Next sync ${inTime}`,
  nextSyncNow: 'Next sync any moment',
  noChange: 'No changes',
  changes: (granted: string, revoked: string) => `+${granted} −${revoked}`,
  changesSpoken: (granted: string, revoked: string) => `${granted} gained, ${revoked} lost`,
  counts: (subs: string, vips: string, mods: string) => `${subs} subs, ${vips} VIPs, ${mods} mods`,
  failedLists: (kinds: string) => `Not synced: ${kinds}`,
  skipped: (age: string) => `Synced ${age}.`,
  syncAnyway: 'Sync anyway',
  forceLater: (amount: string) => `You can force a sync again in ${amount}.`,
  tryAgain: 'Try again',
  connectAgain: 'Connect Twitch again',
};

const de: typeof en = {
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
  fresh: (late, isMore) => {
    if (late.length > 0) return lateTexts.de(late);
    return isMore ? 'Deine Listen sind aktuell.' : 'Alles ist auf dem neuesten Stand.';
  },
  notLive: 'nicht live',
  incomplete: 'Ein Teil dieser Seite ließ sich nicht laden. Lade die Seite neu.',
  connectingMessage: 'Verbinde mit Rolecall auf diesem Computer.',
  awayMessage: (age) =>
    `${age === null ? 'Noch wurde nichts gelesen.' : `Du siehst die Listen, wie sie ${age} waren.`} Die Seite verbindet sich von selbst neu.`,
  demo: 'Demo',
  demoHint: 'Ein erfundener Kanal. Nichts hier ist echt.',
  listsHeading: 'Listen',
  never: 'Nie abgeglichen',
  waiting: 'Warte auf Twitch',
  reading: (done, total) => (total === null ? `bisher ${done}` : `${done} von ${total}`),
  outOfDate: (age) => `Veraltet, ${age}`,
  failedSince: (age) => (age === null ? 'Nie abgeglichen' : `Zuletzt abgeglichen ${age}`),
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
};

export const dockTexts: InEachLanguage<typeof en> = { en, de };

/** The most frequent messages of the server. */
const GERMAN: Readonly<Record<string, string>> = {
  'Reading the lists from Twitch.': 'Lese die Listen von Twitch.',
  'Not connected to Twitch. Connect it to let Rolecall read your lists.':
    'Nicht mit Twitch verbunden. Verbinde es, damit Rolecall deine Listen lesen kann.',
  'No list could be read from Twitch; the last known ones are in use.':
    'Keine Liste ließ sich bei Twitch lesen; die letzten bekannten gelten.',
};

/** A message of the server in the language of the page, or in English if it is not known here. */
export function serverMessage(sentence: string): string {
  return (language === 'de' && GERMAN[sentence]) || sentence;
}
