import type { Role } from '../../../server/core/roles.ts';
import { type InEachLanguage, language } from './language.ts';

const role: Record<Role, string> = { subscriber: 'Subscribers', vip: 'VIPs', moderator: 'Moderators' };

const en = {
  lead: 'Decide who may use text-to-speech and your other features. You always may. Every change is saved at once and can be undone; before somebody loses access, you are asked.',
  presets: 'Start with one of these',
  preset: {
    everyone: ['Everyone', 'Every viewer may use text-to-speech and the premium voices.'],
    limited: ['Limited', 'Only subscribers, VIPs and moderators.'],
    'premium-voices-only': [
      'Premium voices only',
      'Everyone may use text-to-speech; premium voices are for subscribers, VIPs and moderators.',
    ],
  },
  ownMix:
    'You have your own rules. A preset replaces who may use each feature; cooldowns and the other rules stay.',
  features: 'Features',
  featureNames: { tts: 'Text-to-speech', 'premium-voice': 'Premium voices' } as Record<string, string>,
  on: 'Switched on',
  onHint: 'Off: nobody but you may use it, whatever is set below.',
  offNow: 'Switched off: nobody but you',
  nobody: 'Nobody but you',
  and: 'and',
  who: 'Who may use it',
  everyone: 'Everyone',
  everyoneHint: 'All viewers. The other rules do not count.',
  subscribers: 'Subscribers',
  subscribersWho: (tier: number, gifted: boolean) =>
    `Subscribers${tier > 1 ? ` from tier ${tier} on` : ''}${gifted ? '' : ' (not gifted)'}`,
  minTier: 'From which tier on',
  tier: (n: number) => `Tier ${n}`,
  gifted: 'Gifted subscriptions count too',
  vips: 'VIPs',
  moderators: 'Moderators',
  moderatorsWho: 'moderators',
  followers: 'Followers',
  followersHint:
    'Needs a permission of its own from Twitch. If it is not there yet: after switching this on, allow it under “Connect Twitch”.',
  followersWho: (days: number) =>
    days === 0 ? 'followers' : `followers of at least ${days} ${days === 1 ? 'day' : 'days'}`,
  minDays: 'Following for at least',
  minDaysHint: '0 lets every follower in.',
  days: 'days',
  grants: 'Timed access counts',
  grantsHint: 'Viewers who got minutes from you or for channel points may use it until they run out.',
  cooldowns: 'Cooldowns',
  cooldownsHint: 'How long to wait between two uses. 0 means no wait. Your tools get the time that is left.',
  seconds: 'seconds',
  global: 'Between any two uses',
  perViewer: 'For each viewer',
  perRole: (name: Role) => `${role[name]}: own cooldown`,
  perRoleHint: 'Empty: the same as for each viewer.',
  stale: 'If the lists are out of date',
  staleHint: 'It happens when Twitch or your internet is down for long.',
  staleUse: 'Use the last known lists',
  staleUseHint: 'Nobody is locked out. Recommended.',
  staleDeny: 'Deny',
  staleDenyHint: 'Viewers who need a role have to wait until the lists are up to date again.',
  remove: 'Remove this feature',
  removeHeading: (name: string) => `Remove “${name}”?`,
  removeYes: 'Remove it',
  add: 'Add a feature',
  addHint: 'For example song requests: your tools then ask Rolecall about this feature by its name.',
  addName: 'Name',
  addCalled: (id: string) => `Your tools ask for “${id}”.`,
  addNeedsLetter: 'A name needs at least one letter from a to z.',
  addButton: 'Add',
  added: (name: string) => `“${name}” was added. Subscribers, VIPs and moderators may use it.`,
  exists: (name: string) => `The feature “${name}” exists already.`,
  loseHeading: 'Some viewers will lose access',
  loseText: 'Save it anyway? You can undo it afterwards.',
  loseYes: 'Save it',
  loseNo: 'Keep it as it was',
  unknown: 'Loading the rules…',
};

const rolle: Record<Role, string> = { subscriber: 'Abonnenten', vip: 'VIPs', moderator: 'Moderatoren' };

const de: typeof en = {
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
  features: 'Funktionen',
  featureNames: { tts: 'Text-to-Speech', 'premium-voice': 'Premium-Stimmen' },
  on: 'Eingeschaltet',
  onHint: 'Aus: niemand außer dir darf, egal was unten eingestellt ist.',
  offNow: 'Ausgeschaltet: niemand außer dir',
  nobody: 'Niemand außer dir',
  and: 'und',
  who: 'Wer darf',
  everyone: 'Alle',
  everyoneHint: 'Alle Zuschauer. Die anderen Regeln zählen nicht.',
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
    days === 0 ? 'Follower' : `Follower seit mindestens ${days} ${days === 1 ? 'Tag' : 'Tagen'}`,
  minDays: 'Folgt seit mindestens',
  minDaysHint: 'Bei 0 dürfen alle Follower.',
  days: 'Tagen',
  grants: 'Geschenkte Zeit zählt',
  grantsHint: 'Wer Minuten bekommen hat, von Hand oder für Kanalpunkte, darf, bis sie um sind.',
  cooldowns: 'Cooldowns',
  cooldownsHint:
    'Wie lange zwischen zwei Malen gewartet wird. 0 heißt gar nicht. Deine Programme erfahren, wie lange noch.',
  seconds: 'Sekunden',
  global: 'Zwischen zwei beliebigen Malen',
  perViewer: 'Für jeden Zuschauer',
  perRole: (name) => `${rolle[name]}: eigener Cooldown`,
  perRoleHint: 'Leer lassen: wie bei allen Zuschauern.',
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

export const accessTexts: InEachLanguage<typeof en> = { en, de };

/** The name of a feature on the settings page. */
export function featureName(feature: string): string {
  return accessTexts[language].featureNames[feature] ?? feature;
}
