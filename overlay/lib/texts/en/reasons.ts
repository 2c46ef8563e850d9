import type { Reason } from '../../../../server/core/decide.ts';

/** Each reason of a decision in a few words, for the dock and the settings page. */
export const reasonTexts: Readonly<Record<Reason, string>> = {
  broadcaster: 'The broadcaster',
  override_allow: 'Allowed by hand',
  grant: 'Has time left',
  everyone: 'Everyone may',
  subscriber: 'Subscriber',
  vip: 'VIP',
  moderator: 'Moderator',
  follower: 'Follows for long enough',
  member: 'Member there',
  other_platform: 'On another platform',
  feature_off: 'Switched off',
  banned: 'Banned or timed out',
  override_deny: 'Muted by hand',
  cooldown: 'Has to wait',
  roles_stale: 'The lists are too old',
  roles_unknown: 'The lists were never read',
  rules_unknown: 'The rules were lost',
  follower_unknown: 'Not known yet whether following',
  bot: 'Chat bot',
  guest: 'From another channel’s chat',
  first_message: 'First message here',
  no_matching_rule: 'No role that is allowed',
};
