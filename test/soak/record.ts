import { percentile } from '../bench/support.ts';

/** What went wrong; any of them fails the soak. */
export type Wrong =
  | 'wrong answer'
  | 'no answer in 1 s'
  | 'not healed'
  | 'roster differs'
  | 'event not followed'
  | 'not in history'
  | 'ended by itself'
  | 'login lost without reason'
  | 'too many connects'
  | 'too much log'
  | 'secret in the log'
  | 'flipped by a late answer'
  | 'stream over too soon or too late'
  | 'said to be live'
  | 'not said to be live'
  | 'soak';

const SHOWN = 12;

/** Every number that the soak brings home. */
export class Tally {
  readonly startedAt = Date.now();
  readonly wrongs = new Map<Wrong, number>();
  readonly faults = new Map<string, number>();
  readonly healMs: number[] = [];
  readonly liveAgainMs: number[] = [];
  readonly eventMs: number[] = [];
  readonly restartMs: number[] = [];
  /** Longest time that it was shown as fresh and live and was not, and after which faults. */
  greenButBehind = { ms: 0, after: '' };
  readonly rssMb: number[] = [];
  checks = 0;
  slowestCheckMs = 0;
  /** Less what a bare echo took at the same time. */
  slowestBeyondFloorMs = 0;
  changes = 0;
  comparisons = 0;
  kills = 0;
  terms = 0;
  logins = 0;
  healedAlone = 0;
  historyChecked = 0;
  eventSubDropsInQuiet = 0;
  /** With lasting faults: what was tried how often. */
  readonly tried = new Map<string, number>();
  readonly #say: (line: string) => void;
  #shown = 0;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  wrong(what: Wrong, details: string): void {
    this.wrongs.set(what, (this.wrongs.get(what) ?? 0) + 1);
    if (this.#shown++ < SHOWN) this.#say(`  ✗ ${this.clock()} ${what}: ${details}`);
  }

  behind(ms: number, after: string): void {
    if (ms > this.greenButBehind.ms) this.greenButBehind = { ms, after };
  }

  fault(name: string): void {
    this.faults.set(name, (this.faults.get(name) ?? 0) + 1);
  }

  /** The first sync is no healing. */
  forgetStart(): void {
    this.healMs.length = 0;
    this.healedAlone = 0;
  }

  try(what: string): void {
    this.tried.set(what, (this.tried.get(what) ?? 0) + 1);
  }

  get wrongCount(): number {
    return [...this.wrongs.values()].reduce((sum, count) => sum + count, 0);
  }

  get faultCount(): number {
    return [...this.faults.values()].reduce((sum, count) => sum + count, 0);
  }

  clock(): string {
    const s = Math.round((Date.now() - this.startedAt) / 1000);
    return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
  }
}

export function spanOf(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  if (ms < 100) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** `p50 / p99 / max (count)` */
export function spread(values: readonly number[]): string {
  if (values.length === 0) return '– (0)';
  const [p50, p99, max] = [percentile(values, 0.5), percentile(values, 0.99), Math.max(...values)];
  return `${spanOf(p50)} / ${spanOf(p99)} / ${spanOf(max)} (${values.length})`;
}
