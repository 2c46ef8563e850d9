import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { SyncOutcome, SyncRequest } from './run.ts';

/** `live` null: nobody has said yet. Epoch ms. */
export interface StreamState {
  readonly live: boolean | null;
  readonly startedAt: number | null;
}

export interface StreamParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly run: (request: SyncRequest) => Promise<SyncOutcome>;
  readonly onChange: (state: StreamState) => void;
}

/** Twitch shows a start or an end this much later than OBS tells it, at most. */
const LAG_MS = 5 * 60_000;

/**
 * Whether the stream is on, as Twitch or OBS says. A start syncs the roles; whoever says it second is within
 * the window of the first.
 */
export class StreamWatch {
  readonly #parts: StreamParts;
  #state: StreamState = { live: null, startedAt: null };
  #toldAt = -Infinity;

  constructor(parts: StreamParts) {
    this.#parts = parts;
  }

  get state(): StreamState {
    return this.#state;
  }

  /** The stream has started. @param startedAt epoch ms, null: now */
  onStarted(startedAt: number | null): void {
    const { clock, log, run } = this.#parts;
    const at = startedAt ?? clock.now();
    this.#toldAt = clock.monotonic();
    if (!this.#state.live) this.#set({ live: true, startedAt: at });
    run({ source: 'stream-start' }).catch((error: unknown) => {
      log.debug('RoleSync', `No sync at the start of the stream: ${String(error)}`);
    });
  }

  onStopped(): void {
    this.#toldAt = this.#parts.clock.monotonic();
    if (this.#state.live !== false) this.#set({ live: false, startedAt: null });
  }

  /** What was found when looking: no start of anything. Whoever has just told otherwise knows better. */
  onSeen(state: StreamState): void {
    const isTold = this.#parts.clock.monotonic() - this.#toldAt < LAG_MS;
    if (!isTold && state.live !== this.#state.live) this.#set(state);
  }

  #set(state: StreamState): void {
    this.#state = state;
    this.#parts.onChange(state);
  }
}
