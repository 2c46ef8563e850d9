import type { Reward } from './rewards.ts';
import type { SimUser } from './users.ts';
import type { World } from './world.ts';

type Body = Record<string, unknown>;
type Change = (world: World, body: Body) => unknown;

/** Throws, for the answer to say so, when a text is missing. */
export function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new Error(`"${name}" is missing`);
  return value;
}

/** World's methods by name, with one JSON object in place of arguments: `{userId, …options}`. */
export const WORLD_CHANGES: Record<string, Change> = {
  addUser: (world, body) =>
    world.addUser({
      userId: text(body, 'userId'),
      userLogin: text(body, 'userLogin'),
      userDisplayName: text(body, 'userDisplayName'),
    } satisfies SimUser),
  subscribe: (world, body) => world.subscribe(text(body, 'userId'), body),
  resub: (world, body) => world.resub(text(body, 'userId'), body),
  endSubscription: (world, body) => world.endSubscription(text(body, 'userId'), body),
  gift: (world, body) => {
    const gifterId = body['gifterId'] === null ? null : text(body, 'gifterId');
    const recipientIds = body['recipientIds'];
    if (!Array.isArray(recipientIds)) throw new Error('"recipientIds" is missing');
    world.gift(gifterId, recipientIds.map(String), body);
  },
  addVip: (world, body) => world.addVip(text(body, 'userId'), body),
  removeVip: (world, body) => world.removeVip(text(body, 'userId'), body),
  addModerator: (world, body) => world.addModerator(text(body, 'userId'), body),
  removeModerator: (world, body) => world.removeModerator(text(body, 'userId'), body),
  startStream: (world, body) => world.startStream(body),
  endStream: (world, body) => world.endStream(body),
  createReward: (world, body) =>
    world.createReward({ ...(body as Partial<Reward>), title: text(body, 'title') }),
  redeem: (world, body) => world.redeem(text(body, 'userId'), text(body, 'rewardId'), body),
  settleRedemption: (world, body) =>
    world.settleRedemption(
      text(body, 'redemptionId'),
      body['status'] === 'CANCELED' ? 'CANCELED' : 'FULFILLED',
      body,
    ),
  ban: (world, body) => world.ban(text(body, 'userId'), body),
  unban: (world, body) => world.unban(text(body, 'userId'), body),
  follow: (world, body) => world.follow(text(body, 'userId'), body),
  unfollow: (world, body) => world.unfollow(text(body, 'userId')),
  rename: (world, body) => world.rename(text(body, 'userId'), text(body, 'userLogin'), body),
  eraseUser: (world, body) => world.eraseUser(text(body, 'userId')),
  chat: (world, body) => world.chat(text(body, 'userId'), text(body, 'text')),
};
