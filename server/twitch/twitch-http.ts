import { setMaxListeners } from 'node:events';
import { callTwitchApiRaw } from '@twurple/api-call';
import { type Clock, sleep } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type BudgetSeen, paceMs } from '../core/rate-budget.ts';
import { backoffMs } from '../core/retry.ts';
import { SyncError } from '../sync/ports.ts';
import { GARBAGE, readBody } from './body.ts';
import { loginExpired, nonsense, toSyncError, unreachable } from './errors.ts';
import { parseRefusal } from './lists.external.ts';
import type { Received, TokenSource, TwitchCall, TwitchToken } from './tokens.ts';

/** All tries of one call together stay below the 30 seconds of silence that a list is allowed. */
const TRY_LIMIT_MS = 8_000;
const MAX_TRIES = 3;
const BACKOFF = { firstMs: 500, maxMs: 2_000 };
/** Points of Twitch's bucket that long lists leave for questions somebody waits for. */
const RESERVE = 40;

/** Asking once more does not help: the streamer has to do something first. */
const FINAL: ReadonlySet<string> = new Set([
  'source_away',
  'source_not_set_up',
  'needs_login',
  'login_expired',
]);

/** A clock that is further off is wrong, whatever it is used for. */
const RIGHT_WITHIN_MS = 3_600_000;

export interface TwitchReply {
  readonly status: number;
  /** Parsed JSON; undefined if there was no body. */
  readonly body: unknown;
  /** When the rate limit's bucket is full again, epoch ms; null if the reply did not say. */
  readonly resetAt: number | null;
}

export interface TwitchHttpDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/**
 * Calls to Twitch that always end. twurple decides the address and sends the request; its ApiClient is not
 * used for them, because its limiter hangs when the network goes and spins on a 429 without headers.
 */
export class TwitchHttp {
  readonly #deps: TwitchHttpDeps;
  #budget: BudgetSeen | null = null;
  #clockSkewMs = 0;
  /** When Twitch last said what time it is: by its clock, and by one that never jumps. */
  #timeSeen: { readonly at: number; readonly monotonic: number } | null = null;

  constructor(deps: TwitchHttpDeps) {
    this.#deps = deps;
  }

  /**
   * A Helix call as the logged-in user; a dead token is replaced once.
   * @returns the body of a success
   * @throws SyncError
   */
  async helix(call: Omit<TwitchCall, 'type'>, tokens: TokenSource, signal: AbortSignal): Promise<unknown> {
    let token = tokens.current();
    if (!token) throw loginExpired();
    let reply = await this.#withRetries({ ...call, type: 'helix' }, token, signal);
    if (reply.status === 401 && isDeadToken(reply.body)) {
      token = await tokens.replace(token);
      if (!token) throw loginExpired();
      reply = await this.#withRetries({ ...call, type: 'helix' }, token, signal);
    }
    if (isSuccess(call, reply.status)) return reply.body;
    const refusal = this.#refusal(reply);
    const said = parseRefusal(reply.body);
    if (said !== '') this.#deps.log.info('Twitch', `${call.path}: ${reply.status} “${said}”`);
    throw refusal;
  }

