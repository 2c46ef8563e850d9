import type { Clock } from '../core/clock.ts';
import type { Subscriptions } from '../core/events.ts';
import type { Log } from '../core/log.ts';
import { PROTOCOL_VERSION } from '../protocol/events.ts';
import { Docs } from './docs.ts';
import { EventHub } from './event-hub.ts';
import { createHandlers } from './handlers.ts';
import { HTTP_LIMITS, type HttpLimits } from './http-limits.ts';
import { HttpRoutes } from './http-routes.ts';
import { HttpServer } from './http-server.ts';
import { createPages } from './pages.ts';
import { type PublishedEvents, Publisher } from './publisher.ts';
import { Router } from './router.ts';
import type { Services } from './services.ts';
import { toStatus } from './status.ts';
import type { TokenEvents } from './tokens.ts';
import { WS_LIMITS, type WsLimits, WsServer } from './ws-server.ts';

export interface Limits {
  readonly ws?: WsLimits;
  readonly http?: HttpLimits;
}

export interface ServerDeps {
  readonly services: Services;
  readonly events: Subscriptions<PublishedEvents & TokenEvents>;
  readonly host: string;
  /** Where the built pages are. */
  readonly pagesFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Limits | undefined;
}

/** The two ways in, to one router. */
export interface Servers {
  /** @returns the port. @throws the `listen` error, for instance EADDRINUSE */
  listen(port: number): Promise<number>;
  /** Brings what is served into memory: a later build may take its files away. */
  load(): Promise<unknown>;
  close(): Promise<void>;
}

/** Puts them together; nothing listens yet. */
export function createServers(deps: ServerDeps): Servers {
  const { services, events, host, clock, log } = deps;
  const { app, tokens, channel, downloads, addresses, backup } = services;
  const hub = new EventHub(log);
  new Publisher(hub, events);
  const { questions, callers } = services;
  const router = new Router(createHandlers(services, hub), log, (...wrong) => questions.note(...wrong));
  const findToken = tokens.find.bind(tokens);
  const ws = new WsServer({
    router,
    hub,
    clock,
    log,
    findToken,
    onTokenSeen: (id) => tokens.touch(id),
    limits: deps.limits?.ws ?? WS_LIMITS,
    hello: () => ({
      protocol: PROTOCOL_VERSION,
      version: app.version,
      build: app.build,
      status: toStatus(channel.status.view()),
    }),
  });
  events.on('tokenRevoked', (id) => ws.endToken(id));
  const docs = new Docs(app.version);
  const pages = createPages({ folder: deps.pagesFolder });
  const limits = deps.limits?.http ?? HTTP_LIMITS;
  const routes = new HttpRoutes({ router, limits, downloads, docs, backup });
  const onNotEncoded = (caller: string): void =>
    questions.note(caller, null, { code: 'not_encoded', param: null });
  const http = new HttpServer({
    routes,
    ws,
    clock,
    log,
    findToken,
    host,
    limits,
    pages: pages.serve,
    onNotEncoded,
    onPageInObs: (page) => callers.notePage(page),
  });
  return {
    async listen(port) {
      const listening = await http.listen(port);
      addresses.onListening(listening);
      return listening;
    },
    load: () => Promise.all([pages.load(), docs.load()]),
    close() {
      ws.close();
      return http.close();
    },
  };
}
