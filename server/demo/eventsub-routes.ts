import type { AccessToken } from './auth.ts';
import { LIMITS, type NewSubscription, rowOf } from './eventsub-registry.ts';
import type { EventSub } from './eventsub.ts';
import { TwitchError } from './reply.ts';
import type { Reply } from './reply.ts';

export interface EventSubCall {
  method: string;
  query: URLSearchParams;
  json: unknown;
  token: AccessToken;
}

const PAGE = 100;

/** `/eventsub/subscriptions`: POST answers 202, GET a list, DELETE 204. Throws TwitchError. */
export function answerEventSub(call: EventSubCall, eventsub: EventSub): Reply {
  const { token, query } = call;
  switch (call.method) {
    case 'POST': {
      const created = eventsub.registry.create(readBody(call.json, eventsub), token);
      return { status: 202, body: { data: [rowOf(created)], ...totals(eventsub, token) } };
    }
    case 'GET':
      return list(call, eventsub);
    case 'DELETE':
      if (!query.get('id')) throw new TwitchError(400, 'Missing required parameter "id"');
      if (!eventsub.registry.delete(query.get('id') ?? '', token))
        throw new TwitchError(404, 'subscription not found');
      return { status: 204 };
    default:
      throw new TwitchError(404, '');
  }
}

function list({ query, token }: EventSubCall, eventsub: EventSub): Reply {
  const { status, type, user_id: userId, subscription_id: id } = Object.fromEntries(query);
  const fitting = eventsub.registry
    .visibleTo(token)
    .filter(
      (sub) => (status === undefined || sub.status === status) && (type === undefined || sub.type === type),
    )
    .filter((sub) => userId === undefined || Object.values(sub.condition).includes(userId))
    .filter((sub) => id === undefined || sub.id === id);
  const start = query.get('after') ? Number(Buffer.from(query.get('after') ?? '', 'base64').toString()) : 0;
  if (!Number.isInteger(start) || start < 0) throw new TwitchError(400, 'invalid cursor');
  const more = fitting.length > start + PAGE;
  return {
    status: 200,
    body: {
      data: fitting.slice(start, start + PAGE).map(rowOf),
      ...totals(eventsub, token),
      total: fitting.length,
      pagination: more ? { cursor: Buffer.from(String(start + PAGE)).toString('base64') } : {},
    },
  };
}

/** Throws 400 for a body that is none, another transport than WebSocket, and a session that is not there. */
function readBody(json: unknown, eventsub: EventSub): NewSubscription {
  const { type, version, condition, transport } = (json ?? {}) as Record<string, unknown>;
  if (
    typeof type !== 'string' ||
    typeof version !== 'string' ||
    typeof condition !== 'object' ||
    !condition
  ) {
    throw new TwitchError(400, 'the request body needs "type", "version" and "condition"');
  }
  const { method, session_id: sessionId } = (transport ?? {}) as Record<string, unknown>;
  if (method !== 'websocket') throw new TwitchError(400, 'user tokens need a websocket transport');
  const session = eventsub.session(String(sessionId));
  if (!session)
    throw new TwitchError(400, 'websocket transport session does not exist or has already disconnected');
  const texts = Object.entries(condition).map(([field, value]) => [field, String(value)]);
  return { type, version, condition: Object.fromEntries(texts) as Record<string, string>, session };
}

function totals(eventsub: EventSub, token: AccessToken): Record<string, number> {
  const enabled = eventsub.registry.visibleTo(token).filter((sub) => sub.status === 'enabled');
  return {
    total: enabled.length,
    total_cost: enabled.reduce((sum, sub) => sum + sub.cost, 0),
    max_total_cost: LIMITS.totalCost,
  };
}
