import type { accessTexts as en } from '../en/settings-access.ts';
import { plural } from '../language.ts';

export const accessTexts: typeof en = {
  lead: 'Lege fest, wer Text-to-Speech und deine anderen Funktionen benutzen darf. Du selbst darfst immer. Jede Änderung wird sofort gespeichert und lässt sich rückgängig machen; bevor jemand Zugang verliert, wirst du gefragt.',
  presets: 'Fang mit einer Vorlage an',
  preset: {
    everyone: ['Alle', 'Alle Zuschauer dürfen Text-to-Speech und die Premium-Stimmen benutzen.'],
    limited: ['Begrenzt', 'Nur Abonnenten, VIPs und Moderatoren.'],
    'premium-voices-only': [
      'Nur Premium-Stimmen begrenzt',
      'Alle dürfen Text-to-Speech; Premium-Stimmen sind für Abonnenten, VIPs und Moderatoren.',
    ],
  },
  ownMix: 'Du hast eigene Regeln. Eine Vorlage ersetzt, wer darf; Cooldowns und die anderen Regeln bleiben.',
  botsMay: 'Auch Chatbots wie Nightbot dürfen sprechen, wenn sie eine Rolle haben: Viele sind Moderatoren.',
  botsKeepOut: 'Chatbots fernhalten',
  featureNames: { tts: 'Text-to-Speech', 'premium-voice': 'Premium-Stimmen' },
  offNow: 'Ausgeschaltet: niemand außer dir',
  nobody: 'Niemand außer dir',
  everyone: 'Alle',
  subscribers: 'Abonnenten',
  subscribersWho: (tier, gifted) =>
    `Abonnenten${tier > 1 ? ` ab Stufe ${tier}` : ''}${gifted ? '' : ' (nicht verschenkt)'}`,
  minTier: 'Ab welcher Stufe',
  tier: (n) => `Stufe ${n}`,
  gifted: 'Verschenkte Abos zählen auch',
  vips: 'VIPs',
  moderators: 'Moderatoren',
  moderatorsWho: 'Moderatoren',
  followers: 'Follower',
  followersHint:
    'Braucht eine eigene Erlaubnis von Twitch. Fehlt sie noch: nach dem Einschalten unter „Twitch verbinden“ erlauben.',
  followersWho: (days) =>
    days === 0
      ? 'Follower'
      : `Follower seit mindestens ${plural(days, { one: '1 Tag', other: `${days} Tagen` })}`,
  minDays: 'Folgt seit mindestens',
  minDaysHint: 'Bei 0 dürfen alle Follower.',
  days: 'Tagen',
  stale: 'Wenn die Listen veraltet sind',
  staleHint: 'Das passiert, wenn Twitch oder dein Internet lange ausfällt.',
  staleUse: 'Die letzten bekannten Listen benutzen',
  staleUseHint: 'Niemand wird ausgesperrt. Empfohlen.',
  staleDeny: 'Ablehnen',
  staleDenyHint: 'Wer eine Rolle braucht, wartet, bis die Listen wieder frisch sind.',
  remove: 'Diese Funktion entfernen',
  removeHeading: (name) => `„${name}“ entfernen?`,
  removeYes: 'Entfernen',
  add: 'Funktion hinzufügen',
  addHint: 'Zum Beispiel Musikwünsche: deine Programme fragen Rolecall dann unter diesem Namen danach.',
  addName: 'Name',
  addCalled: (id) => `Deine Programme fragen nach „${id}“.`,
  addNeedsLetter: 'Ein Name braucht mindestens einen Buchstaben von a bis z.',
  addButton: 'Hinzufügen',
  added: (name) => `„${name}“ wurde hinzugefügt. Abonnenten, VIPs und Moderatoren dürfen.`,
  exists: (name) => `Die Funktion „${name}“ gibt es schon.`,
  loseHeading: 'Einige Zuschauer verlieren den Zugang',
  loseText: 'Trotzdem speichern? Du kannst es danach rückgängig machen.',
  loseYes: 'Speichern',
  loseNo: 'So lassen, wie es war',
  unknown: 'Lade die Regeln …',
};
