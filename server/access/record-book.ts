import { NumberedMap } from '../core/numbered-map.ts';
import { ShardedMap } from '../core/sharded-map.ts';
import { slices } from '../core/slices.ts';
import type { Expiries } from './expiries.ts';
import type { AccessRecord } from './ports.ts';

/** Records looked at before others may have their turn. */
const PART = 2_000;

/** Records from elsewhere, put in order bit by bit, beside what counts. */
export interface Adoption<R> {
  add(record: R): void;
  /** They are durable, and count from now on. */
  take(): void;
  /** Waits for their ends, and says that they are there: a part at a time, where others may have their turn. */
  follow(): Generator<void, void, undefined>;
}

/** Few enough for one turn. */
export function adoptAll<R>(adoption: Adoption<R>, records: readonly R[]): void {
  for (const record of records) adoption.add(record);
  adoption.take();
  const following = adoption.follow();
  while (!following.next().done);
}

/** What follows when records count. @param tell is given those of `active` that nothing ended or replaced */
export function* followed<R extends AccessRecord>(
  book: Pick<RecordBook<R>, 'isCurrent'>,
  expiries: Expiries<R>,
  timed: readonly (readonly [at: number, record: R])[],
  active: readonly R[],
  tell: (current: readonly R[]) => void,
): Generator<void, void, undefined> {
  for (const part of slices(timed, PART)) {
    expiries.fill(part);
    yield;
  }
  const current: R[] = [];
  for (const part of slices(active, PART)) {
    for (const record of part) if (book.isCurrent(record)) current.push(record);
    yield;
  }
  tell(current);
}

/** What those read who decide, list and export: records are changed by `Overrides` and `Grants` alone. */
export type Records<R extends AccessRecord> = Pick<RecordBook<R>, 'current' | 'allCurrent' | 'all' | 'of'>;

/** Overrides or grants: every one that is kept, and quickly the one in force for a viewer and a feature. */
export class RecordBook<R extends AccessRecord> {
  /** In the order of their ids. */
  #all = new NumberedMap<R>();
  /** By feature and viewer. */
  #current = new Map<string, ShardedMap<R>>();
  #lastId = 0;

  newId(): number {
    return ++this.#lastId;
  }

  /** Numbers for records from elsewhere. */
  number(records: readonly Omit<R, 'id'>[]): R[] {
    // The spread comes last: see `parse-access.ts`.
    return records.map((record) => ({ id: this.newId(), ...record }) as R);
  }

  /** Takes a record in, in the place of what had its id before. */
  put(record: R): void {
    this.#lastId = Math.max(this.#lastId, record.id);
    this.#all.set(record.id, record);
    if (record.endedAt !== null) {
      this.#end(record);
      return;
    }
    const byUser = this.#current.get(record.feature) ?? new ShardedMap<R>();
    this.#current.set(record.feature, byUser);
    byUser.set(record.userId, record);
  }

  /** Takes in what another book holds, which is not used any more: at once, where there was nothing. */
  take(other: RecordBook<R>): void {
    this.#lastId = Math.max(this.#lastId, other.#lastId);
    if (this.#all.size > 0) {
      for (const record of other.all()) this.put(record);
      return;
    }
    this.#all = other.#all;
    this.#current = other.#current;
  }

  /** Whether it is the last one of its viewer and feature, as it was, and nobody ended it. */
  isCurrent(record: R): boolean {
    return this.current(record.feature, record.userId) === record;
  }

  /** The last one that nobody ended. It may have run out: a clock that is put right can take that back. */
  current(feature: string, userId: string): R | undefined {
    return this.#current.get(feature)?.get(userId);
  }

  /** As `current`, of everybody, for a feature or for all of them. */
  *allCurrent(feature?: string): Generator<R, void, undefined> {
    for (const [name, byUser] of this.#current) {
      if (feature === undefined || feature === name) yield* byUser.values();
    }
  }

  /** Oldest first. */
  all(): Generator<R, void, undefined> {
    return this.#all.values();
  }

  /** A viewer's, oldest first. */
  of(userId: string): R[] {
    return [...this.#all.values()].filter((record) => record.userId === userId);
  }

  drop(record: R): void {
    this.#end(record);
    this.#all.delete(record.id);
  }

  clear(): void {
    this.#all.clear();
    this.#current.clear();
  }

  #end({ id, feature, userId }: R): void {
    if (this.current(feature, userId)?.id === id) this.#current.get(feature)?.delete(userId);
  }
}