  /**
   * One call as it is, whatever its status; not repeated.
   * @throws SyncError `network`, `timeout`, `cancelled`
   */
  async once(call: TwitchCall, token: TwitchToken | null, signal: AbortSignal): Promise<TwitchReply> {
    const limit = this.#limitOf(signal);
    try {
      const { status, headers, body } = await (token?.send ?? sendOurselves)(call, token, limit.signal);
      this.#noteTime(headers.get('date'));
      const budget = readBudget(headers, this.#deps.clock.now());
      this.#budget = budget ?? this.#budget;
      return { status, body, resetAt: budget?.resetAt ?? null };
    } catch (error) {
      if (signal.aborted) throw toError(signal.reason);
      if (limit.signal.aborted) throw silent();
      if (error instanceof SyncError) throw error;
      throw unreachable(error);
    } finally {
      limit.end();
    }
  }

  /** How far this computer's clock is ahead of Twitch's, ms; 0 while unknown. */
  get clockSkewMs(): number {
    return this.#clockSkewMs;
  }

  /**
   * The latest that it may be at Twitch, epoch ms: whether this computer's clock was put right meanwhile, or the
   * computer slept, the one reckoning or the other holds.
   */
  twitchNow(): number {
    const byWall = this.#deps.clock.now() - this.#clockSkewMs;
    return Math.max(byWall, this.#reckoned() ?? byWall);
  }

  /** Whether this computer's clock is within an hour of Twitch's; false while that is unknown. */
  get isClockRight(): boolean {
    const reckoned = this.#reckoned();
    // The clock may have been set since the last answer.
    return reckoned !== null && Math.abs(this.#deps.clock.now() - reckoned) <= RIGHT_WITHIN_MS;
  }

  /** What time it is at Twitch by its last word and a clock that never jumps; null: it has said none. */
  #reckoned(): number | null {
    if (!this.#timeSeen) return null;
    const { at, monotonic } = this.#timeSeen;
    return at + this.#deps.clock.monotonic() - monotonic;
  }

  #noteTime(date: string | null): void {
    const at = Date.parse(date ?? '');
    if (Number.isNaN(at)) return;
    const { clock } = this.#deps;
    this.#clockSkewMs = clock.now() - at;
    this.#timeSeen = { at, monotonic: clock.monotonic() };
  }

  /** Aborts with `signal`, or when one try has lasted long enough. */
  #limitOf(signal: AbortSignal): { signal: AbortSignal; end(): void } {
    const abort = new AbortController();
    const onAbort = (): void => abort.abort(signal.reason);
    const timer = this.#deps.clock.after(TRY_LIMIT_MS, () => abort.abort());
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    const end = (): void => {
      timer.cancel();
      signal.removeEventListener('abort', onAbort);
    };
    return { signal: abort.signal, end };
  }

  /** Retries what may pass by itself: no connection, silence, 5xx, garbage. */
  async #withRetries(call: TwitchCall, token: TwitchToken, signal: AbortSignal): Promise<TwitchReply> {
    const { clock, random } = this.#deps;
    // Many may be asked at once with one signal: a warning on the streamer's screen for more than ten rewards.
    setMaxListeners(0, signal);
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt + 1 >= MAX_TRIES;
      const waitMs = paceMs(this.#budget, clock.now(), call.isBulk ? RESERVE : 0);
      if (waitMs > 0) await sleep(clock, waitMs, signal);
      try {
        const reply = await this.once(call, token, signal);
        // What is not JSON was not said by Twitch, whatever its status. Not so a 429, which no retry mends.
        const isGarbage = reply.body === GARBAGE && reply.status !== 429;
        const isFault = reply.status >= 500 || isGarbage;
        if (!isFault) return reply;
        if (isLast) throw reply.status < 500 ? nonsense('not JSON') : this.#refusal(reply);
      } catch (error) {
        if (isLast || signal.aborted || !(error instanceof SyncError)) throw error;
        if (FINAL.has(error.code)) throw error;
      }
      await sleep(clock, backoffMs(BACKOFF, attempt, random()), signal);
    }
  }

  #refusal(reply: TwitchReply): SyncError {
    const { status, body, resetAt } = reply;
    return toSyncError({ status, message: parseRefusal(body), resetAt }, this.#deps.clock.now());
  }
}

async function sendOurselves(
  call: TwitchCall,
  token: TwitchToken | null,
  signal: AbortSignal,
): Promise<Received> {
  const response = await callTwitchApiRaw(
    { ...call, url: call.path, query: { ...call.query } } as Parameters<typeof callTwitchApiRaw>[0],
    token?.clientId,
    token?.accessToken,
    undefined,
    // A redirect would send token and questions to whoever it names.
    { signal, redirect: 'manual' } as object,
  );
  const { status, headers } = response;
  return { status, headers, body: await readBody(response) };
}

function readBudget(headers: Headers, now: number): BudgetSeen | null {
  const [limit, remaining, resetS] = ['limit', 'remaining', 'reset'].map((name) => {
    const value = headers.get(`ratelimit-${name}`);
    return value === null ? Number.NaN : Number(value);
  }) as [number, number, number];
  if (![limit, remaining, resetS].every(Number.isFinite)) return null;
  return { limit, remaining, resetAt: resetS * 1000, seenAt: now };
}

/** A list that was cut short (206) or never made (202) is no list. */
function isSuccess({ method = 'GET' }: Pick<TwitchCall, 'method'>, status: number): boolean {
  return method === 'GET' ? status === 200 : [200, 202, 204].includes(status);
}

/** A 401 that a new token can heal, unlike a missing scope or the wrong account. */
function isDeadToken(body: unknown): boolean {
  return toSyncError({ status: 401, message: parseRefusal(body), resetAt: null }, 0).code === 'login_expired';
}

function silent(): SyncError {
  return new SyncError(
    'timeout',
    'Twitch does not answer.',
    'Nothing to do: Rolecall tries again by itself.',
  );
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new SyncError('cancelled', 'The call was stopped.');
}
