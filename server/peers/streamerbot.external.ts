import { NO_DETAIL, type RoleDetail, type Tier, type User } from '../core/roles.ts';
import type { Channel, RelayedNews, RelayedType } from '../sync/ports.ts';

/**
 * Streamer.bot's JSON, turned into ours. Its events are documented for some versions only, and older ones are flat
 * (`userId`) where newer ones are not (`user.id`): both are read, and what names nobody is dropped.
 */

type Json = Readonly<Record<string, unknown>>;

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** Ids come as texts and as numbers. '' if it is neither. */
function textOf(value: unknown): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

const firstOf = (...values: readonly unknown[]): string =>
  values.map(textOf).find((text) => text !== '') ?? '';

/** No name of Twitch is half as long. */
const MAX_NAME = 60;

function toUser(id: string, login: string, name: string): User | null {
  if (!/^[1-9]\d{0,19}$/.test(id) || login.length > MAX_NAME || name.length > MAX_NAME) return null;
  const userLogin = login.toLowerCase();
  return { userId: id, userLogin, userDisplayName: name || userLogin };
}

/** The account that Streamer.bot is logged in to Twitch with, by its answer to GetBroadcaster; null: none. */
export function parseBroadcaster(answer: unknown): Channel | null {
  const { platforms, connected } = asJson(answer);
  if (Array.isArray(connected) && !connected.includes('twitch')) return null;
  const twitch = asJson(asJson(platforms)['twitch']);
  const login = firstOf(twitch['broadcastUserName'], twitch['broadcasterLogin']);
  const name = firstOf(twitch['broadcastUser'], twitch['broadcasterUserName']);
  const user = toUser(firstOf(twitch['broadcastUserId'], twitch['broadcasterUserId']), login, name);
  return user && user.userLogin !== '' ? user : null;
}

/** Streamer.bot's names of the events that are wanted of it, by ours: all of them are needed to miss nothing. */
export const EVENT_NAMES: Readonly<Record<RelayedType, readonly string[]>> = {
  // Who is given a subscription has a GiftSub, and perhaps no Sub.
  'channel.subscribe': ['Sub', 'GiftSub'],
  'channel.subscription.message': ['ReSub'],
  'channel.vip.add': ['VipAdded'],
  'channel.vip.remove': ['VipRemoved'],
  'channel.moderator.add': ['ModeratorAdded'],
  'channel.moderator.remove': ['ModeratorRemoved'],
  'stream.online': ['StreamOnline'],
  'stream.offline': ['StreamOffline'],
};

/** Streamer.bot has lost Twitch's events, has them again, or has another account. */
export const CONNECTION_EVENTS = {
  lost: 'BroadcasterEventSubDisconnected',
  found: 'BroadcasterEventSubConnected',
  account: 'BroadcasterAuthenticated',
} as const;

/** The events of Twitch that this Streamer.bot knows, by its answer to GetEvents. */
export function parseKnownEvents(answer: unknown): ReadonlySet<string> {
  const events = asJson(asJson(answer)['events']);
  // Documented as "twitch", and called "Twitch" elsewhere.
  const [, names] = Object.entries(events).find(([source]) => source.toLowerCase() === 'twitch') ?? [];
  return new Set(Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []);
}

/** The name of an event of Twitch's that a frame tells; null: it tells something else. */
export function parseEventName(frame: unknown): string | null {
  const { source, type } = asJson(asJson(frame)['event']);
  return textOf(source).toLowerCase() === 'twitch' && typeof type === 'string' ? type : null;
}

const TYPE_OF = new Map(
  Object.entries(EVENT_NAMES).flatMap(([type, names]) => names.map((name) => [name, type as RelayedType])),
);

/** What an event says; null: it is none of those that are wanted; its type alone: it makes no sense. */
export function parseNews(name: string, frame: unknown): RelayedNews | RelayedType | null {
  const type = TYPE_OF.get(name);
  if (type === undefined) return null;
  const data = asJson(asJson(frame)['data']);
  // Made by hand, to try an alert: nobody has a role by it.
  if (data['isTest'] === true || data['is_test'] === true) return null;
  if (type === 'stream.online' || type === 'stream.offline') return { type, user: null, detail: NO_DETAIL };
  const isGift = name === 'GiftSub';
  const user = isGift ? recipientIn(data) : userIn(data);
  if (!user) return type;
  if (!type.startsWith('channel.subscri')) return { type, user, detail: NO_DETAIL };
  const tier = tierIn(data);
  if (tier === undefined) return type;
  return { type, user, detail: isGift ? { ...giftOf(data), tier } : { ...NO_DETAIL, tier } };
}

function userIn(data: Json): User | null {
  const user = asJson(data['user']);
  return toUser(
    firstOf(user['id'], data['userId'], data['user_id']),
    firstOf(user['login'], data['userName'], data['user_login']),
    firstOf(user['name'], data['displayName'], data['user_name']),
  );
}

function recipientIn(data: Json): User | null {
  const user = asJson(data['recipient']);
  return toUser(
    firstOf(user['id'], data['recipientUserId']),
    firstOf(user['login'], data['recipientUsername'], data['recipientUserName']),
    firstOf(user['name'], data['recipientDisplayName']),
  );
}

function giftOf(data: Json): RoleDetail {
  const gifter = data['isAnonymous'] === true || data['is_anonymous'] === true ? null : userIn(data);
  return {
    ...NO_DETAIL,
    isGift: true,
    gifterId: gifter?.userId ?? null,
    gifterLogin: gifter?.userLogin || null,
  };
}

const TIERS: Readonly<Record<string, Tier>> = {
  '': '1000',
  prime: '1000',
  '0': '1000',
  '1': '1000',
  '2': '2000',
  '3': '3000',
  '1000': '1000',
  '2000': '2000',
  '3000': '3000',
};

/** Prime is a tier of its own there, of the first one at Twitch. undefined: there is no such tier. */
function tierIn(data: Json): Tier | undefined {
  const name = firstOf(data['sub_tier'], data['subTier'], data['tier'])
    .toLowerCase()
    .replace(/^tier /, '');
  return Object.hasOwn(TIERS, name) ? TIERS[name] : undefined;
}
