import type { TokenRequest } from '../auth.ts';
import type { FaultRule } from '../fault-types.ts';
import type { Body } from '../shape.ts';
import type { TwitchClock } from '../twitch-clock.ts';
import { control } from './calls.ts';
import type { ControlCalls, ControlDeps } from './calls.ts';

/** Faults, logins, the clock, and what was asked. */
export const TWITCH_CALLS: ControlCalls = {
  'GET faults': control('the rules in force and how often each has struck', {}, ({ faults }) => ({
    struck: faults.struck,
    rules: faults.list(),
  })),
  'POST faults': control(
    'adds a fault rule -> {id}; match: {path, method, params, page, lookup, type}, do: {kind, …}',
    { match: 'object?', do: 'object', skip: 'number?', times: 'number?' },
    ({ faults }, body) => ({ id: faults.addWithId(body as unknown as FaultRule) }),
  ),
  'DELETE faults': control('ends one rule, or without id all', { id: 'number?' }, ({ faults }, body) => {
    const { id } = body as { id?: number };
    if (id === undefined) faults.clear();
    else if (!faults.remove(id)) throw new Error(`no rule has the id ${id}`);
  }),
  'GET requests': control('the last calls, and how many of each path', {}, ({ requests }) => ({
    total: requests.total,
    counts: requests.counts(),
    maxInFlight: requests.maxInFlight,
    entries: requests.entries.map((entry) => ({ ...entry, query: entry.query.toString() })),
  })),
  'DELETE requests': control('forgets the calls so far', {}, ({ requests }) => requests.clear()),
  'GET clock': control('what time it is on Twitch', {}, ({ clock }) => describeClock(clock)),
  'POST clock': control(
    "sets Twitch's clock ahead of this machine's (behind: negative); dateSkewMs the Date header alone, null: none",
    { skewMs: 'number?', dateSkewMs: 'number|null?' },
    ({ clock }, body) => {
      Object.assign(clock, body);
      return describeClock(clock);
    },
  ),
  'POST outage': control(
    'refuses connections for ms, a moment from now',
    { ms: 'number' },
    ({ outage }, body) => outage(Number(body['ms'])),
  ),
  'POST tokens': control(
    'issues a token pair; scopes default all, userId the broadcaster',
    { scopes: 'texts?', clientId: 'text?', userId: 'text?', expiresInS: 'number?' },
    ({ auth, world }, body) => {
      const request: TokenRequest = body;
      if (request.userId !== undefined) world.truth.users.ensure(request.userId);
      return auth.issueToken(request);
    },
  ),
  'DELETE tokens': control(
    'ends all access tokens, and refresh tokens too',
    { refresh: 'boolean?' },
    endTokens,
  ),
  'POST tokens/revoke-authorization': control(
    'the user disconnects the app: tokens and events end',
    {},
    ({ revokeAuthorization }) => revokeAuthorization(),
  ),
  'GET devices': control('codes that wait for a human', {}, ({ auth }) => ({
    pending: auth.devices.pending().map(({ userCode, clientId, scopes }) => ({ userCode, clientId, scopes })),
  })),
  'POST devices/approve': control(
    'approves one code or all; as another user, or with other scopes than were asked for',
    { userCode: 'text?', userId: 'text?', scopes: 'texts?' },
    ({ auth, world }, body) => {
      const { userCode, userId = world.truth.broadcasterId, scopes } = body as Approval;
      world.truth.users.ensure(userId);
      return { approved: auth.devices.approve(userId, userCode, scopes) };
    },
  ),
  'POST devices/deny': control('refuses one code or all', { userCode: 'text?' }, ({ auth }, body) => ({
    denied: auth.devices.deny(body['userCode'] as string | undefined),
  })),
};

interface Approval {
  userCode?: string;
  userId?: string;
  scopes?: string[];
}

function endTokens({ auth }: ControlDeps, body: Body): void {
  auth.killAccessTokens();
  if (body['refresh'] === true) auth.killRefreshTokens();
}

function describeClock(clock: TwitchClock): unknown {
  const { skewMs, dateSkewMs } = clock;
  return { now: new Date(clock.now()).toISOString(), skewMs, dateSkewMs };
}
