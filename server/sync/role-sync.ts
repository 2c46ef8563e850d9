import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type Kind, KINDS } from '../core/roles.ts';
import type { RosterView } from '../core/roster.ts';
import { syncKind } from './kind-sync.ts';
import { guardListener } from './listener.ts';
import type {
  Connection,
  KindMemory,
  KindResult,
  RoleSource,
  RosterStore,
  RunRecord,
  RunStore,
  SyncError,
  SyncListener,
  SyncSettings,
} from './ports.ts';
import { ProgressMeter } from './progress.ts';
import { closing, committed, failed, notConnected, toRunError } from './results.ts';
import { RosterWriter } from './roster-writer.ts';
import { logEnd, logStart } from './run-log.ts';
import { type AcceptedSync, accept, type SyncOutcome, type SyncRequest, SyncRun } from './run.ts';
import { SyncWindow } from './sync-window.ts';

export interface RoleSyncDeps {
  readonly source: RoleSource;
  readonly store: RosterStore;
  readonly runs: RunStore;
  readonly connection: Connection;
  readonly settings: SyncSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly listener: SyncListener;
  /** Whether a list is too old, or may have missed a change. */
  readonly isStale: (kind: Kind) => boolean;
  /** A new unique id for a run. */
  newRunId(): string;
}

/**
 * Keeps the three lists in step with Twitch: one run at a time, each list whole or not at all.
 * Why it may be asked as often as anybody likes: requests join the run under way, queue one follow-up, or
 * are told that what we have is young enough.
 */
export class RoleSync {
  /** What is said about single viewers goes through it too. */
  readonly writer: RosterWriter;
  readonly #deps: RoleSyncDeps;
  readonly #listener: SyncListener;
  readonly #window: SyncWindow;
  readonly #memory: Record<Kind, KindMemory>;
  #running: SyncRun | null = null;
  #queued: SyncRun | null = null;
  #generation = 0;
  #isClosed = false;

