import type { Language } from './texts.ts';

/** The words of tabs, switches, the viewer lists and the viewer panel. */
export interface ViewerTexts {
  readonly tabs: string;
  readonly overview: string;
  readonly viewers: string;
  readonly settings: string;
  readonly switches: string;
  readonly feature: Readonly<Record<string, string>>;
  readonly on: string;
  readonly off: string;
  readonly away: string;
  readonly find: string;
  readonly found: (count: string) => string;
  readonly nobody: (query: string) => string;
  readonly which: string;
  readonly none: string;
  readonly loading: string;
  readonly open: (name: string) => string;
  readonly actionsFor: (name: string) => string;
  readonly close: string;
  readonly refresh: string;
  readonly refreshing: string;
  readonly refreshed: (name: string) => string;
  readonly noRoles: string;
  readonly mayUse: string;
  readonly yes: string;
  readonly no: string;
  readonly left: (amount: string) => string;
  readonly byHand: string;
  readonly give: string;
  readonly giveMinutes: (minutes: string) => string;
  readonly giveLong: (minutes: string, feature: string, name: string) => string;
  readonly otherMinutes: string;
  readonly mute: string;
  readonly muteLong: (feature: string, name: string) => string;
  readonly allow: string;
  readonly howLong: string;
  readonly untilTime: string;
  readonly until: Readonly<Record<'stream_end' | 'ever' | 'minutes10' | 'hour1' | 'time', string>>;
  readonly endIt: string;
  readonly undo: string;
  readonly undone: string;
  readonly timeline: string;
  readonly nothingYet: string;
  readonly muted: string;
  readonly allowedByHand: string;
  readonly minutesGiven: (minutes: string) => string;
  readonly by: (who: string) => string;
  readonly ended: (words: string) => string;
  readonly endReason: Readonly<Record<string, string>>;
  readonly doneGive: (name: string, minutes: string, feature: string) => string;
  readonly doneMute: (name: string, feature: string, end: string) => string;
  readonly doneAllow: (name: string, feature: string, end: string) => string;
  readonly doneEnd: (name: string, feature: string) => string;
  readonly end: (until: string) => string;
}

