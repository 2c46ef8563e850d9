import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { backoffMs } from '../core/retry.ts';
import { SyncError } from '../sync/ports.ts';
import { isConflict } from './errors.ts';
import type { Listener, ListenerEvents, ListenerFactory } from './listener.ts';
import { Pulse } from './pulse.ts';

export const LIVE_STATES = ['off', 'connecting', 'live', 'down'] as const;
export type LiveState = (typeof LIVE_STATES)[number];

/** Within this time of a connection's begin one subscription has to stand. */
const SETTLE_LIMIT_MS = 30_000;
/** The first try after a good connection comes soon, the later ones ever later. */
const FIRST_RETRY_MS = 1_000;
const REBUILD = { firstMs: 5_000, maxMs: 2 * 60_000 };
const RESUBSCRIBE = { firstMs: 3_000, maxMs: 2 * 60_000 };
/** A connection that was live so long was a good one: the next trouble starts small again. */
const GOOD_AFTER_MS = 5 * 60_000;
/** What Twitch forbids is asked for again so often: a channel can become an affiliate. */
const FORBIDDEN_RETRY_MS = 30 * 60_000;
/** After so many tries the log has said it often enough. */
const LOUD_TRIES = 6;

export interface SupervisorParts {
  readonly create: ListenerFactory;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** The state changed. */
  readonly onChange: () => void;
  /** Events have stopped coming. */
  readonly onLost: () => void;
  /** From now on nothing is missed; what happened until now may have been. */
  readonly onLive: () => void;
  /** Twitch withdrew a permission: the login should be checked. */
  readonly onRevoked: () => void;
}

/**
 * Keeps one EventSub connection alive. twurple's listener is good for a single connection: as soon as that
 * ends, stays silent, says nonsense or goes in circles, the listener is thrown away and a new one is built,
 * after a while that grows. So there is never more than a handful of connects a minute.
 */
