import type { Kind } from '../core/roles.ts';
import type { Channel, RunRecord, SyncProgress } from './ports.ts';

/** What somebody wants synced. */
export interface SyncRequest {
  readonly source: string;
  /** All lists if left out. */
  readonly kinds?: readonly Kind[];
  /** Gets past the 5-minute and 60-second rules, at most once a minute. */
  readonly force?: boolean;
  /** Our own triggers that the rules do not hold back (timer, first after start or login). */
  readonly isExempt?: boolean;
  /** Not satisfied by a run that began earlier (events were missed since). */
  readonly mustBeginNow?: boolean;
}

/** How a request was answered. `run` is null if it was skipped. */
export type SyncOutcome =
  | { readonly outcome: 'ran' | 'joined'; readonly run: RunRecord }
  | { readonly outcome: 'skipped'; readonly ageMs: number; readonly retryAfterMs: number };

/** A request that was taken: it has a run, now or next. */
export interface AcceptedSync {
  readonly runId: string;
  readonly done: Promise<SyncOutcome>;
}

/** A run that is under way or next in line. */
export class SyncRun {
  readonly runId: string;
  readonly source: string;
  readonly kinds: Set<Kind>;
  readonly finished: Promise<RunRecord>;
  readonly progress = new Map<Kind, SyncProgress>();
  readonly #abort = new AbortController();
  #resolve!: (run: RunRecord) => void;
  startedAt = 0;
  channel: Channel | null = null;

  constructor(runId: string, source: string, kinds: Iterable<Kind>) {
    this.runId = runId;
    this.source = source;
    this.kinds = new Set(kinds);
    this.finished = new Promise((resolve) => (this.#resolve = resolve));
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  covers(kinds: readonly Kind[]): boolean {
    return kinds.every((kind) => this.kinds.has(kind));
  }

  /** More is wanted of it before it begins. */
  widen(kinds: readonly Kind[]): this {
    for (const kind of kinds) this.kinds.add(kind);
    return this;
  }

  cancel(reason: Error): void {
    this.#abort.abort(reason);
  }

  finish(run: RunRecord): void {
    this.#resolve(run);
  }
}

/** A promise of what comes of the run, as an answer to one who asked. */
export function accept(run: SyncRun, outcome: 'ran' | 'joined'): AcceptedSync {
  return { runId: run.runId, done: run.finished.then((record) => ({ outcome, run: record })) };
}

/** Whether every list of the run committed. */
export function isSuccess(run: RunRecord): boolean {
  return run.kinds.every((result) => result.error === null);
}
