import { plural } from '../language.ts';

export const accessTexts = {
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
  botsMay: 'Chat bots such as Nightbot may speak too, if they hold a role: many are moderators.',
  botsKeepOut: 'Keep chat bots out',
  featureNames: { tts: 'Text-to-speech', 'premium-voice': 'Premium voices' } as Record<string, string>,
  offNow: 'Switched off: nobody but you',
  nobody: 'Nobody but you',
  everyone: 'Everyone',
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
    days === 0
      ? 'followers'
      : `followers of at least ${plural(days, { one: '1 day', other: `${days} days` })}`,
  minDays: 'Following for at least',
  minDaysHint: '0 lets every follower in.',
  days: 'days',
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
