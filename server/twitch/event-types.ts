/** What Twitch's events tell about. Nothing is missed of one while all of its types are heard. */
export const TOPICS = {
  // A resub message is not among them: it neither begins nor ends a subscription.
  subscribers: ['channel.subscribe', 'channel.subscription.end'],
  vips: ['channel.vip.add', 'channel.vip.remove'],
  moderators: ['channel.moderator.add', 'channel.moderator.remove'],
  stream: ['stream.online', 'stream.offline'],
  bans: ['channel.ban', 'channel.unban'],
  redemptions: [
    'channel.channel_points_custom_reward_redemption.add',
    'channel.channel_points_custom_reward_redemption.update',
  ],
} as const;
export type Topic = keyof typeof TOPICS;

export type EventType = (typeof TOPICS)[Topic][number] | 'channel.subscription.message';

/** Asked for whatever is switched on. */
export const ROLE_AND_STREAM_TYPES: readonly EventType[] = [
  ...TOPICS.subscribers,
  'channel.subscription.message',
  ...TOPICS.vips,
  ...TOPICS.moderators,
  ...TOPICS.stream,
];

export function isHeard(topic: Topic, heard: ReadonlySet<EventType>): boolean {
  return TOPICS[topic].every((type) => heard.has(type));
}
