import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { backoffMs } from '../core/retry.ts';
import { SyncError } from '../sync/ports.ts';
import { type EventType, isHeard, type Topic } from './event-types.ts';
import type { Listener, ListenerEvents, ListenerFactory } from './listener.ts';
import { Pulse } from './pulse.ts';
import { isPassing, Refusals } from './refusals.ts';

export const LIVE_STATES = ['off', 'connecting', 'live', 'down'] as const;
export type LiveState = (typeof LIVE_STATES)[number];

/** Within this time of a connection's begin one subscription has to stand. */
const SETTLE_LIMIT_MS = 30_000;
/** The first try after a good connection comes soon, the later ones ever later. */
const FIRST_RETRY_MS = 1_000;
const REBUILD = { firstMs: 5_000, maxMs: 2 * 60_000 };
/** After a connection of at least this long the backoff starts anew. */
const GOOD_AFTER_MS = 5 * 60_000;
/** How long to wait where Twitch allows nothing at all: a channel can become an affiliate. */
const FORBIDDEN_RETRY_MS = 30 * 60_000;
/** After this many tries, further ones are logged at debug level. */
const LOUD_TRIES = 6;
/** Twitch ends all types of a login with these; the others end one type. */
const ENDS_ALL = new Set(['authorization_revoked', 'user_removed']);

export interface SupervisorDeps {
  readonly create: ListenerFactory;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** The state changed, or which types are refused. */
  readonly onChange: () => void;
  /** From now on no event of this type is missed; what happened until now may have been. */
  readonly onHeard: (type: EventType) => void;
  /** Events of these types have stopped coming. */
  readonly onUnheard: (types: readonly EventType[]) => void;
  /** Twitch withdrew a permission: the login should be checked. */
  readonly onRevoked: () => void;
}

/**
 * Keeps one EventSub connection alive. twurple's listener is good for a single connection: as soon as that
 * ends, stays silent, says nonsense or goes in circles, the listener is thrown away and a new one is built,
 * after a while that grows. So there is never more than a handful of connects a minute. Each type of event
 * is asked for by itself: one that Twitch refuses takes nothing from the others.
 */
export class EventSubSupervisor {
  readonly #deps: SupervisorDeps;
  readonly #pulse: Pulse;
  readonly #refusals: Refusals;
  #wanted: ReadonlySet<EventType> = new Set();
  #listener: Listener | null = null;
  /** The connection before, still listening until the new one stands: what it hears is not missed. */
  #retiring: { readonly listener: Listener; readonly heard: ReadonlySet<EventType> } | null = null;
  #heard = new Set<EventType>();
  #state: LiveState = 'off';
  #since: number;
  /** When every type had its answer, monotonic ms; null: not yet. */
  #settledAt: number | null = null;
  #isConnected = false;
  #tries = 0;
  #settleTimer: Timer | null = null;
  #rebuildTimer: Timer | null = null;

