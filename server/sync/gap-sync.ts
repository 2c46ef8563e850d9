import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type Kind, KINDS } from '../core/roles.ts';
import type { KindMemory } from './ports.ts';
import type { SyncOutcome, SyncRequest, SyncRun } from './run.ts';

/** Reconnects can come in bursts; the lists are read at most this often because of them. */
const MIN_GAP_MS = 5 * 60_000;
/** A sync that is about to begin anyway (start, login) makes good what was missed. */
const GRACE_MS = 1_000;

export interface GapSyncParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: () => Readonly<Record<Kind, KindMemory>>;
  readonly running: () => SyncRun | null;
  readonly run: (request: SyncRequest) => Promise<SyncOutcome>;
}

/**
 * Twitch replays nothing: after a real reconnect the lists are read again, once the subscriptions stand.
 * Put off if the last one was a moment ago, never dropped.
 */
export class GapSync {
  readonly #parts: GapSyncParts;
  #lostAt: number;
  #lastBeginAt = Number.NEGATIVE_INFINITY;
  #timer: Timer | null = null;
  #isClosed = false;

  constructor(parts: GapSyncParts) {
    this.#parts = parts;
    // Whatever happened before this launch, nobody listened.
    this.#lostAt = parts.clock.now();
  }

  /** Lists whose reading began before this may miss a change, epoch ms. */
  get lostAt(): number {
    return this.#lostAt;
  }

  /** Events stopped coming, or one could not be taken. */
  onLost(): void {
    this.#lostAt = this.#parts.clock.now();
    // A list read now would miss what happens until they come again.
    this.#timer?.cancel();
  }

  /** Events come again: what happened until now has to be made good. */
  onLive(): void {
    this.#lostAt = this.#parts.clock.now();
    this.#plan(GRACE_MS);
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #plan(leastMs: number): void {
    if (this.#isClosed) return;
    const { clock } = this.#parts;
    const waitMs = Math.max(leastMs, this.#lastBeginAt + MIN_GAP_MS - clock.now());
    this.#timer?.cancel();
    this.#timer = clock.after(waitMs, () => void this.#begin());
  }

  async #begin(): Promise<void> {
    const { clock, log, run } = this.#parts;
    if (this.#isMadeGood()) return;
    this.#lastBeginAt = clock.now();
    try {
      // A list that fails is tried again by the background sync, and is not called fresh until then.
      await run({ source: 'eventsub-reconnect', isExempt: true, mustBeginNow: true });
    } catch (error) {
      // Not logged in (any more): the sync after the next login makes it good.
      log.debug('RoleSync', `No sync after the reconnect: ${String(error)}`);
    }
  }

  /** Whether every list was, or is being, read from after the gap. */
  #isMadeGood(): boolean {
    const lostAt = this.#lostAt;
    const running = this.#parts.running();
    return KINDS.every((kind) => {
      if (running?.kinds.has(kind) && running.startedAt >= lostAt) return true;
      const { lastAttemptAt, error } = this.#parts.memory()[kind];
      return error === null && lastAttemptAt !== null && lastAttemptAt >= lostAt;
    });
  }
}