export class EventSubSupervisor {
  readonly #parts: SupervisorParts;
  readonly #pulse: Pulse;
  #listener: Listener | null = null;
  #state: LiveState = 'off';
  #since: number;
  #liveSince = 0;
  #isConnected = false;
  /** Subscriptions that do not stand yet. */
  #missing = new Set<string>();
  /** Subscriptions that Twitch will not give us as things are. */
  readonly #blocked = new Set<string>();
  /** How often in a row each subscription failed. */
  readonly #failures = new Map<string, number>();
  #tries = 0;
  #settleTimer: Timer | null = null;
  #rebuildTimer: Timer | null = null;
  readonly #retryTimers = new Set<Timer>();

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
    this.#since = parts.clock.now();
    this.#pulse = new Pulse(parts.clock, {
      onSlept: (ms) => this.#onSlept(ms),
      onSilent: () => this.#rebuild('Twitch has gone silent'),
    });
  }

  get state(): LiveState {
    return this.#state;
  }

  /** When the state began, epoch ms. */
  get since(): number {
    return this.#since;
  }

  /** Begins, or begins anew after the login changed. */
  start(): void {
    this.stop();
    this.#tries = 0;
    this.#pulse.start();
    this.#build();
  }

  stop(): void {
    this.#tearDown();
    this.#pulse.stop();
    this.#setState('off');
  }

  #build(): void {
    // Events of a listener that was thrown away are nobody's business any more.
    const isMine = (): boolean => this.#listener === listener;
    const listener = this.#parts.create(this.#guarded(isMine));
    this.#listener = listener;
    this.#missing = new Set(listener.wanted);
    this.#blocked.clear();
    this.#failures.clear();
    this.#isConnected = false;
    this.#setState('connecting');
    this.#settleTimer = this.#parts.clock.after(SETTLE_LIMIT_MS, () => {
      if (!this.#hasAny()) this.#rebuild('Twitch did not accept the connection in time');
    });
    listener.start();
  }

  #guarded(isMine: () => boolean): ListenerEvents {
    const whenMine =
      <A extends unknown[]>(action: (...args: A) => void) =>
      (...args: A): void => {
        if (isMine()) action(...args);
      };
    return {
      onConnected: whenMine(() => this.#onConnected()),
      onDisconnected: whenMine((reason) => this.#rebuild(`connection lost: ${reason}`)),
      onTraffic: whenMine(() => this.#pulse.onTraffic()),
      onSubscribed: whenMine((name) => this.#onSubscribed(name)),
      onSubscribeFailed: whenMine((name, error, retry) => this.#onSubscribeFailed(name, error, retry)),
      onRevoked: whenMine((name, status) => this.#onRevoked(name, status)),
      onGarbage: whenMine(() => this.#rebuild('Twitch sent something that is not its own language')),
    };
  }

  /** A graceful move does not tell: a second connection means that twurple is going in circles. */
  #onConnected(): void {
    if (this.#isConnected) this.#rebuild('the connection could not be moved');
    this.#isConnected = true;
  }

  #onSubscribed(name: string): void {
    this.#missing.delete(name);
    this.#failures.delete(name);
    // Until now its events were missed.
    const isLateComer = this.#blocked.delete(name) && this.#state === 'live';
    if (isLateComer) this.#parts.onLive();
    else this.#settleIfDone();
  }

  #onSubscribeFailed(name: string, error: unknown, retry: () => void): void {
    const { log, random } = this.#parts;
    const problem = error instanceof SyncError ? error : null;
    const words = problem ? `${problem.message} ${problem.fix ?? ''}`.trim() : String(error);
    if (problem?.code === 'cancelled') return;
    if (isConflict(error)) {
      // It stands, but twurple does not know its id: its events would be nobody's.
      this.#rebuild(`${name} was subscribed to twice`);
    } else if (problem && ['missing_scope', 'forbidden', 'wrong_account'].includes(problem.code)) {
      log.warn('EventSub', `${name}: ${words}`);
      this.#blocked.add(name);
      this.#missing.delete(name);
      // Another scope needs another login, and that begins anew.
      if (problem.code !== 'missing_scope') this.#retryLater(FORBIDDEN_RETRY_MS, retry);
      this.#settleIfDone();
    } else {
      const failures = this.#failures.get(name) ?? 0;
      this.#failures.set(name, failures + 1);
      if (failures < LOUD_TRIES) log.info('EventSub', `${name} was not accepted (${words}); trying again.`);
      this.#retryLater(backoffMs(RESUBSCRIBE, failures, random()), retry);
    }
  }

  #retryLater(waitMs: number, retry: () => void): void {
    const timer = this.#parts.clock.after(waitMs, () => {
      this.#retryTimers.delete(timer);
      retry();
    });
    this.#retryTimers.add(timer);
  }

  /** Twitch says it once, and what it ended stays ended: even if the login is well, only a new start helps. */
  #onRevoked(name: string, status: string): void {
    this.#rebuild(`Twitch ended ${name} (${status})`);
    this.#parts.onRevoked();
  }

  #hasAny(): boolean {
    const wanted = this.#listener?.wanted.length ?? 0;
    return this.#missing.size + this.#blocked.size < wanted;
  }

  #settleIfDone(): void {
    if (this.#missing.size > 0 || this.#state === 'live') return;
    if (!this.#hasAny()) {
      this.#rebuild('Twitch allows no events at all', FORBIDDEN_RETRY_MS);
      return;
    }
    this.#settleTimer?.cancel();
    this.#liveSince = this.#parts.clock.monotonic();
    this.#setState('live');
    this.#parts.onLive();
  }

  #onSlept(ms: number): void {
    if (!this.#listener) return;
    this.#tries = 0;
    this.#rebuild(`this computer slept for ${Math.round(ms / 60_000)} min`);
  }

  /** Throws the listener away and builds another one after a while. */
  #rebuild(why: string, leastMs = 0): void {
    const { clock, log, random } = this.#parts;
    const wasGood = this.#state === 'live' && clock.monotonic() - this.#liveSince > GOOD_AFTER_MS;
    if (wasGood) this.#tries = 0;
    this.#tearDown();
    this.#setState('down');
    const tries = this.#tries++;
    const backoff = tries === 0 ? FIRST_RETRY_MS : backoffMs(REBUILD, tries - 1, random());
    const waitMs = Math.max(leastMs, backoff);
    const line = `Connecting again in ${Math.round(waitMs / 1000)} s: ${why}.`;
    log[tries === 0 ? 'info' : tries < LOUD_TRIES ? 'warn' : 'debug']('EventSub', line);
    this.#rebuildTimer = clock.after(waitMs, () => this.#build());
  }

  #tearDown(): void {
    const listener = this.#listener;
    this.#listener = null;
    this.#settleTimer?.cancel();
    this.#rebuildTimer?.cancel();
    for (const timer of this.#retryTimers) timer.cancel();
    this.#retryTimers.clear();
    this.#pulse.forgetTraffic();
    listener?.stop();
  }

  #setState(state: LiveState): void {
    if (this.#state === state) return;
    const wasLive = this.#state === 'live';
    this.#state = state;
    this.#since = this.#parts.clock.now();
    if (wasLive) this.#parts.onLost();
    this.#parts.onChange();
  }
}
