import type { Clock } from '../core/clock.ts';
import type { NamedUser } from '../core/roles.ts';
import { Expiries } from './expiries.ts';
import type { Names } from './names.ts';
import type { AccessStore, OverrideRecord } from './ports.ts';
import { adoptAll, type Adoption, followed, RecordBook, type Records } from './record-book.ts';
import { KeyedMutex } from '../core/mutex.ts';

/** What the streamer wants by hand. `until` as in `OverrideRecord`. */
export interface NewOverride extends Pick<OverrideRecord, 'feature' | 'effect' | 'until' | 'note' | 'by'> {
  readonly user: NamedUser;
}

export type OverrideChange = 'set' | 'cleared' | 'expired' | 'stream_end';

export interface OverrideDeps {
  readonly store: AccessStore;
  readonly clock: Clock;
  readonly names: Names;
  /** Called when it is durable. */
  readonly onChange: (change: OverrideChange, overrides: readonly OverrideRecord[]) => void;
}

/**
 * Yes or no by hand, for one viewer and one feature; syncs never touch it. One at a time: setting another
 * ends the one before. All of them are kept as history.
 */
export class Overrides {
  readonly #deps: OverrideDeps;
  readonly #book = new RecordBook<OverrideRecord>();
  /** For those who only read. */
  readonly records: Records<OverrideRecord> = this.#book;
  readonly #mutex = new KeyedMutex();
  readonly #expiries: Expiries<OverrideRecord>;
  /** Those with a higher id were set in this run. */
  readonly #lastOfBefore: number;

  constructor(deps: OverrideDeps) {
    this.#deps = deps;
    this.#expiries = new Expiries(deps.clock, {
      onDue: (overrides) => this.#announce('expired', overrides),
      onBack: (overrides) => this.#announce('set', overrides),
    });
    const timed: [number, OverrideRecord][] = [];
    let lastId = 0;
    for (const record of deps.store.overrides()) {
      this.#book.put(record);
      deps.names.recall(record, record.setAt);
      lastId = Math.max(lastId, record.id);
      if (record.endedAt === null && typeof record.until === 'number') timed.push([record.until, record]);
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
      const setAt = this.#deps.clock.now();
      const isOpen = { endedAt: null, endedBy: null, endReason: null };
      const names = { userId, userLogin, userDisplayName };
      const record: OverrideRecord = { id: this.#book.newId(), ...names, ...rest, setAt, ...isOpen };
      const before = this.#inForceAt(setAt, rest.feature, userId);
      const ended = before ? [endedRecord(before, 'replaced', rest.by, setAt)] : [];
      await this.#save([...ended, record]);
      this.#deps.names.recall(user, setAt);
      if (typeof record.until === 'number') this.#expiries.add(record.until, record);
      this.#deps.onChange('set', [record]);
      return record;
    });
  }

  /** @returns what was ended, null if there was nothing. Durable when it resolves */
  clear(feature: string, userId: string, by: string): Promise<OverrideRecord | null> {
    return this.#mutex.run(`${userId} ${feature}`, async () => {
      const now = this.#deps.clock.now();
      const before = this.#inForceAt(now, feature, userId);
      if (!before) return null;
      const ended = endedRecord(before, 'cleared', by, now);
      await this.#save([ended]);
      this.#deps.onChange('cleared', [ended]);
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
      const at = this.#deps.clock.now();
      const ended = due.map((record) => endedRecord(record, 'stream_end', 'stream', at));
      await this.#save(ended);
      this.#deps.onChange('stream_end', ended);
    });
  }

  /** Nothing is set or ended while `action` runs. */
  alone<T>(action: () => Promise<T>): Promise<T> {
    return this.#mutex.runExclusive(action);
  }

  /** Numbers for records from elsewhere. Nothing else happens before they are stored and adopted. */
  number(records: readonly Omit<OverrideRecord, 'id'>[]): OverrideRecord[] {
    return this.#book.number(records);
  }

  /** These are durable now, by another way. */
  adopt(records: readonly OverrideRecord[]): void {
    adoptAll(this.adoption(), records);
  }

  /** For records that become durable by another way; there may be very many. */
  adoption(): Adoption<OverrideRecord> {
    const now = this.#deps.clock.now();
    const book = new RecordBook<OverrideRecord>();
    const timed: [number, OverrideRecord][] = [];
    const active: OverrideRecord[] = [];
    return {
      add: (record) => {
        book.put(record);
        this.#deps.names.recall(record, record.setAt); // nobody is let in by a name alone
        if (typeof record.until === 'number') timed.push([record.until, record]);
        if (!isPast(record, now)) active.push(record);
      },
      take: () => this.#book.take(book),
      follow: () =>
        followed(this.#book, this.#expiries, timed, active, (current) => this.#tell('set', current)),
    };
  }

  /** Those that count right now. */
  *inForceFor(feature: string): Generator<OverrideRecord, void, undefined> {
    const now = this.#deps.clock.now();
    for (const override of this.#book.allCurrent(feature)) if (!isPast(override, now)) yield override;
  }

  /** The store has forgotten everything. */
  forget(): void {
    this.#book.clear();
    this.#expiries.clear();
  }

  async #save(records: readonly OverrideRecord[]): Promise<void> {
    await this.#deps.store.save(records.map((record) => ({ kind: 'override', record })));
    for (const record of records) this.#book.put(record);
  }

  #inForceAt(now: number, feature: string, userId: string): OverrideRecord | null {
    const current = this.#book.current(feature, userId);
    return current && !isPast(current, now) ? current : null;
  }

  /** Of these, those that nothing ended or replaced. */
  #announce(change: OverrideChange, overrides: readonly OverrideRecord[]): void {
    this.#tell(
      change,
      overrides.filter((override) => this.#book.isCurrent(override)),
    );
  }

  #tell(change: OverrideChange, overrides: readonly OverrideRecord[]): void {
    if (overrides.length > 0) this.#deps.onChange(change, overrides);
  }
}

const isPast = ({ until }: OverrideRecord, now: number): boolean => typeof until === 'number' && until <= now;

function endedRecord(
  record: OverrideRecord,
  endReason: NonNullable<OverrideRecord['endReason']>,
  endedBy: string,
  endedAt: number,
): OverrideRecord {
  return { ...record, endedAt, endedBy, endReason };
}
