import type { syncTexts as en } from '../en/settings-sync.ts';

export const syncTexts: typeof en = {
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
  bans: 'Gebannte und Zuschauer im Timeout ablehnen',
  bansHint: 'Solange der Bann oder Timeout dauert. Braucht eine eigene Erlaubnis von Twitch.',
  bansMissing: 'Rolecall darf Banns noch nicht sehen: Es braucht eine weitere Erlaubnis von Twitch.',
  bansAllow: 'Bei Twitch erlauben',
  bots: 'Chatbots',
  botsHint: 'Was für sie gilt, legst du bei jeder Funktion fest.',
  botLogin: 'Anmeldename eines Bots',
  botAdd: 'Hinzufügen',
  botRemove: (login) => `${login} entfernen`,
  botNoLogin: (login) => `„${login}“ ist kein Anmeldename: darin stehen nur Buchstaben, Ziffern und _.`,
  botsTooMany: (max) => `Es ist Platz für ${max} Bots.`,
  limits: 'Zeit und Grenzen',
  reading: 'Listen lesen',
};
