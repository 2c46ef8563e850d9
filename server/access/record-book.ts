import type { AccessRecord } from './ports.ts';

/** What those read who decide, list and export: records are changed by `Overrides` and `Grants` alone. */
export type Records<R extends AccessRecord> = Pick<RecordBook<R>, 'current' | 'allCurrent' | 'all' | 'of'>;

/** Overrides or grants: every one that is kept, and quickly the one in force for a viewer and a feature. */
export class RecordBook<R extends AccessRecord> {
  /** In the order of their ids. */
  readonly #all = new Map<number, R>();
  readonly #current = new Map<string, Map<string, R>>();
  #lastId = 0;

  newId(): number {
    return ++this.#lastId;
  }

  /** Numbers for records from elsewhere. */
  number(records: readonly Omit<R, 'id'>[]): R[] {
    return records.map((record) => ({ ...record, id: this.newId() }) as R);
  }

  /** Takes a record in, in the place of what had its id before. */
  put(record: R): void {
    this.#lastId = Math.max(this.#lastId, record.id);
    this.#all.set(record.id, record);
    if (record.endedAt !== null) {
      this.lapse(record);
      return;
    }
    const byUser = this.#current.get(record.feature) ?? new Map<string, R>();
    this.#current.set(record.feature, byUser.set(record.userId, record));
  }

  /** It ran out: it is kept and not in force. */
  lapse({ id, feature, userId }: R): void {
    const byUser = this.#current.get(feature);
    if (byUser?.get(userId)?.id === id) byUser.delete(userId);
  }

  /** Of those whose time has come, lapses those in force. @returns them */
  lapseDue(due: readonly R[]): R[] {
    const over = due.filter(({ id, feature, userId }) => this.current(feature, userId)?.id === id);
    for (const record of over) this.lapse(record);
    return over;
  }

  /** The last one that was not ended early. It may have run out a moment ago. */
  current(feature: string, userId: string): R | undefined {
    return this.#current.get(feature)?.get(userId);
  }

  /** Those in force for a feature, or for all of them. */
  *allCurrent(feature?: string): Generator<R, void, undefined> {
    for (const [name, byUser] of this.#current) {
      if (feature === undefined || feature === name) yield* byUser.values();
    }
  }

  /** Oldest first. */
  all(): IterableIterator<R> {
    return this.#all.values();
  }

  /** A viewer's, oldest first. */
  of(userId: string): R[] {
    return [...this.#all.values()].filter((record) => record.userId === userId);
  }

  drop(record: R): void {
    this.lapse(record);
    this.#all.delete(record.id);
  }

  clear(): void {
    this.#all.clear();
    this.#current.clear();
  }
}
