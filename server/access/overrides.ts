import type { Clock } from '../core/clock.ts';
import type { NamedUser } from '../core/roles.ts';
import { Expiries } from './expiries.ts';
import type { Names } from './names.ts';
import type { AccessStore, OverrideRecord } from './ports.ts';
import { RecordBook, type Records } from './record-book.ts';
import { KeyedMutex } from '../core/mutex.ts';

/** What the streamer wants by hand. `until` as in `OverrideRecord`. */
export interface NewOverride extends Pick<OverrideRecord, 'feature' | 'effect' | 'until' | 'note' | 'by'> {
  readonly user: NamedUser;
}

export interface OverrideChange {
  readonly change: 'set' | 'cleared' | 'expired' | 'stream_end';
  readonly override: OverrideRecord;
}

export interface OverrideParts {
  readonly store: AccessStore;
  readonly clock: Clock;
  readonly names: Names;
  /** Called when it is durable. */
  readonly onChange: (changes: readonly OverrideChange[]) => void;
}

/**
 * Yes or no by hand, for one viewer and one feature; syncs never touch it. One at a time: setting another
 * ends the one before. All of them are kept as history.
 */
export class Overrides {
  readonly #parts: OverrideParts;
  readonly #book = new RecordBook<OverrideRecord>();
  /** For those who only read. */
  readonly records: Records<OverrideRecord> = this.#book;
  readonly #mutex = new KeyedMutex();
  readonly #expiries: Expiries<OverrideRecord>;
  /** Those with a higher id were set in this run. */
  readonly #lastOfBefore: number;

  constructor(parts: OverrideParts) {
    this.#parts = parts;
    this.#expiries = new Expiries(parts.clock, (due) => this.#onDue(due));
    const timed: [number, OverrideRecord][] = [];
    const now = parts.clock.now();
    let lastId = 0;
    for (const record of parts.store.overrides()) {
      this.#book.put(record);
      parts.names.recall(record, record.setAt);
      lastId = Math.max(lastId, record.id);
      if (record.endedAt !== null || typeof record.until !== 'number') continue;
      if (record.until > now) timed.push([record.until, record]);
      else this.#book.lapse(record);
    }
    this.#lastOfBefore = lastId;
    this.#expiries.fill(timed);
  }

  /** Begins to announce what runs out. */
  start(): void {
    this.#expiries.start();
  }

  close(): void {
    this.#expiries.close();
  }

  /** Durable when it resolves. */
  set({ user, ...rest }: NewOverride): Promise<OverrideRecord> {
    return this.#mutex.run(`${user.userId} ${rest.feature}`, async () => {
      const { userId, userLogin, userDisplayName } = user;
      const setAt = this.#parts.clock.now();
      const isOpen = { endedAt: null, endedBy: null, endReason: null };
      const names = { userId, userLogin, userDisplayName };
      const record: OverrideRecord = { id: this.#book.newId(), ...names, ...rest, setAt, ...isOpen };
      const before = this.#book.current(rest.feature, userId);
      const ended = before ? [endedRecord(before, 'replaced', rest.by, setAt)] : [];
      await this.#save([...ended, record]);
      this.#parts.names.recall(user, setAt);
      if (typeof record.until === 'number') this.#expiries.add(record.until, record);
      this.#parts.onChange([{ change: 'set', override: record }]);
      return record;
    });
  }

  /** @returns what was ended, null if there was nothing. Durable when it resolves */
  clear(feature: string, userId: string, by: string): Promise<OverrideRecord | null> {
    return this.#mutex.run(`${userId} ${feature}`, async () => {
      const before = this.#book.current(feature, userId);
      if (!before) return null;
      const ended = endedRecord(before, 'cleared', by, this.#parts.clock.now());
      await this.#save([ended]);
      this.#parts.onChange([{ change: 'cleared', override: ended }]);
      return ended;
    });
  }

  /**
   * The stream is over: so are the overrides that were to last until then.
   * @param onlyOlder leave out those of this run: the stream was found to be off, nobody saw it end
   */
  endStream(onlyOlder = false): Promise<void> {
    const isOver = (record: OverrideRecord): boolean =>
      record.until === 'stream_end' && (!onlyOlder || record.id <= this.#lastOfBefore);
    return this.#mutex.run('stream end', async () => {
      const due = [...this.#book.allCurrent()].filter(isOver);
      if (due.length === 0) return;
      const at = this.#parts.clock.now();
      const ended = due.map((record) => endedRecord(record, 'stream_end', 'stream', at));
      await this.#save(ended);
      this.#parts.onChange(ended.map((override) => ({ change: 'stream_end', override })));
    });
  }

  /** Nothing is set or ended while `action` runs. */
  alone<T>(action: () => Promise<T>): Promise<T> {
    return this.#mutex.runExclusive(action);
  }

  /** Numbers for records from elsewhere. Nothing else happens before they are stored and `adopt` is called. */
  number(records: readonly Omit<OverrideRecord, 'id'>[]): OverrideRecord[] {
    return this.#book.number(records);
  }

  /** These are durable now, by another way. */
  adopt(records: readonly OverrideRecord[]): void {
    const timed: [number, OverrideRecord][] = [];
    for (const record of records) {
      this.#book.put(record);
      this.#parts.names.recall(record, record.setAt);
      if (typeof record.until === 'number') timed.push([record.until, record]);
    }
    this.#expiries.fill(timed);
    if (records.length > 0) this.#parts.onChange(records.map((override) => ({ change: 'set', override })));
  }

  /** The store has forgotten everything. */
  forget(): void {
    this.#book.clear();
    this.#expiries.clear();
  }

  async #save(records: readonly OverrideRecord[]): Promise<void> {
    await this.#parts.store.save(records.map((record) => ({ kind: 'override', record })));
    for (const record of records) this.#book.put(record);
  }

  #onDue(due: readonly OverrideRecord[]): void {
    const over = this.#book.lapseDue(due);
    if (over.length > 0) this.#parts.onChange(over.map((override) => ({ change: 'expired', override })));
  }
}

function endedRecord(
  record: OverrideRecord,
  endReason: NonNullable<OverrideRecord['endReason']>,
  endedBy: string,
  endedAt: number,
): OverrideRecord {
  return { ...record, endedAt, endedBy, endReason };
}
