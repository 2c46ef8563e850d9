import type { Kind } from './roles.ts';
import type { Viewer } from './roster.ts';

/**
 * Viewers that are known to be there and were not read yet, in groups. Nobody is in two of them, by id or by
 * name, so that they may be taken in any order. A group is given away once.
 */
export interface SleepingViewers {
  /** How many sleep still. */
  readonly size: number;
  /** How many of all, with those that were taken, hold each role. */
  readonly counts: Readonly<Record<Kind, number>>;
  /** Some others too. Empty if nobody who sleeps has this id. */
  takeById(userId: string): readonly Viewer[];
  /** By login, in lower case, or by display name, as `nameKey()` writes it. */
  takeByName(name: string): readonly Viewer[];
  /** Anybody; null: nobody sleeps any more. */
  takeNext(): readonly Viewer[] | null;
}