export const viewerTexts: Readonly<Record<Language, ViewerTexts>> = {
  en: {
    tabs: 'Parts of the dock',
    overview: 'Overview',
    viewers: 'Viewers',
    settings: 'Settings',
    switches: 'Features',
    feature: { tts: 'TTS', 'premium-voice': 'Premium voices' },
    on: 'on',
    off: 'off',
    away: 'Rolecall is away',
    find: 'Find a viewer',
    found: (count) => `${count} found`,
    nobody: (query) => `Nobody called “${query}” was ever on your lists.`,
    which: 'Which list',
    none: 'Nobody on this list.',
    loading: 'Reading…',
    open: (name) => `Open ${name}`,
    actionsFor: (name) => `What to do with ${name}`,
    close: 'Close',
    refresh: 'Refresh from Twitch',
    refreshing: 'Asking Twitch…',
    refreshed: (name) => `${name} is up to date.`,
    noRoles: 'Holds no role right now',
    mayUse: 'May use',
    yes: 'Yes',
    no: 'No',
    left: (amount) => `${amount} left`,
    byHand: 'By hand',
    give: 'Give time',
    giveMinutes: (minutes) => `${minutes} min`,
    giveLong: (minutes, feature, name) => `Give ${name} ${minutes} minutes of ${feature}`,
    otherMinutes: 'Minutes',
    mute: 'Mute',
    muteLong: (feature, name) => `Mute ${name} for ${feature}`,
    allow: 'Allow',
    howLong: 'How long',
    untilTime: 'Until',
    until: {
      stream_end: 'until the stream ends',
      ever: 'for ever',
      minutes10: 'for 10 minutes',
      hour1: 'for an hour',
      time: 'until a time…',
    },
    endIt: 'End it',
    undo: 'Undo',
    undone: 'Taken back.',
    timeline: 'Timeline',
    nothingYet: 'Nothing yet.',
    muted: 'Muted',
    allowedByHand: 'Allowed',
    minutesGiven: (minutes) => `${minutes} min given`,
    by: (who) => `by ${who}`,
    ended: (words) => `ended: ${words}`,
    endReason: {
      replaced: 'replaced',
      cleared: 'taken back',
      expired: 'over',
      stream_end: 'the stream ended',
      extended: 'extended',
      revoked: 'taken back',
    },
    doneGive: (name, minutes, feature) => `${name} has ${minutes} min more of ${feature}.`,
    doneMute: (name, feature, end) => `${name} is muted for ${feature} ${end}.`,
    doneAllow: (name, feature, end) => `${name} may use ${feature} ${end}.`,
    doneEnd: (name, feature) => `Ended for ${name}: ${feature}.`,
    end: (until) => `until ${until}`,
  },
  de: {
    tabs: 'Teile des Docks',
    overview: 'Übersicht',
    viewers: 'Zuschauer',
    settings: 'Einstellungen',
    switches: 'Funktionen',
    feature: { tts: 'TTS', 'premium-voice': 'Premium-Stimmen' },
    on: 'an',
    off: 'aus',
    away: 'Rolecall ist weg',
    find: 'Zuschauer finden',
    found: (count) => `${count} gefunden`,
    nobody: (query) => `„${query}“ stand noch nie auf deinen Listen.`,
    which: 'Welche Liste',
    none: 'Niemand auf dieser Liste.',
    loading: 'Lese…',
    open: (name) => `${name} öffnen`,
    actionsFor: (name) => `Was mit ${name} tun`,
    close: 'Schließen',
    refresh: 'Bei Twitch auffrischen',
    refreshing: 'Frage Twitch…',
    refreshed: (name) => `${name} ist auf dem neuesten Stand.`,
    noRoles: 'Hat gerade keine Rolle',
    mayUse: 'Darf nutzen',
    yes: 'Ja',
    no: 'Nein',
    left: (amount) => `noch ${amount}`,
    byHand: 'Von Hand',
    give: 'Zeit geben',
    giveMinutes: (minutes) => `${minutes} Min.`,
    giveLong: (minutes, feature, name) => `${name} ${minutes} Minuten ${feature} geben`,
    otherMinutes: 'Minuten',
    mute: 'Stumm',
    muteLong: (feature, name) => `${name} für ${feature} stumm schalten`,
    allow: 'Erlauben',
    howLong: 'Wie lange',
    untilTime: 'Bis',
    until: {
      stream_end: 'bis der Stream endet',
      ever: 'für immer',
      minutes10: '10 Minuten lang',
      hour1: 'eine Stunde lang',
      time: 'bis zu einer Zeit…',
    },
    endIt: 'Beenden',
    undo: 'Zurück',
    undone: 'Zurückgenommen.',
    timeline: 'Verlauf',
    nothingYet: 'Noch nichts.',
    muted: 'Stumm',
    allowedByHand: 'Erlaubt',
    minutesGiven: (minutes) => `${minutes} Min. gegeben`,
    by: (who) => `von ${who}`,
    ended: (words) => `beendet: ${words}`,
    endReason: {
      replaced: 'ersetzt',
      cleared: 'zurückgenommen',
      expired: 'vorbei',
      stream_end: 'Stream zu Ende',
      extended: 'verlängert',
      revoked: 'zurückgenommen',
    },
    doneGive: (name, minutes, feature) => `${name} hat ${minutes} Min. mehr für ${feature}.`,
    doneMute: (name, feature, end) => `${name} ist für ${feature} stumm, ${end}.`,
    doneAllow: (name, feature, end) => `${name} darf ${feature} nutzen, ${end}.`,
    doneEnd: (name, feature) => `Beendet für ${name}: ${feature}.`,
    end: (until) => `bis ${until}`,
  },
};