  constructor(deps: RoleSyncDeps) {
    this.#deps = deps;
    this.#listener = guardListener(deps.listener, deps.log);
    this.writer = new RosterWriter({ ...deps, listener: this.#listener });
    this.#window = new SyncWindow(deps.settings, deps.isStale);
    this.#memory = { ...deps.runs.memory() };
  }

  /** The roster in memory, to read. */
  get roster(): RosterView {
    return this.#deps.store.roster;
  }

  /** The run under way, for status; null if none. */
  get running(): SyncRun | null {
    return this.#running;
  }

  /** What is remembered of each list. */
  get memory(): Readonly<Record<Kind, KindMemory>> {
    return this.#memory;
  }

  /** Syncs all three lists and resolves when done. @throws SyncError `not_connected` */
  syncAllRoles(source: string): Promise<SyncOutcome> {
    return this.run({ source });
  }

  /** @throws SyncError `not_connected`; a list that fails is told in the outcome, not thrown */
  async run(request: SyncRequest): Promise<SyncOutcome> {
    const answer = this.request(request);
    return 'outcome' in answer ? answer : answer.done;
  }

  /**
   * Takes a request without waiting for its end.
   * @throws SyncError `not_connected`
   */
  request(request: SyncRequest): AcceptedSync | (SyncOutcome & { outcome: 'skipped' }) {
    if (this.#isClosed) throw closing();
    if (!this.#deps.connection.channel()) throw notConnected();
    const { source, kinds = KINDS } = request;
    const running = this.#running;
    if (running && !request.mustBeginNow && running.covers(kinds)) return accept(running, 'joined');
    const queued = this.#queued;
    if (queued?.covers(kinds)) return accept(queued, 'joined');
    const skip = this.#window.skip(request, { now: this.#deps.clock.now(), source, kinds });
    if (skip) return { outcome: 'skipped', ...skip };
    if (queued) return accept(queued.widen(kinds), 'joined');
    const run = new SyncRun(this.#deps.newRunId(), source, kinds);
    if (running) this.#queued = run;
    else this.#begin(run);
    return accept(run, 'ran');
  }

  /** Ends the run under way as failed, for instance when the login ended. */
  cancel(reason: SyncError): void {
    this.#running?.cancel(reason);
  }

  /** Nothing was ever synced: the data was deleted. */
  forget(): void {
    for (const kind of KINDS) this.#memory[kind] = { lastSuccessAt: null, lastAttemptAt: null, error: null };
    this.#window.forget();
    this.writer.forget();
  }

  /** Stops and resolves when nothing is under way any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const running = this.#running;
    this.cancel(closing());
    await running?.finished;
  }

  #begin(run: SyncRun): void {
    this.#running = run;
    void this.#perform(run).then((record) => {
      this.#running = null;
      const next = this.#queued;
      this.#queued = null;
      if (next) this.#beginOrDrop(next);
      run.finish(record);
      this.#listener.onFinished(record);
      this.#listener.onStatus();
    });
  }

  /** The follow-up's turn: the login may be gone by now. */
  #beginOrDrop(run: SyncRun): void {
    const isConnected = this.#deps.connection.channel() !== null;
    if (isConnected && !this.#isClosed) {
      this.#begin(run);
      return;
    }
    const error = toRunError(this.#isClosed ? closing() : notConnected());
    const kinds = [...run.kinds].map((kind) => failed(kind, this.#count(kind), error));
    const { runId, source } = run;
    run.finish({ runId, source, startedAt: this.#deps.clock.now(), durationMs: 0, kinds });
  }

  /** Never rejects: whatever goes wrong becomes the result of its list. */
  async #perform(run: SyncRun): Promise<RunRecord> {
    const { clock, log, runs, connection, store } = this.#deps;
    const begunAt = clock.monotonic();
    run.startedAt = clock.now();
    this.#generation++;
    run.channel = connection.channel();
    logStart(log, run);
    this.#listener.onStatus();
    const kinds = await Promise.all([...run.kinds].map((kind) => this.#performKind(run, kind)));
    const durationMs = Math.round(clock.monotonic() - begunAt);
    const { runId, source, startedAt } = run;
    const record: RunRecord = { runId, source, startedAt, durationMs, kinds };
    const succeeded = kinds.filter((result) => result.error === null).map((result) => result.kind);
    if (succeeded.length > 0) this.#window.remember({ source, at: clock.now(), kinds: succeeded });
    try {
      await runs.add(record, { ...this.#memory });
    } catch (error) {
      log.error('RoleSync', 'The run could not be noted in the history', error);
    }
    logEnd(log, record, store.roster.counts);
    return record;
  }

  async #performKind(run: SyncRun, kind: Kind): Promise<KindResult> {
    const { clock, source, log } = this.#deps;
    const meter = new ProgressMeter(clock, run.runId, kind, (progress) => {
      run.progress.set(kind, progress);
      this.#listener.onProgress(progress);
    });
    const lastAttemptAt = clock.now();
    const isFirst = this.#memory[kind].lastSuccessAt === null;
    try {
      if (!run.channel) throw notConnected();
      const news = await syncKind(
        {
          source,
          clock,
          writer: this.writer,
          channel: run.channel,
          signal: run.signal,
          generation: this.#generation,
          isFirst,
          onProgress: (done, total) => meter.report(done, total),
        },
        kind,
        run.source,
      );
      this.#memory[kind] = { lastSuccessAt: clock.now(), lastAttemptAt, error: null };
      this.writer.firstLists.end(kind);
      return committed(kind, this.#count(kind), news);
    } catch (problem) {
      const error = toRunError(problem);
      if (error.code === 'internal')
        log.error('RoleSync', `Reading the ${kind} list failed unexpectedly`, problem);
      this.#memory[kind] = { lastSuccessAt: this.#memory[kind].lastSuccessAt, lastAttemptAt, error };
      return failed(kind, this.#count(kind), error);
    } finally {
      this.#listener.onStatus();
    }
  }

  #count(kind: Kind): number {
    return this.#deps.store.roster.counts[kind];
  }
}
