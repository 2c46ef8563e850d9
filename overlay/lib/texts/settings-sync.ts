import type { InEachLanguage } from './language.ts';

const en = {
  lead: 'Twitch tells Rolecall about new subscribers, VIPs and moderators within a second. The full lists are also read from time to time, so that nothing is missed.',
  interval: 'Read the lists every',
  intervalHint: 'From 5 to 240 minutes. 30 is right for nearly everybody.',
  minutes: 'minutes',
  lookUp: 'Look up denied viewers at once',
  lookUpHint:
    'A denied viewer is looked up at Twitch, so that somebody who subscribed a second ago is not denied twice. Causes a little more traffic.',
  grantMode: 'If somebody gets more time while there is time left',
  grantAdd: 'It is added',
  grantAddHint: '10 minutes left and 10 more are 20.',
  grantReplace: 'It starts from now',
  grantReplaceHint: '10 minutes left and 10 more are 10.',
  bans: 'Deny banned and timed-out viewers',
  bansHint: 'As long as the ban or timeout lasts. Needs a permission of its own from Twitch.',
  bansMissing: 'Rolecall may not see bans yet: it needs one more permission from Twitch.',
  bansAllow: 'Allow it at Twitch',
  bots: 'Chat bots',
  botsHint: 'Their logins, with blanks between them. Each feature says what becomes of them.',
  limits: 'Time and limits',
  reading: 'Reading the lists',
};

const de: typeof en = {
  lead: 'Twitch meldet Rolecall neue Abonnenten, VIPs und Moderatoren binnen einer Sekunde. Die vollen Listen werden zusätzlich ab und zu gelesen, damit nie etwas fehlt.',
  interval: 'Listen lesen alle',
  intervalHint: 'Von 5 bis 240 Minuten. 30 passt für fast alle.',
  minutes: 'Minuten',
  lookUp: 'Abgelehnte Zuschauer sofort nachschlagen',
  lookUpHint:
    'Wer ein Nein bekommt, wird gleich bei Twitch nachgeschlagen, damit niemand, der eben abonniert hat, zweimal abgewiesen wird. Kostet etwas mehr Datenverkehr.',
  grantMode: 'Wenn jemand mehr Zeit bekommt, solange noch Zeit übrig ist',
  grantAdd: 'Sie kommt dazu',
  grantAddHint: '10 Minuten übrig und 10 dazu sind 20.',
  grantReplace: 'Sie zählt ab jetzt',
  grantReplaceHint: '10 Minuten übrig und 10 neue sind 10.',
  bans: 'Nein für Gebannte und bei Timeout',
  bansHint: 'Solange der Bann oder Timeout dauert. Braucht eine eigene Erlaubnis von Twitch.',
  bansMissing: 'Rolecall darf Banns noch nicht sehen: Es braucht eine weitere Erlaubnis von Twitch.',
  bansAllow: 'Bei Twitch erlauben',
  bots: 'Chatbots',
  botsHint: 'Ihre Anmeldenamen, mit Leerzeichen dazwischen. Jede Funktion sagt, was mit ihnen wird.',
  limits: 'Zeit und Grenzen',
  reading: 'Listen lesen',
};

export const syncTexts: InEachLanguage<typeof en> = { en, de };
