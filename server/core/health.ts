import type { Trust } from './decide.ts';
import { type Kind, KINDS } from './roles.ts';

export const HEALTH_STATES = ['fresh', 'syncing', 'stale', 'partial', 'failed', 'disconnected'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];
export const KIND_STATES = ['fresh', 'syncing', 'stale', 'failed', 'disconnected'] as const;
export type KindState = (typeof KIND_STATES)[number];

/** What is known about one list. Times are epoch milliseconds, null if it never happened. */
export interface KindFacts {
  readonly lastSuccessAt: number | null;
  /** When the reading that succeeded began: what happened before is in it for sure. */
  readonly readFromAt: number | null;
  /** Whether changes of it were lost by damage: a list that is read whole mends that. */
  readonly isDamaged: boolean;
  /** Whether the last attempt failed. */
  readonly isFailed: boolean;
  readonly isRunning: boolean;
}

/** What health is judged from. */
export interface HealthFacts {
  readonly now: number;
  readonly isConnected: boolean;
  /** The background interval; twice as long without success is stale. */
  readonly intervalMs: number;
  /** By list: when events of it may last have been missed; null if none ever were. */
  readonly eventsLostAt: Readonly<Record<Kind, number>> | null;
  readonly kinds: Readonly<Record<Kind, KindFacts>>;
}

/** Whether a list is too old, or a change may have been missed since it was read. */
export function isStale(facts: HealthFacts, kind: Kind): boolean {
  const { lastSuccessAt, readFromAt, isDamaged } = facts.kinds[kind];
  if (isDamaged) return true;
  if (lastSuccessAt === null) return false;
  // A success in the future was noted by a clock that has been set back since: its age is anybody's guess.
  const isOld = Math.abs(facts.now - lastSuccessAt) > 2 * facts.intervalMs;
  return isOld || (facts.eventsLostAt !== null && (readFromAt ?? lastSuccessAt) < facts.eventsLostAt[kind]);
}

/** The state of one list as shown beside its count. */
export function kindState(facts: HealthFacts, kind: Kind): KindState {
  const { isFailed, isRunning, lastSuccessAt } = facts.kinds[kind];
  if (!facts.isConnected) return 'disconnected';
  if (isFailed) return 'failed';
  if (lastSuccessAt === null) return isRunning ? 'syncing' : 'stale';
  if (isStale(facts, kind)) return 'stale';
  return isRunning ? 'syncing' : 'fresh';
}

/** The one word for the whole: the first that holds. */
export function overallState(facts: HealthFacts): HealthState {
  if (!facts.isConnected) return 'disconnected';
  const states = KINDS.map((kind) => kindState(facts, kind));
  if (states.every((state) => state === 'failed')) return 'failed';
  if (states.includes('failed')) return 'partial';
  const isFirst = KINDS.some((kind) => facts.kinds[kind].lastSuccessAt === null);
  if (isFirst && states.includes('syncing')) return 'syncing';
  if (states.includes('stale')) return 'stale';
  return states.includes('syncing') ? 'syncing' : 'fresh';
}

/** How far decide() may believe a list: without a login knowledge ages like any other. */
export function trustOf(facts: HealthFacts, kind: Kind): Trust {
  if (facts.kinds[kind].isDamaged) return 'damaged';
  if (facts.kinds[kind].lastSuccessAt === null) return 'unknown';
  return !facts.isConnected || isStale(facts, kind) ? 'stale' : 'fresh';
}

/**
 * When health may change next though nothing happens (a list turns stale by age), epoch ms;
 * null if it does not.
 */
export function nextHealthChangeAt(facts: HealthFacts): number | null {
  const spanMs = 2 * facts.intervalMs;
  const turns = KINDS.map((kind) => facts.kinds[kind].lastSuccessAt)
    .filter((at) => at !== null)
    .flatMap((at) => [at - spanMs, at + spanMs + 1])
    .filter((at) => at > facts.now);
  return turns.length > 0 ? Math.min(...turns) : null;
}
