import type { CountPoint } from '../core/count-history.ts';
import type { Kind } from '../core/roles.ts';
import type { ProblemView } from '../core/problem.ts';

/** Reading the lists, and what came of it. Times are epoch ms. */

/** A finished run. */
export interface RunFacts {
  readonly runId: string;
  readonly source: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly kinds: readonly {
    readonly kind: Kind;
    readonly count: number;
    readonly granted: number;
    readonly revoked: number;
    readonly updated: number;
    readonly error: ProblemView | null;
  }[];
}

export type SyncAnswer =
  | { readonly outcome: 'ran' | 'joined'; readonly run: RunFacts }
  | { readonly outcome: 'skipped'; readonly ageMs: number; readonly retryAfterMs: number };

export interface SyncPort {
  /** null: there is no login. */
  request(request: {
    source: string;
    kinds?: readonly Kind[];
    force: boolean;
  }): { runId: string; done: Promise<SyncAnswer> } | (SyncAnswer & { outcome: 'skipped' }) | null;
  /** Newest first. */
  runs(): readonly RunFacts[];
  /** Counts over time, oldest first. @param spanMs back from now */
  counts(spanMs: number, limit: number): { items: readonly CountPoint[]; since: number | null };
}
