import { CHANGES, burst } from '../burst.ts';
import type { BurstOptions } from '../burst.ts';
import type { Lie } from '../made-up-events.ts';
import { control } from './calls.ts';
import type { ControlCalls } from './calls.ts';

/** `subscribe/endSubscription/…` */
const ONE_OF = Object.keys(CHANGES).join('/') as `${string}/${string}`;

/** Sockets, and events that do not come from a change of the world. */
export const EVENTSUB_CALLS: ControlCalls = {
  'GET eventsub': control(
    'open sockets, and the types and subscriptions that are enabled now',
    {},
    ({ eventsub }) => ({
      sockets: eventsub.socketCount,
      sessions: eventsub.sessions.map((session) => session.id),
      types: eventsub.registry.enabledTypes(),
      subscriptions: eventsub.registry.enabled(),
    }),
  ),
  'POST eventsub/drop': control('cuts every socket without a word', {}, ({ eventsub }) => eventsub.dropAll()),
  'POST eventsub/close': control(
    'closes every socket; code default 4000',
    { code: 'number?' },
    ({ eventsub }, body) => eventsub.closeAll(Number(body['code'] ?? 4000)),
  ),
  'POST eventsub/reconnect': control(
    'asks every session to reconnect; stale: to a URL that answers 4007',
    { stale: 'boolean?' },
    ({ eventsub }, body) => eventsub.reconnectAll({ stale: body['stale'] === true }),
  ),
  'POST eventsub/revoke': control(
    'ends the subscriptions of a type, default all',
    { type: 'text?', status: 'text?' },
    ({ eventsub }, body) => ({ revoked: eventsub.revoke(body) }),
  ),
  'POST eventsub/raw': control('any frame to every session', { text: 'text' }, ({ eventsub }, body) =>
    eventsub.sendRaw(String(body['text'])),
  ),
  'POST eventsub/tell': control(
    'an event about something that is not so, to all who hear of its type -> {told}; event: fields in place of the usual',
    {
      ...{ type: 'text', userId: 'text?', event: 'object?' },
      ...{ sentAt: 'time?', messageId: 'text?', delayMs: 'number?' },
    },
    ({ tell }, body) => ({ told: tell(body as unknown as Lie) }),
  ),
  'POST burst': control(
    'a change count times, of strangers or of those who are there -> {userIds}; options go to each',
    { change: ONE_OF, count: 'number', userIds: 'texts?', overMs: 'number?', options: 'object?' },
    async ({ world, clock }, body) => ({
      userIds: await burst(world, clock, body as unknown as BurstOptions),
    }),
  ),
};
