import type { ApiTokens } from './api-tokens.ts';
import { Docs } from './api/docs.ts';
import type { EventHub } from './api/event-hub.ts';
import type { ExportDoor } from './api/export-door.ts';
import { createHandlers } from './api/handlers.ts';
import { HTTP_LIMITS } from './api/http-limits.ts';
import { HttpRoutes } from './api/http-routes.ts';
import { HttpServer } from './api/http-server.ts';
import { createPages } from './api/pages.ts';
import type { ApiPorts } from './api/ports.ts';
import { Router } from './api/router.ts';
import { toStatus } from './api/status.ts';
import { WS_LIMITS, WsServer } from './api/ws-server.ts';
import type { AppOptions } from './app-options.ts';
import { PROTOCOL_VERSION } from './protocol/events.ts';

export interface DoorNeeds {
  readonly options: AppOptions;
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
export function createDoors({ options, ports, hub, tokens, exports }: DoorNeeds): Doors {
  const { config, clock, log, version } = options;
  const router = new Router(createHandlers(ports, hub), log);
  const ws = new WsServer({
    router,
    hub,
    clock,
    log,
    findToken: (token) => tokens.find(token),
    onTokenSeen: (id) => tokens.touch(id),
    limits: options.limits?.ws ?? WS_LIMITS,
    hello: () => ({ protocol: PROTOCOL_VERSION, version, status: toStatus(ports.status()) }),
  });
  const docs = new Docs(version);
  const pages = createPages({ folder: options.pagesFolder });
  const limits = options.limits?.http ?? HTTP_LIMITS;
  const server = new HttpServer({
    routes: new HttpRoutes({ router, limits, exports, docs }),
    ws,
    clock,
    log,
    findToken: (token) => tokens.find(token),
    host: config.host,
    limits,
    pages: pages.serve,
  });
  return { ws, server, load: () => Promise.all([pages.load(), docs.load()]) };
}
