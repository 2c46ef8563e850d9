import { ApiError } from '../../core/problem.ts';
import { EVENTS, PROTOCOL_VERSION, type SubscribableEvent } from '../../protocol/events.ts';
import { includesLevel } from '../../protocol/levels.ts';
import type { EventHub, EventSink } from '../event-hub.ts';
import type { HostProcess } from '../app-service.ts';
import type { Services } from '../services.ts';
import type { Caller, Handlers } from '../router.ts';
import { toStatus } from '../status.ts';
import { toTimeOrNull } from '../wire.ts';

type Part = Pick<
  Handlers,
  | 'server.info'
  | 'server.demo'
  | 'server.log'
  | 'server.autostart'
  | 'server.updates'
  | 'server.quit'
  | 'events.subscribe'
  | 'events.unsubscribe'
>;

export function serverActions(services: Services, hub: EventHub): Part {
  return {
    'server.info': () => ({
      version: services.app.version,
      protocol: PROTOCOL_VERSION,
      uptimeMs: services.app.uptimeMs(),
      demo: services.app.isDemo,
      node: process.versions.node,
    }),
    'server.demo': async () => ({ url: await services.demo.start() }),
    'server.log': ({ lines }) => ({ lines: [...hostOf(services).lastLog(lines)] }),
    'server.autostart': ({ enabled }) => autostart(services, enabled),
    'server.updates': async () => {
      const view = await services.updates.view();
      return { ...view, askedAt: toTimeOrNull(view.askedAt) };
    },
    'server.quit': () => {
      hostOf(services).quit();
      return { quitting: true };
    },
    // Snapshot and subscription in one tick: nothing can happen between them.
    'events.subscribe': ({ events }, caller) => {
      refuseAboveLevel(events, caller);
      hub.subscribe(sinkOf(caller), events);
      return { events, status: toStatus(services.channel.status.view()) };
    },
    'events.unsubscribe': ({ events }, caller) => {
      hub.unsubscribe(sinkOf(caller), events);
      return { events, status: toStatus(services.channel.status.view()) };
    },
  };
}

function hostOf({ app }: Services): HostProcess {
  if (app.host) return app.host;
  throw new ApiError(
    'unavailable',
    'This Rolecall is part of another program, which ends it and has its log.',
  );
}

/** @param enabled undefined: only asked */
async function autostart(
  services: Services,
  enabled: boolean | undefined,
): Promise<{ enabled: boolean | null }> {
  const entry = await hostOf(services).autostart();
  if (!entry && enabled !== undefined)
    throw new ApiError('unavailable', 'On this computer Rolecall cannot be started at login.');
  try {
    if (enabled !== undefined) entry?.set(enabled);
  } catch (error) {
    throw new ApiError('unavailable', `Not changed. ${(error as Error).message}`, null, error);
  }
  return { enabled: entry ? entry.isOn() : null };
}

function refuseAboveLevel(events: readonly SubscribableEvent[], caller: Caller): void {
  const above = events.find((event) => !includesLevel(caller.level, EVENTS[event].level));
  if (above) throw new ApiError('forbidden', `The event "${above}" needs the level ${EVENTS[above].level}.`);
}

function sinkOf(caller: Caller): EventSink {
  if (caller.sink) return caller.sink;
  throw new ApiError('invalid_params', 'Events come over the WebSocket at /ws, not over HTTP.');
}