  constructor(deps: SupervisorDeps) {
    const { clock, random } = deps;
    this.#deps = deps;
    this.#since = clock.now();
    this.#refusals = new Refusals({ clock, random, ask: (type) => this.#listener?.ask(type) });
    this.#pulse = new Pulse(clock, {
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

  /** Whether nothing is missed of this, right now. */
  hears(topic: Topic): boolean {
    return isHeard(topic, this.#heard) || (this.#retiring !== null && isHeard(topic, this.#retiring.heard));
  }

  /** Why Twitch does not send these types. */
  get refused(): ReadonlyMap<EventType, SyncError> {
    return this.#refusals.all;
  }

  /** Begins, or begins anew after the login changed. @param overlaps the login before still holds */
  start(types: Iterable<EventType>, overlaps = false): void {
    const before = overlaps && this.#state === 'live' ? this.#listener : null;
    if (before) this.#retire(before);
    else this.stop();
    this.#wanted = new Set(types);
    this.#tries = 0;
    this.#pulse.start();
    this.#build();
  }

  /** Other types are wanted of the same login. The others notice nothing of it. */
  want(types: Iterable<EventType>): void {
    const before = this.#wanted;
    this.#wanted = new Set(types);
    for (const type of before) if (!this.#wanted.has(type)) this.#drop(type);
    for (const type of this.#wanted) if (!before.has(type)) this.#listener?.ask(type);
  }

  stop(): void {
    this.#tearDown();
    this.#pulse.stop();
    this.#setState('off');
  }

  #drop(type: EventType): void {
    this.#listener?.drop(type);
    this.#heard.delete(type);
    this.#refusals.forget(type);
    this.#settleIfDone();
  }

  #retire(listener: Listener): void {
    this.#endRetiring();
    this.#retiring = { listener, heard: this.#heard };
    this.#listener = null;
    this.#refusals.clear();
    this.#heard = new Set();
    this.#settledAt = null;
  }

  #build(): void {
    // A listener that was thrown away has nothing more to say.
    const isMine = (): boolean => this.#listener === listener;
    const isRetiring = (): boolean => this.#retiring?.listener === listener;
    const listener = this.#deps.create(this.#guarded(isMine, isRetiring));
    this.#listener = listener;
    this.#isConnected = false;
    if (!this.#retiring) this.#setState('connecting');
    this.#settleTimer = this.#deps.clock.after(SETTLE_LIMIT_MS, () => {
      if (this.#heard.size === 0) this.#rebuild('Twitch did not accept the connection in time');
    });
    listener.start(this.#wanted);
  }

  #guarded(isMine: () => boolean, isRetiring: () => boolean): ListenerEvents {
    const whenMine =
      <A extends unknown[]>(action: (...args: A) => void) =>
      (...args: A): void => {
        if (isMine()) action(...args);
      };
    return {
      onConnected: whenMine(() => this.#onConnected()),
      onDisconnected: (reason) => {
        if (isMine()) this.#rebuild(`connection lost: ${reason}`);
        else if (isRetiring()) this.#endRetiring();
      },
      onTraffic: whenMine(() => this.#pulse.onTraffic()),
      onSubscribed: whenMine((type) => this.#onSubscribed(type)),
      onSubscribeFailed: whenMine((type, error) => this.#onSubscribeFailed(type, error)),
      onRevoked: whenMine((type, status) => this.#onRevoked(type, status)),
      onGarbage: whenMine(() => this.#rebuild('Twitch sent something that is not its own language')),
    };
  }

  /** A graceful move does not tell: a second connection means that twurple is going in circles. */
  #onConnected(): void {
    if (this.#isConnected) this.#rebuild('the connection could not be moved');
    this.#isConnected = true;
  }

  #onSubscribed(type: EventType): void {
    if (!this.#wanted.has(type)) return this.#listener?.drop(type);
    const wasRefused = this.#refusals.forget(type);
    this.#heard.add(type);
    // While the connection before still listens, nothing of it was missed.
    if (!this.#retiring?.heard.has(type)) this.#deps.onHeard(type);
    this.#settleIfDone();
    if (wasRefused) this.#deps.onChange();
  }

  #onSubscribeFailed(type: EventType, error: unknown): void {
    const problem = error instanceof SyncError ? error : new SyncError('internal', String(error));
    if (problem.code === 'cancelled' || !this.#wanted.has(type)) return;
    const failures = this.#refusals.add(type, problem);
    const { log } = this.#deps;
    const line = `${type} was not accepted: ${problem.text}`;
    if (failures === 1) log.warn('EventSub', line);
    else log[failures < LOUD_TRIES ? 'info' : 'debug']('EventSub', line);
    this.#settleIfDone();
    if (failures === 1) this.#deps.onChange();
  }

  /** What Twitch ended stays ended: of the whole login, or of one type. */
  #onRevoked(type: EventType, status: string): void {
    if (ENDS_ALL.has(status)) {
      this.#rebuild(`Twitch ended ${type} (${status})`);
      this.#deps.onRevoked();
      return;
    }
    if (this.#heard.delete(type)) this.#deps.onUnheard([type]);
    this.#onSubscribeFailed(type, new SyncError('forbidden', `Twitch ended it (${status}).`));
    if (this.#heard.size === 0) this.#rebuild('Twitch has ended all events', FORBIDDEN_RETRY_MS);
  }

  /** Every type has had an answer. */
  #settleIfDone(): void {
    if (!this.#listener || this.#settledAt !== null) return;
    if (this.#heard.size + this.#refusals.all.size < this.#wanted.size) return;
    if (this.#heard.size === 0) {
      // Trouble that passes is tried again on this connection, until its time is up.
      if ([...this.#refusals.all.values()].some(isPassing)) return;
      this.#rebuild('Twitch allows no events at all', FORBIDDEN_RETRY_MS);
      return;
    }
    this.#settleTimer?.cancel();
    this.#settledAt = this.#deps.clock.monotonic();
    this.#endRetiring();
    this.#setState('live');
  }

  /** What only the old connection heard is missed from now on. */
  #endRetiring(): void {
    const retiring = this.#retiring;
    this.#retiring = null;
    retiring?.listener.stop();
    const missed = [...(retiring?.heard ?? [])].filter((type) => !this.#heard.has(type));
    if (missed.length > 0) this.#deps.onUnheard(missed);
  }

  #onSlept(ms: number): void {
    if (!this.#listener) return;
    this.#tries = 0;
    this.#rebuild(`this computer slept for ${Math.round(ms / 60_000)} min`);
  }

  /** Throws the listener away and builds another one after a while. */
  #rebuild(why: string, leastMs = 0): void {
    const { clock, log, random } = this.#deps;
    const goodMs = this.#settledAt === null ? 0 : clock.monotonic() - this.#settledAt;
    if (goodMs > GOOD_AFTER_MS) this.#tries = 0;
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
    const heard = [...this.#heard];
    this.#listener = null;
    this.#heard = new Set();
    this.#settledAt = null;
    this.#settleTimer?.cancel();
    this.#rebuildTimer?.cancel();
    this.#refusals.clear();
    this.#pulse.forgetTraffic();
    listener?.stop();
    this.#endRetiring();
    if (heard.length > 0) this.#deps.onUnheard(heard);
  }

  #setState(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#since = this.#deps.clock.now();
    this.#deps.onChange();
  }
}
