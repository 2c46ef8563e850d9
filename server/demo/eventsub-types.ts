/** What Twitch asks for when somebody subscribes to a type. */
export interface EventSubType {
  version: string;
  /** Any one of these; empty: none needed. */
  scopes: readonly string[];
  /** Condition fields that must be there; the first says whose events they are. */
  condition: readonly string[];
  optional?: readonly string[];
}

const SUBSCRIPTIONS = ['channel:read:subscriptions'];
const VIPS = ['channel:read:vips', 'channel:manage:vips'];
const REDEMPTIONS = ['channel:read:redemptions', 'channel:manage:redemptions'];
const CHANNEL = ['broadcaster_user_id'];

const redemption: EventSubType = {
  version: '1',
  scopes: REDEMPTIONS,
  condition: CHANNEL,
  optional: ['reward_id'],
};

export const EVENTSUB_TYPES: Readonly<Record<string, EventSubType>> = {
  'channel.subscribe': { version: '1', scopes: SUBSCRIPTIONS, condition: CHANNEL },
  'channel.subscription.end': { version: '1', scopes: SUBSCRIPTIONS, condition: CHANNEL },
  'channel.subscription.gift': { version: '1', scopes: SUBSCRIPTIONS, condition: CHANNEL },
  'channel.subscription.message': { version: '1', scopes: SUBSCRIPTIONS, condition: CHANNEL },
  'channel.vip.add': { version: '1', scopes: VIPS, condition: CHANNEL },
  'channel.vip.remove': { version: '1', scopes: VIPS, condition: CHANNEL },
  // Unlike Helix, channel:manage:moderators does not open these two.
  'channel.moderator.add': { version: '1', scopes: ['moderation:read'], condition: CHANNEL },
  'channel.moderator.remove': { version: '1', scopes: ['moderation:read'], condition: CHANNEL },
  'stream.online': { version: '1', scopes: [], condition: CHANNEL },
  'stream.offline': { version: '1', scopes: [], condition: CHANNEL },
  'channel.channel_points_custom_reward_redemption.add': redemption,
  'channel.channel_points_custom_reward_redemption.update': redemption,
  'channel.ban': { version: '1', scopes: ['channel:moderate'], condition: CHANNEL },
  'channel.unban': { version: '1', scopes: ['channel:moderate'], condition: CHANNEL },
  'channel.follow': {
    version: '2',
    scopes: ['moderator:read:followers'],
    condition: ['broadcaster_user_id', 'moderator_user_id'],
  },
  'user.update': { version: '1', scopes: [], condition: ['user_id'] },
  'channel.chat.message': {
    version: '1',
    scopes: ['user:read:chat'],
    condition: ['broadcaster_user_id', 'user_id'],
  },
};

/** Types that anybody may watch on any channel; all others need the token's own user in the condition. */
export const PUBLIC_TYPES: readonly string[] = ['stream.online', 'stream.offline', 'user.update'];
