import type { Reason } from '../../../server/core/decide.ts';
import type { InEachLanguage } from './language.ts';

/** Each reason of a decision in a few words, for the dock and the settings page. */
export const reasonTexts: InEachLanguage<Readonly<Record<Reason, string>>> = {
  en: {
    broadcaster: 'The broadcaster',
    override_allow: 'Allowed by hand',
    grant: 'Has time left',
    everyone: 'Everyone may',
    subscriber: 'Subscriber',
    vip: 'VIP',
    moderator: 'Moderator',
    follower: 'Follows for long enough',
    other_platform: 'Not on Twitch',
    feature_off: 'Switched off',
    banned: 'Banned or timed out',
    override_deny: 'Muted by hand',
    cooldown: 'Has to wait',
    roles_stale: 'The lists are too old',
    roles_unknown: 'The lists were never read',
    follower_unknown: 'Not known yet whether following',
    no_matching_rule: 'Holds no role that is allowed',
  },
  de: {
    broadcaster: 'Der Streamer selbst',
    override_allow: 'Von Hand erlaubt',
    grant: 'Hat noch Zeit',
    everyone: 'Alle dürfen',
    subscriber: 'Abonnent',
    vip: 'VIP',
    moderator: 'Moderator',
    follower: 'Folgt lange genug',
    other_platform: 'Nicht auf Twitch',
    feature_off: 'Ausgeschaltet',
    banned: 'Gebannt oder Timeout',
    override_deny: 'Von Hand stumm',
    cooldown: 'Muss noch warten',
    roles_stale: 'Listen sind zu alt',
    roles_unknown: 'Listen nie gelesen',
    follower_unknown: 'Noch unklar, ob gefolgt wird',
    no_matching_rule: 'Hat keine erlaubte Rolle',
  },
};
