import type { Clock } from '../core/clock.ts';
import type { Kind } from '../core/roles.ts';
import type { SyncProgress } from './ports.ts';

/** Pages come faster than anybody can look. */
const MIN_GAP_MS = 250;

/** Turns "so many rows so far" into progress with an estimate, a few times a second. */
export class ProgressMeter {
  readonly #clock: Clock;
  readonly #runId: string;
  readonly #kind: Kind;
  readonly #report: (progress: SyncProgress) => void;
  readonly #begunAt: number;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, runId: string, kind: Kind, report: (progress: SyncProgress) => void) {
    this.#clock = clock;
    this.#runId = runId;
    this.#kind = kind;
    this.#report = report;
    this.#begunAt = clock.monotonic();
  }

  report(done: number, total: number | null): void {
    const now = this.#clock.monotonic();
    if (now - this.#lastAt < MIN_GAP_MS) return;
    this.#lastAt = now;
    // Twitch's total does not count the broadcaster, the rows do: never show 101 of 100.
    const shownTotal = total === null ? null : Math.max(total, done);
    const spentMs = now - this.#begunAt;
    const etaMs =
      shownTotal === null || done === 0 ? null : Math.round((spentMs / done) * (shownTotal - done));
    this.#report({ runId: this.#runId, kind: this.#kind, done, total: shownTotal, etaMs });
  }
}
