import { type Tier, TIERS, type User } from '../core/roles.ts';
import type { EventStamp } from '../sync/ports.ts';
import type { EventType } from './event-types.ts';
import { parseStamp } from './event-frame.external.ts';

/** twurple's events as far as all of them are alike. */
export interface TwurpleEvent {
  readonly broadcasterId: string;
  /** The channel's login. */
  readonly broadcasterName?: string | null;
}

export interface TwurpleUser extends TwurpleEvent {
  readonly userId: string;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
}

/** How far events may be ahead of Twitch's own clock. */
const MAX_AHEAD_MS = 10 * 60_000;
/** No name of Twitch is half as long. */
const MAX_NAME = 60;

export interface EventFilterDeps {
  readonly broadcasterId: string;
  /** The latest that it may be at Twitch, epoch ms. */
  readonly twitchNow: () => number;
  readonly onDropped: (type: EventType, why: string) => void;
  /** What an event that is believed calls the channel. */
  readonly onChannelLogin: (login: string) => void;
}

/** Lets through what Twitch can have meant, with the stamp of the frame that it came in. */
export class EventFilter {
  readonly #deps: EventFilterDeps;
  #stamp: EventStamp | null = null;
  #unstamped = 0;

  constructor(deps: EventFilterDeps) {
    this.#deps = deps;
  }

  /** Comes before the event that twurple makes of it. */
  onFrame(frame: string): void {
    this.#stamp = parseStamp(frame);
  }

  /** @param take returns false if the event makes no sense */
  only<E extends TwurpleEvent>(
    type: EventType,
    take: (event: E, stamp: EventStamp) => boolean,
  ): (event: E) => void {
    return (event) => {
      const stamp = this.#takeStamp();
      const why = this.#distrust(event, stamp) ?? (take(event, stamp) ? null : 'makes no sense');
      const { broadcasterName } = event;
      if (why !== null) this.#deps.onDropped(type, why);
      else if (broadcasterName) this.#deps.onChannelLogin(broadcasterName.toLowerCase());
    };
  }

  #distrust({ broadcasterId }: TwurpleEvent, { sentAt }: EventStamp): string | null {
    if (broadcasterId !== this.#deps.broadcasterId) return 'is about another channel';
    // NaN is no time, and not believed either.
    return sentAt <= this.#deps.twitchNow() + MAX_AHEAD_MS ? null : 'is not of this time';
  }

  /** Should twurple's inside be another one day, the order of arrival has to do. */
  #takeStamp(): EventStamp {
    return this.#stamp ?? { sentAt: this.#deps.twitchNow(), messageId: `unstamped ${++this.#unstamped}` };
  }
}

/** null: it names nobody, or nobody whom Twitch can have. */
export function userOf({ userId, userName, userDisplayName }: TwurpleUser): User | null {
  if (!/^\d{1,20}$/.test(userId)) return null;
  const userLogin = typeof userName === 'string' ? userName.toLowerCase() : '';
  const user = { userId, userLogin, userDisplayName: userDisplayName || userLogin };
  return user.userLogin.length > MAX_NAME || user.userDisplayName.length > MAX_NAME ? null : user;
}

/** null: Twitch has no such tier. */
export function tierOf(name: string): Tier | null {
  return TIERS.find((tier) => tier === name) ?? null;
}

export function timeOf(date: Date): number | null {
  const at = date.getTime();
  return Number.isNaN(at) ? null : at;
}
