import type { ApiTokens } from './tokens.ts';
import { Docs } from './docs.ts';
import type { EventHub } from './event-hub.ts';
import type { ExportDoor } from './downloads.ts';
import { createHandlers } from './handlers.ts';
import { HTTP_LIMITS, type HttpLimits } from './http-limits.ts';
import { HttpRoutes } from './http-routes.ts';
import { HttpServer } from './http-server.ts';
import { createPages } from './pages.ts';
import type { ApiPorts } from './services.ts';
import { Router } from './router.ts';
import { toStatus } from './status.ts';
import { WS_LIMITS, type WsLimits, WsServer } from './ws-server.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { PROTOCOL_VERSION } from '../protocol/events.ts';

export interface DoorNeeds {
  readonly host: string;
  readonly version: string;
  readonly pagesFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: { readonly ws?: WsLimits; readonly http?: HttpLimits } | undefined;
  readonly ports: ApiPorts;
  readonly hub: EventHub;
  readonly tokens: ApiTokens;
  readonly exports: ExportDoor;
}

/** The two ways in, to one router. */
export interface Doors {
  readonly ws: WsServer;
  readonly server: HttpServer;
  /** Brings what is served into memory: a later build may take its files away. */
  load(): Promise<unknown>;
}

/** Puts them together; nothing listens yet. */
export function createDoors(needs: DoorNeeds): Doors {
  const { clock, log, version, ports, hub, tokens, exports } = needs;
  const router = new Router(createHandlers(ports, hub), log);
  const ws = new WsServer({
    router,
    hub,
    clock,
    log,
    findToken: (token) => tokens.find(token),
    onTokenSeen: (id) => tokens.touch(id),
    limits: needs.limits?.ws ?? WS_LIMITS,
    hello: () => ({ protocol: PROTOCOL_VERSION, version, status: toStatus(ports.status()) }),
  });
  const docs = new Docs(version);
  const pages = createPages({ folder: needs.pagesFolder });
  const limits = needs.limits?.http ?? HTTP_LIMITS;
  const server = new HttpServer({
    routes: new HttpRoutes({ router, limits, exports, docs }),
    ws,
    clock,
    log,
    findToken: (token) => tokens.find(token),
    host: needs.host,
    limits,
    pages: pages.serve,
  });
  return { ws, server, load: () => Promise.all([pages.load(), docs.load()]) };
}
