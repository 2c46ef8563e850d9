import { ApiError } from '../../core/problem.ts';
import { EVENTS, PROTOCOL_VERSION, type SubscribableEvent } from '../../protocol/events.ts';
import { includesLevel } from '../../protocol/levels.ts';
import type { EventHub, EventSink } from '../event-hub.ts';
import type { ApiPorts } from '../services.ts';
import type { Caller, Handlers } from '../router.ts';
import { toStatus } from '../status.ts';

type Part = Pick<Handlers, 'server.info' | 'server.demo' | 'events.subscribe' | 'events.unsubscribe'>;

export function serverActions(ports: ApiPorts, hub: EventHub): Part {
  return {
    'server.info': () => ({
      version: ports.info.version,
      protocol: PROTOCOL_VERSION,
      uptimeMs: ports.info.uptimeMs(),
      demo: ports.info.isDemo,
    }),
    'server.demo': async () => ({ url: await ports.demo.start() }),
    // Snapshot and subscription in one tick: nothing can happen between them.
    'events.subscribe': ({ events }, caller) => {
      refuseAboveLevel(events, caller);
      hub.subscribe(sinkOf(caller), events);
      return { events, status: toStatus(ports.status()) };
    },
    'events.unsubscribe': ({ events }, caller) => {
      hub.unsubscribe(sinkOf(caller), events);
      return { events, status: toStatus(ports.status()) };
    },
  };
}

function refuseAboveLevel(events: readonly SubscribableEvent[], caller: Caller): void {
  const above = events.find((event) => !includesLevel(caller.level, EVENTS[event].level));
  if (above) throw new ApiError('forbidden', `The event "${above}" needs the level ${EVENTS[above].level}.`);
}

function sinkOf(caller: Caller): EventSink {
  if (caller.sink) return caller.sink;
  throw new ApiError('invalid_params', 'Events come over the WebSocket at /ws, not over HTTP.');
}
