import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type Kind, KINDS } from '../core/roles.ts';
import type { KindMemory } from './ports.ts';
import type { SyncOutcome, SyncRequest, SyncRun } from './run.ts';

/** Reconnects can come in bursts: the first two of an hour cost nobody a wait, the later ones more and more. */
const PAUSES_MS = [0, 0, 60_000, 2 * 60_000, 5 * 60_000];
const HOUR_MS = 60 * 60_000;
/** A sync that is about to begin anyway (start, login) makes good what was missed. */
const GRACE_MS = 1_000;

export interface GapSyncDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: () => Readonly<Record<Kind, KindMemory>>;
  readonly running: () => SyncRun | null;
  readonly run: (request: SyncRequest) => Promise<SyncOutcome>;
}

/**
 * Twitch replays nothing: after a real reconnect the lists whose events were missed are read again, once the
 * subscriptions stand. Put off if there were many of late, never dropped.
 */
export class GapSync {
  readonly #deps: GapSyncDeps;
  readonly #lostAt: Record<Kind, number>;
  /** Of these no events come: a list read now would miss what happens until they come again. */
  readonly #unheard = new Set<Kind>();
  /** When those of the last hour were begun, on the clock that never jumps. */
  #begunAt: number[] = [];
  #timer: Timer | null = null;
  #isClosed = false;

  constructor(deps: GapSyncDeps) {
    this.#deps = deps;
    // Whatever happened before this launch, nobody listened.
    const now = deps.clock.now();
    this.#lostAt = { subscribers: now, vips: now, moderators: now };
  }

  /** Lists whose reading began before this may miss a change, epoch ms. */
  get lostAt(): Readonly<Record<Kind, number>> {
    return { ...this.#lostAt };
  }

  /** Events of these stopped coming. */
  onLost(kinds: readonly Kind[] = KINDS): void {
    for (const kind of kinds) {
      this.#lostAt[kind] = this.#deps.clock.now();
      this.#unheard.add(kind);
    }
  }

  /** Events of these come again. */
  onLive(kinds: readonly Kind[] = KINDS): void {
    for (const kind of kinds) this.#unheard.delete(kind);
    this.onMissed(kinds);
  }

  /** All events that can be had come again. Of what none come for, what happened meanwhile is made good once. */
  onSettled(): void {
    if (this.#unheard.size > 0) this.onLive([...this.#unheard]);
  }

  /** What happened to these until now has to be made good. */
  onMissed(kinds: readonly Kind[]): void {
    for (const kind of kinds) this.#lostAt[kind] = this.#deps.clock.now();
    this.#plan();
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #plan(): void {
    if (this.#isClosed) return;
    const { clock } = this.#deps;
    const now = clock.monotonic();
    this.#begunAt = this.#begunAt.filter((at) => now - at < HOUR_MS);
    const pauseMs = PAUSES_MS[Math.min(this.#begunAt.length, PAUSES_MS.length - 1)] ?? 0;
    const sinceLastMs = now - (this.#begunAt.at(-1) ?? -Infinity);
    this.#timer?.cancel();
    this.#timer = clock.after(Math.max(GRACE_MS, pauseMs - sinceLastMs), () => void this.#begin());
  }

  async #begin(): Promise<void> {
    const { clock, log, run } = this.#deps;
    const kinds = KINDS.filter((kind) => !this.#unheard.has(kind) && this.#isToBeRead(kind));
    if (kinds.length === 0) return;
    this.#begunAt.push(clock.monotonic());
    try {
      // A list that fails is tried again by the background sync, and is not called fresh until then.
      await run({ source: 'eventsub-reconnect', kinds, isExempt: true, mustBeginNow: true });
    } catch (error) {
      // Not logged in (any more): the sync after the next login makes it good.
      log.debug('RoleSync', `No sync after the reconnect: ${String(error)}`);
    }
  }

  /** Whether this list was not, and is not being, read from after the gap; without the permission nobody can. */
  #isToBeRead(kind: Kind): boolean {
    const lostAt = this.#lostAt[kind];
    const running = this.#deps.running();
    if (running?.kinds.has(kind) && running.startedAt >= lostAt) return false;
    const { lastAttemptAt, error } = this.#deps.memory()[kind];
    if (error?.code === 'missing_scope') return false;
    return error !== null || lastAttemptAt === null || lastAttemptAt < lostAt;
  }
}
