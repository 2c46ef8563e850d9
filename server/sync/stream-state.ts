import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { SyncOutcome, SyncRequest } from './run.ts';

/** `live` null: nobody has said yet. Epoch ms. */
export interface StreamState {
  readonly live: boolean | null;
  readonly startedAt: number | null;
}

/** Who says that the stream is on: the program that streams, or Twitch, which receives it. */
export type StreamTeller = 'obs' | 'twitch';

export interface StreamDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly run: (request: SyncRequest) => Promise<SyncOutcome>;
  readonly onChange: (state: StreamState) => void;
  /** The launch before ended not long ago: a stream that is off now may have been on then. */
  readonly wasHereLately: boolean;
  /** A stream is over, and what was to last until then. `wasSeen` false: it ended before anybody looked. */
  readonly onOver: (wasSeen: boolean) => void;
}

/** Twitch shows a start or an end this much later than OBS tells it, at most. */
const LAG_MS = 5 * 60_000;
/** Twitch calls a stream offline for some seconds when its connection stumbles. */
const STUMBLE_MS = 5 * 60_000;

/**
 * Whether the stream is on. It is over when OBS, having said that it is on, says that it is off; or, where
 * only Twitch said that it is on, when it stays offline for 5 minutes, also if a launch begins within them. A start
 * syncs the roles; who says it second is within the window of the first.
 */
export class StreamWatch {
  readonly #deps: StreamDeps;
  readonly #tellers = new Set<StreamTeller>();
  #state: StreamState = { live: null, startedAt: null };
  #toldAt = -Infinity;
  /** When OBS said off that had not said on. */
  #offAt = -Infinity;
  #stumble: Timer | null = null;

  constructor(deps: StreamDeps) {
    this.#deps = deps;
  }

  get state(): StreamState {
    return this.#state;
  }

  /** The stream has started. @param startedAt epoch ms, null: now */
  onStarted(teller: StreamTeller, startedAt: number | null): void {
    const { clock, log, run } = this.#deps;
    this.#toldAt = clock.monotonic();
    this.#begin(teller, startedAt ?? clock.now());
    run({ source: 'stream-start' }).catch((error: unknown) => {
      log.debug('RoleSync', `No sync at the start of the stream: ${String(error)}`);
    });
  }

  onStopped(teller: StreamTeller): void {
    this.#toldAt = this.#deps.clock.monotonic();
    this.#stop(teller);
  }

  /** What Twitch shows when looking: no start of anything. Whoever has just told otherwise knows better. */
  onSeen({ live, startedAt }: StreamState): void {
    if (this.#deps.clock.monotonic() - this.#toldAt < LAG_MS) return;
    if (live) this.#begin('twitch', startedAt ?? this.#deps.clock.now());
    else this.#stop('twitch');
  }

  close(): void {
    this.#stumble?.cancel();
  }

  #begin(teller: StreamTeller, startedAt: number): void {
    // Twitch says off, and OBS is on all the same: it is OBS that has to end this stream.
    if (this.#stumble && teller === 'obs') this.#tellers.delete('twitch');
    this.#endStumble();
    this.#offAt = -Infinity;
    this.#tellers.add(teller);
    if (!this.#state.live) this.#set({ live: true, startedAt });
  }

  #stop(teller: StreamTeller): void {
    const others = [...this.#tellers].filter((each) => each !== teller);
    if (!this.#tellers.has(teller) && others.length > 0 && !this.#stumble) {
      // It never said that this stream is on (or to a launch before), and whoever did says so still.
      if (teller === 'obs') this.#offAt = this.#deps.clock.monotonic();
    } else if (teller === 'obs' || this.#isOffInObs()) this.#end(true);
    else if (others.length > 0) this.#tellers.delete('twitch');
    else this.#wait();
  }

  /** OBS has stopped, and here is what Twitch makes of it. */
  #isOffInObs(): boolean {
    return this.#deps.clock.monotonic() - this.#offAt < LAG_MS;
  }

  /** Twitch alone says that it is off: perhaps for a moment. */
  #wait(): void {
    const { clock, wasHereLately } = this.#deps;
    const wasSeen = this.#tellers.size > 0;
    if (this.#state.live === false) return;
    if (!wasSeen) this.#set({ live: false, startedAt: null });
    if (wasSeen || wasHereLately) this.#stumble ??= clock.after(STUMBLE_MS, () => this.#end(wasSeen));
    else this.#end(false);
  }

  #end(wasSeen: boolean): void {
    this.#endStumble();
    this.#offAt = -Infinity;
    this.#tellers.clear();
    if (this.#state.live !== false) this.#set({ live: false, startedAt: null });
    this.#deps.onOver(wasSeen);
  }

  #endStumble(): void {
    this.#stumble?.cancel();
    this.#stumble = null;
  }

  #set(state: StreamState): void {
    this.#state = state;
    this.#deps.onChange(state);
  }
}
