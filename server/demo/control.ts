import type { Auth } from './auth.ts';
import type { EventSub } from './eventsub.ts';
import type { Exchange } from './exchange.ts';
import type { FaultRule } from './fault-types.ts';
import type { Faults } from './faults.ts';
import { errorReply, ok } from './reply.ts';
import type { Reply } from './reply.ts';
import type { RequestLog } from './request-log.ts';
import { WORLD_CHANGES, text } from './control-world.ts';
import type { World } from './world.ts';

export interface ControlParts {
  world: World;
  auth: Auth;
  faults: Faults;
  requests: RequestLog;
  eventsub: EventSub;
  revokeAuthorization: () => void;
  /** Refuses connections for a while, a moment from now. */
  outage: (ms: number) => void;
}

type Body = Record<string, unknown>;
type Handler = (parts: ControlParts, body: Body) => unknown;

/** `<METHOD> <path below /control/>`. What a handler returns is the answer; what it throws is a 400. */
const HANDLERS: Record<string, Handler> = {
  'GET world': ({ world }) => describeWorld(world),
  'GET requests': ({ requests }) => ({
    total: requests.total,
    counts: requests.counts(),
    maxInFlight: requests.maxInFlight,
    entries: requests.entries.map((entry) => ({ ...entry, query: entry.query.toString() })),
  }),
  'DELETE requests': ({ requests }) => requests.clear(),
  'GET faults': ({ faults }) => ({ struck: faults.struck, rules: faults.list() }),
  'POST faults': ({ faults }, body) => ({ id: faults.addWithId(body as unknown as FaultRule) }),
  'DELETE faults': ({ faults }, body) => {
    if (body['id'] === undefined) faults.clear();
    else faults.remove(Number(body['id']));
  },
  'GET eventsub': ({ eventsub }) => ({
    sockets: eventsub.socketCount,
    sessions: eventsub.sessions.map((session) => session.id),
    types: eventsub.registry.enabledTypes(),
    subscriptions: eventsub.registry.enabled(),
  }),
  'POST eventsub/drop': ({ eventsub }) => eventsub.dropAll(),
  'POST eventsub/close': ({ eventsub }, body) => eventsub.closeAll(Number(body['code'] ?? 4000)),
  'POST eventsub/reconnect': ({ eventsub }, body) => eventsub.reconnectAll({ stale: body['stale'] === true }),
  'POST eventsub/revoke': ({ eventsub }, body) => ({ revoked: eventsub.revoke(body) }),
  'POST eventsub/raw': ({ eventsub }, body) => eventsub.sendRaw(text(body, 'text')),
  'POST tokens': ({ auth }, body) => auth.issueToken(body),
  'DELETE tokens': ({ auth }, body) => {
    auth.killAccessTokens();
    if (body['refresh'] === true) auth.killRefreshTokens();
  },
  'POST tokens/revoke-authorization': ({ revokeAuthorization }) => revokeAuthorization(),
  'POST outage': ({ outage }, body) => outage(Number(body['ms'])),
  'POST devices/approve': ({ auth, world }, body) => ({
    approved: auth.devices.approve(world.truth.broadcasterId, body['userCode'] as string | undefined),
  }),
};

/** Everything that tests do in-process, for those that run the simulator as a process of its own. */
export function createControl(parts: ControlParts): (exchange: Exchange) => Promise<Reply> {
  return async ({ method, path, json, query }) => {
    const name = path.slice('/control/'.length);
    const body: Body = { ...Object.fromEntries(query), ...((json ?? {}) as Body) };
    const change = /^world\/(\w+)$/.exec(name)?.[1] ?? '';
    try {
      if (method === 'POST' && Object.hasOwn(WORLD_CHANGES, change)) {
        return ok(WORLD_CHANGES[change]?.(parts.world, body) ?? {});
      }
      const key = `${method} ${name}`;
      const handler = Object.hasOwn(HANDLERS, key) ? HANDLERS[key] : undefined;
      return handler ? ok(handler(parts, body) ?? {}) : errorReply(404, `no such control: ${key}`);
    } catch (error) {
      return errorReply(400, error instanceof Error ? error.message : String(error));
    }
  };
}

/** The truth to compare a roster with. The broadcaster is not in it. */
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
  };
}
