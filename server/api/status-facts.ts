import type { HealthState, KindState } from '../core/health.ts';
import type { Kind, User } from '../core/roles.ts';
import type { ProblemView } from '../core/problem.ts';

/** What is told of how it stands. Times are epoch ms. */

export interface StatusFacts {
  readonly state: HealthState;
  readonly message: string;
  readonly channel: User | null;
  readonly kinds: Readonly<Record<Kind, KindFactsShown>>;
  readonly running: RunningFacts | null;
  readonly nextSyncAt: number | null;
  readonly eventsub: {
    readonly state: 'off' | 'connecting' | 'live' | 'down';
    readonly since: number | null;
  };
  readonly stream: StreamFacts;
}

export interface KindFactsShown {
  readonly state: KindState;
  readonly count: number;
  readonly lastSuccessAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly error: ProblemView | null;
}

export interface ProgressFacts {
  readonly done: number;
  readonly total: number | null;
  readonly etaMs: number | null;
}

export interface RunningFacts {
  readonly runId: string;
  readonly source: string;
  readonly startedAt: number;
  readonly progress: Readonly<Record<Kind, ProgressFacts | null>>;
}

export interface StreamFacts {
  readonly live: boolean | null;
  readonly startedAt: number | null;
}
