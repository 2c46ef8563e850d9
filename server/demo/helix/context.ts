import type { Clock } from '../../core/clock.ts';
import type { AccessToken } from '../auth.ts';
import type { FaultCall } from '../fault-types.ts';
import type { Faults } from '../faults.ts';
import { cutPage, readPageRequest } from '../paging.ts';
import type { Page } from '../paging.ts';
import { TwitchError } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { RosterView } from '../roster.ts';
import type { ChannelState } from '../channel-state.ts';
import type { SimUser } from '../users.ts';
import type { World } from '../world.ts';
import type { Moment } from './moment.ts';

/** What a Helix handler gets: an authenticated call with a scope that fits. */
export interface HelixCall {
  query: URLSearchParams;
  /** Parsed JSON body, or undefined. */
  json: unknown;
  token: AccessToken;
  world: World;
  truth: ChannelState;
  clock: Clock;
  faults: Faults;
  faultCall: FaultCall;
  /** What is answered is what was so then. Names are those of now. */
  moment: Moment;
}

export interface HelixRoute {
  /** Any one of these is enough; empty: any user token. */
  scopes: readonly string[];
  handle: (call: HelixCall) => Reply;
}

/** Throws unless `broadcaster_id` is there and is the token's own user. */
export function requireBroadcaster({ query, token, truth }: HelixCall): void {
  const broadcasterId = query.get('broadcaster_id');
  if (!broadcasterId) throw new TwitchError(400, 'Missing required parameter "broadcaster_id"');
  if (broadcasterId !== token.userId || broadcasterId !== truth.broadcasterId) {
    const text = "The ID in broadcaster_id must match the user ID found in the request's OAuth token.";
    throw new TwitchError(401, text);
  }
}

/** Repeated parameters. Throws 400 above `max`. */
export function readIds(query: URLSearchParams, name: string, max = 100): string[] {
  const ids = query.getAll(name).filter((id) => id !== '');
  if (ids.length > max)
    throw new TwitchError(400, `The parameter "${name}" may be given at most ${max} times`);
  return ids;
}

/** One page of a roster, as asked for and as bent by faults. */
export function pageOf(call: HelixCall, roster: RosterView, list: string, max = 100): Page {
  const { time, isKept } = call.moment;
  const request = { ...readPageRequest(call.query, list, max), asOf: isKept ? time : undefined };
  return cutPage(roster, request, call.faults.take('list', call.faultCall));
}

/** Look-up by `user_id`, in the order asked; faults may make it lie too. */
export function lookUp(call: HelixCall, roster: RosterView, userIds: readonly string[]): string[] {
  const faults = call.faults.take('list', call.faultCall);
  const hidden = new Set(faults.flatMap((fault) => (fault.kind === 'hide' ? fault.userIds : [])));
  const ghosts = new Set(faults.flatMap((fault) => (fault.kind === 'ghost' ? fault.userIds : [])));
  return [...new Set(userIds)].filter((id) => (roster.has(id) || ghosts.has(id)) && !hidden.has(id));
}

/** Twitch always sends the object; it is empty at the end of a list. */
export function pagination(cursor: string | undefined): { cursor?: string } {
  return cursor === undefined ? {} : { cursor };
}

/** Names for a list row. Accounts that are gone are shown with empty ones. */
export function namesOf(truth: ChannelState, userId: string): SimUser {
  return truth.users.get(userId) ?? { userId, userLogin: '', userDisplayName: '' };
}
