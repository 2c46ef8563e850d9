import type { IncomingMessage, ServerResponse } from 'node:http';
import { sleep } from '../core/clock.ts';
import { activationPage } from './activation-page.ts';
import { answerAuth } from './auth-routes.ts';
import type { AccessToken, Auth } from './auth.ts';
import { bend } from './bend.ts';
import { answerElsewhere, redirect } from './elsewhere.ts';
import { SUBSCRIBING_REFUSED, asConflict } from './eventsub-refusals.ts';
import { answerEventSub } from './eventsub-routes.ts';
import type { EventSub } from './eventsub.ts';
import { faultCallOf, readExchange } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import type { FaultCall, HttpFault, When } from './fault-types.ts';
import { find } from './faults.ts';
import type { Faults } from './faults.ts';
import { answerHelix } from './helix/routes.ts';
import type { RateLimiter } from './rate-limit.ts';
import { TwitchError, errorReply } from './reply.ts';
import type { Reply } from './reply.ts';
import type { RequestLog } from './request-log.ts';
import { sendBent, sendReply } from './send.ts';
import type { TwitchClock } from './twitch-clock.ts';
import type { World } from './world.ts';

export interface PipelineDeps {
  clock: TwitchClock;
  world: World;
  auth: Auth;
  faults: Faults;
  limiter: RateLimiter;
  requests: RequestLog;
  eventsub: EventSub;
  /** Answers `/control/…`; null when control is off, and then such paths do not exist. */
  control: ((exchange: Exchange) => Promise<Reply>) | null;
  latencyMs: number;
  /** 0 (included) to 1 (excluded); the same seed draws the same. */
  random: () => number;
  /** The simulator's own address. */
  origin: () => string;
}

/** The way of one HTTP call: log, faults before, answer, faults after, reply. */
export class Pipeline {
  readonly #deps: PipelineDeps;

  constructor(deps: PipelineDeps) {
    this.#deps = deps;
  }

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const exchange = await readExchange(request, response);
      if (exchange.area === 'control') {
        const { control } = this.#deps;
        sendReply(response, control ? await control(exchange) : errorReply(404, 'control is off'));
      } else await this.#run(exchange);
    } catch {
      request.destroy();
    }
  }

  async #run(exchange: Exchange): Promise<void> {
    const { clock, requests, faults, latencyMs } = this.#deps;
    const { method, area, path, query, request, response } = exchange;
    const credentials = ['authorization', 'client-id'].filter((name) => name in request.headers);
    const entry = requests.begin({ method, path, query, at: clock.now(), credentials });
    response.once('close', () => requests.end());
    const call = faultCallOf(exchange);
    const struck = area === 'elsewhere' ? [] : faults.take('http', call);
    if (latencyMs > 0) await sleep(clock, latencyMs);
    if (await this.#lost(exchange, struck, 'before')) return;
    const answer = this.#answerOrRefuse(exchange, call, struck);
    const dated = { ...answer, headers: { ...clock.dateHeader(), ...answer.headers } };
    const reply = bend(struck, dated, clock.now());
    if (await this.#lost(exchange, struck, 'after')) return;
    entry.status = reply.status;
    await sendBent(response, reply, struck, clock);
  }

  /** Waits out the latency of this moment, and tells whether the call ends here without a reply. */
  async #lost({ request }: Exchange, struck: readonly HttpFault[], moment: When): Promise<boolean> {
    for (const fault of struck) {
      if (fault.kind === 'latency' && (fault.when ?? 'before') === moment)
        await sleep(this.#deps.clock, fault.ms);
    }
    if (struck.some((fault) => fault.kind === 'reset' && (fault.when ?? 'before') === moment)) {
      request.socket.resetAndDestroy();
      return true;
    }
    return struck.some((fault) => fault.kind === 'silence' && (fault.when ?? 'before') === moment);
  }

  #answerOrRefuse(exchange: Exchange, call: FaultCall, struck: readonly HttpFault[]): Reply {
    const { area } = exchange;
    const bearer = /^Bearer (\S+)$/i.exec(exchange.request.headers.authorization ?? '')?.[1] ?? '';
    if (find(struck, 'dead-token')) this.#deps.auth.killAccessTokens(bearer);
    const token = this.#deps.auth.find(bearer);
    const limited = area === 'helix' || area === 'eventsub';
    const key = token ? `${token.clientId} ${token.userId}` : 'anonymous';
    const rate = limited ? this.#deps.limiter.spend(key) : { allowed: true, headers: {} };
    let reply: Reply;
    const sent = find(struck, 'redirect');
    if (sent) return redirect(exchange.request, sent);
    try {
      const refusal = refusalOf(struck, call);
      if (refusal && !isConflict(refusal, call)) throw refusal;
      if (!rate.allowed) throw new TwitchError(429, 'Too Many Requests');
      reply = limited ? this.#answerApi(exchange, call, bearer, token) : this.#answerOther(exchange);
      if (refusal) reply = asConflict(reply);
    } catch (error) {
      reply = error instanceof TwitchError ? error.toReply() : errorReply(500, String(error));
    }
    const early = find(struck, 'early-event');
    if (early && reply.status === 202) this.#deps.eventsub.notifyNewest(early.event);
    return { ...reply, headers: { ...rate.headers, ...reply.headers } };
  }

  #answerApi(exchange: Exchange, faultCall: FaultCall, bearer: string, token: AccessToken | null): Reply {
    const { world, clock, faults, eventsub, random } = this.#deps;
    const { query, json, method, area } = exchange;
    if (bearer === '') throw new TwitchError(401, 'OAuth token is missing');
    if (!token) throw new TwitchError(401, 'Invalid OAuth token');
    const clientId = exchange.request.headers['client-id'];
    if (clientId !== token.clientId) {
      const text = clientId === undefined ? 'Client ID is missing' : 'Client ID and OAuth token do not match';
      throw new TwitchError(401, text);
    }
    if (area === 'eventsub') return answerEventSub({ method, query, json, token }, eventsub);
    const { truth } = world;
    return answerHelix({ query, json, token, world, truth, clock, faults, faultCall, random });
  }

  #answerOther(exchange: Exchange): Reply {
    const { auth, world, origin } = this.#deps;
    const { method, area, path, params, request } = exchange;
    if (area === 'auth') {
      const { authorization } = request.headers;
      return answerAuth({ method, path, params, authorization, origin: origin() }, auth, world.truth.users);
    }
    if (area === 'elsewhere') return answerElsewhere(path);
    if (path === '/activate') return activationPage(exchange, auth, world.truth.broadcasterId);
    throw new TwitchError(404, '');
  }
}

/** "It exists already" can only be said when it does: the subscription is made all the same. */
function isConflict(refusal: TwitchError, { type }: FaultCall): boolean {
  return refusal.status === 409 && type !== undefined;
}

/** The refusal that a rule orders in place of an answer. */
function refusalOf(struck: readonly HttpFault[], { type }: FaultCall): TwitchError | null {
  const words = type === undefined ? {} : SUBSCRIBING_REFUSED;
  for (const fault of struck) {
    if (fault.kind === 'status') {
      const message = fault.message ?? words[fault.status] ?? 'ordered by a fault rule';
      return new TwitchError(fault.status, message);
    }
    if (fault.kind === 'rate-limited') return new TwitchError(429, 'Too Many Requests');
    if (fault.kind === 'missing-scope') return new TwitchError(401, `Missing scope: ${fault.scope}`);
  }
  return null;
}
