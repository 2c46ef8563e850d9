import type { RedemptionStatus, Reward } from '../rewards.ts';
import type { Body, Shape } from '../shape.ts';
import type { SimUser } from '../users.ts';
import type { World } from '../world.ts';
import { control } from './calls.ts';
import type { ControlCall, ControlCalls } from './calls.ts';

/** What every change may say beside itself. */
const TOLD: Shape = {
  announce: 'boolean?',
  says: 'object?',
  sentAt: 'time?',
  messageId: 'text?',
  delayMs: 'number?',
};
const USER: Shape = { userId: 'text' };
const SUBSCRIPTION: Shape = { tier: 'text?', isGift: 'boolean?', gifterId: 'text|null?' };
const REWARD: Shape = {
  ...{ title: 'text?', clientId: 'text|null?', prompt: 'words?', cost: 'number?', backgroundColor: 'text?' },
  ...{ isEnabled: 'boolean?', isPaused: 'boolean?', isUserInputRequired: 'boolean?', skipQueue: 'boolean?' },
  ...{ maxPerStream: 'number|null?', maxPerUserPerStream: 'number|null?', globalCooldownS: 'number|null?' },
};

/** A change of the world: one JSON object in place of arguments. */
const change = (
  about: string,
  fields: Shape,
  apply: (world: World, body: Body, id: (name: string) => string) => unknown,
): ControlCall =>
  control(about, fields, ({ world }, body) => apply(world, body, (name) => String(body[name])));

export const WORLD_CALLS: ControlCalls = {
  'GET world': control('the truth to compare with; the broadcaster is not in it', {}, ({ world }) =>
    describeWorld(world),
  ),
  'POST world/addUser': change(
    'an account; several may have one display name',
    { ...USER, userLogin: 'text', userDisplayName: 'words' },
    (world, body) => world.addUser(body as unknown as SimUser),
  ),
  'POST world/subscribe': change(
    'a new subscription, or another tier or kind of a running one',
    { ...USER, ...SUBSCRIPTION, ...TOLD },
    (world, body, id) => world.subscribe(id('userId'), body),
  ),
  'POST world/resub': change(
    'a resub shared in chat',
    { ...USER, tier: 'text?', isGift: 'boolean?', months: 'number?', text: 'words?', ...TOLD },
    (world, body, id) => world.resub(id('userId'), body),
  ),
  'POST world/endSubscription': change('a subscription ends', { ...USER, ...TOLD }, (world, body, id) =>
    world.endSubscription(id('userId'), body),
  ),
  'POST world/gift': change(
    'gifts to each recipient; a null gifter is anonymous',
    { gifterId: 'text|null', recipientIds: 'texts', tier: 'text?', ...TOLD },
    (world, body) => world.gift(body['gifterId'] as string | null, body['recipientIds'] as string[], body),
  ),
  'POST world/addVip': change('a VIP', { ...USER, ...TOLD }, (world, body, id) =>
    world.addVip(id('userId'), body),
  ),
  'POST world/removeVip': change('no VIP any more', { ...USER, ...TOLD }, (world, body, id) =>
    world.removeVip(id('userId'), body),
  ),
  'POST world/addModerator': change('a moderator, and VIP no more', { ...USER, ...TOLD }, (world, body, id) =>
    world.addModerator(id('userId'), body),
  ),
  'POST world/removeModerator': change('no moderator any more', { ...USER, ...TOLD }, (world, body, id) =>
    world.removeModerator(id('userId'), body),
  ),
  'POST world/startStream': change(
    'the stream begins',
    { id: 'text?', title: 'words?', startedAt: 'number?', ...TOLD },
    (world, body) => world.startStream(body),
  ),
  'POST world/endStream': change('the stream ends', TOLD, (world, body) => world.endStream(body)),
  'POST world/flickerStream': change(
    'off, and ms (default 3000) later on again; newId: as another stream',
    { ms: 'number?', newId: 'boolean?', ...TOLD },
    (world, body) => world.flickerStream(body),
  ),
  'POST world/createReward': change(
    'a reward of the dashboard, or with clientId of an app',
    { ...REWARD, id: 'text?', title: 'text' },
    (world, body) => world.createReward(body as unknown as Reward),
  ),
  'POST world/updateReward': change(
    'changes a reward on the dashboard',
    { rewardId: 'text', ...REWARD },
    (world, { rewardId, ...changes }) => world.updateReward(String(rewardId), changes),
  ),
  'POST world/deleteReward': change('a reward is gone', { rewardId: 'text' }, (world, _body, id) =>
    world.deleteReward(id('rewardId')),
  ),
  'POST world/redeem': change(
    'somebody redeems a reward',
    { ...USER, rewardId: 'text', userInput: 'words?', ...TOLD },
    (world, body, id) => world.redeem(id('userId'), id('rewardId'), body),
  ),
  'POST world/settleRedemption': change(
    'fulfilled (default) or refunded in the queue by hand',
    { redemptionId: 'text', status: 'FULFILLED/CANCELED?', ...TOLD },
    (world, body, id) => world.settleRedemption(id('redemptionId'), statusOf(body), body),
  ),
  'POST world/ban': change(
    'a ban, or with seconds a timeout',
    { ...USER, seconds: 'number?', reason: 'words?', ...TOLD },
    (world, body, id) => world.ban(id('userId'), body),
  ),
  'POST world/unban': change(
    'a ban or timeout is lifted; announce false: no event, as of timeouts',
    { ...USER, ...TOLD },
    (world, body, id) => world.unban(id('userId'), body),
  ),
  'POST world/follow': change('a follower', { ...USER, followedAt: 'number?', ...TOLD }, (world, body, id) =>
    world.follow(id('userId'), body),
  ),
  'POST world/unfollow': change('no follower any more; never an event', USER, (world, _body, id) =>
    world.unfollow(id('userId')),
  ),
  'POST world/rename': change(
    'another login; the old one is free',
    { ...USER, userLogin: 'text', userDisplayName: 'words?', ...TOLD },
    (world, body, id) => world.rename(id('userId'), id('userLogin'), body),
  ),
  'POST world/eraseUser': change('the account is deleted', USER, (world, _body, id) =>
    world.eraseUser(id('userId')),
  ),
  'POST world/chat': change('a chat message', { ...USER, text: 'words' }, (world, _body, id) =>
    world.chat(id('userId'), id('text')),
  ),
};

function statusOf({ status }: Body): RedemptionStatus {
  return status === 'CANCELED' ? status : 'FULFILLED';
}

function describeWorld({ truth }: World): unknown {
  return {
    broadcasterId: truth.broadcasterId,
    subscribers: Array.from(truth.subscriberIds(), (userId) => ({ userId, ...truth.subscription(userId) })),
    vips: [...truth.vips.ids()],
    moderators: [...truth.moderators.ids()],
    followers: [...truth.followers.ids()],
    banned: [...truth.bans.keys()],
    stream: truth.stream,
    points: truth.subscriberPoints,
    rewards: [...truth.rewards.all.values()],
    redemptions: [...truth.rewards.redemptions.values()],
  };
}
