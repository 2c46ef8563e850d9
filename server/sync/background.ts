import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { backoffMs } from '../core/retry.ts';
import type { Connection, RunRecord, SyncErrorCode, SyncSettings } from './ports.ts';
import type { SyncOutcome, SyncRequest } from './run.ts';

const RETRY = { firstMs: 60_000, maxMs: 15 * 60_000 };

/** What another try alone does not mend: the streamer has to do something first. */
const NEEDS_A_HAND: readonly SyncErrorCode[] = [
  'missing_scope',
  'wrong_account',
  'forbidden',
  'login_expired',
];

export interface BackgroundDeps {
  readonly settings: SyncSettings;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly run: (request: SyncRequest) => Promise<SyncOutcome>;
}

/**
 * Syncs every so many minutes while connected. After a failure that may pass by itself it comes back
 * sooner, later each time.
 */
export class BackgroundSync {
  readonly #deps: BackgroundDeps;
  #timer: Timer | null = null;
  #nextAt: number | null = null;
  /** What the waiting is counted from: the last run, tick or start. */
  #since = 0;
  #failures = 0;

  constructor(deps: BackgroundDeps) {
    this.#deps = deps;
  }

  /** When the next one is due, epoch ms; null if none is planned. */
  get nextAt(): number | null {
    return this.#deps.connection.channel() ? this.#nextAt : null;
  }

  start(): void {
    this.#since = this.#deps.clock.now();
    this.#plan(this.#deps.settings.intervalMs());
  }

  /** The interval was changed. It counts from the last run, and a retry after a failure is not put off. */
  reschedule(): void {
    if (!this.#timer || this.#nextAt === null) return;
    const dueAt = this.#since + this.#deps.settings.intervalMs();
    const nextAt = this.#failures > 0 ? Math.min(dueAt, this.#nextAt) : dueAt;
    this.#plan(Math.max(0, nextAt - this.#deps.clock.now()));
  }

  /** Every run counts, whoever asked for it: the next one is due an interval after it. */
  onFinished(run: RunRecord): void {
    if (!this.#timer) return;
    this.#since = this.#deps.clock.now();
    const codes = run.kinds.flatMap((result) => (result.error ? [result.error.code] : []));
    const mayPass = codes.some((code) => !NEEDS_A_HAND.includes(code));
    this.#failures = mayPass ? this.#failures + 1 : 0;
    const intervalMs = this.#deps.settings.intervalMs();
    if (!mayPass) {
      this.#plan(intervalMs);
      return;
    }
    const retryMs = backoffMs(RETRY, this.#failures - 1, this.#deps.random());
    this.#plan(Math.min(retryMs, intervalMs));
  }

  close(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#nextAt = null;
  }

  #plan(waitMs: number): void {
    const { clock } = this.#deps;
    this.#timer?.cancel();
    this.#nextAt = clock.now() + waitMs;
    this.#timer = clock.after(waitMs, () => void this.#tick());
  }

  async #tick(): Promise<void> {
    const { settings, connection, log, run } = this.#deps;
    const intervalMs = settings.intervalMs();
    this.start();
    if (!connection.channel()) return;
    try {
      await run({ source: `background-${Math.round(intervalMs / 60_000)}min`, isExempt: true });
    } catch (error) {
      log.debug('RoleSync', `Background sync not started: ${String(error)}`);
    }
  }
}
