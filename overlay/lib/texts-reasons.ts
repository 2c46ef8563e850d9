import type { Reason } from '../../server/core/decide.ts';
import type { InEachLanguage } from './texts-settings.ts';

/** When a reason is given: the headings of the texts, and the words in lists of who gains and loses. */
export const reasonTexts: InEachLanguage<Readonly<Record<Reason, string>>> = {
  en: {
    broadcaster: 'The broadcaster',
    override_allow: 'Allowed by hand',
    grant: 'Has been given time',
    everyone: 'Everyone may',
    subscriber: 'Subscriber',
    vip: 'VIP',
    moderator: 'Moderator',
    follower: 'Has followed long enough',
    other_platform: 'Not a viewer on Twitch',
    feature_off: 'Switched off',
    banned: 'Banned or timed out',
    override_deny: 'Muted by hand',
    cooldown: 'Has to wait (cooldown)',
    roles_stale: 'The lists are too old',
    roles_unknown: 'The lists were never read',
    follower_unknown: 'Not known yet whether following',
    no_matching_rule: 'No rule allows it',
  },
  de: {
    broadcaster: 'Der Kanal selbst',
    override_allow: 'Von Hand erlaubt',
    grant: 'Hat Zeit bekommen',
    everyone: 'Alle dürfen',
    subscriber: 'Abonnent',
    vip: 'VIP',
    moderator: 'Moderator',
    follower: 'Folgt schon lange genug',
    other_platform: 'Nicht auf Twitch',
    feature_off: 'Ausgeschaltet',
    banned: 'Gebannt oder Timeout',
    override_deny: 'Von Hand stummgeschaltet',
    cooldown: 'Muss warten (Cooldown)',
    roles_stale: 'Die Listen sind zu alt',
    roles_unknown: 'Die Listen wurden nie gelesen',
    follower_unknown: 'Noch unbekannt, ob er folgt',
    no_matching_rule: 'Keine Regel erlaubt es',
  },
};
