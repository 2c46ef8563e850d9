import { absorbed } from '../core/absorbed.ts';
import type { Clock } from '../core/clock.ts';
import type { GrantMode } from '../core/policy.ts';
import type { NamedUser } from '../core/roles.ts';
import { ShardedMap } from '../core/sharded-map.ts';
import { Expiries } from './expiries.ts';
import type { Names } from './names.ts';
import type { AccessStore, GrantRecord } from './ports.ts';
import { adoptAll, type Adoption, followed, RecordBook, type Records } from './record-book.ts';
import { KeyedMutex } from '../core/mutex.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** However much is added up, access ends within this time. */
const MAX_AHEAD_MS = 10 * 365 * DAY_MS;
/** How long a grant is kept after its time is over. */
export const KEEP_GRANTS_MS = 7 * DAY_MS;

/** Time to be given. */
export interface NewGrant extends Pick<
  GrantRecord,
  'feature' | 'minutes' | 'note' | 'by' | 'source' | 'redemptionId'
> {
  readonly user: NamedUser;
  readonly key?: string | null;
}

export type GrantChange = 'added' | 'revoked' | 'expired';

export interface GrantDeps {
  readonly store: AccessStore;
  readonly clock: Clock;
  readonly names: Names;
  readonly mode: () => GrantMode;
  /** Called when it is durable. */
  readonly onChange: (change: GrantChange, grants: readonly GrantRecord[]) => void;
}

/**
 * Timed access, often paid for: durable before it is announced. At most one grant is in force for a
 * viewer and a feature; one more ends it and, as the setting says, adds to its time or counts from now.
 */
export class Grants {
  readonly #deps: GrantDeps;
  readonly #book = new RecordBook<GrantRecord>();
  /** For those who only read. */
  readonly records: Records<GrantRecord> = this.#book;
  #byRedemption = new ShardedMap<GrantRecord>();
  #byKey = new ShardedMap<GrantRecord>();
  readonly #mutex = new KeyedMutex();
  /** Of its own: a redemption or a key holds this one while it waits for the other. */
  readonly #redemptionMutex = new KeyedMutex();
  readonly #expiries: Expiries<GrantRecord>;

  constructor(deps: GrantDeps) {
    this.#deps = deps;
    this.#expiries = new Expiries(deps.clock, {
      onDue: (grants) => this.#announce('expired', grants),
      onBack: (grants) => this.#announce('added', grants),
    });
    const open: [number, GrantRecord][] = [];
    for (const record of deps.store.grants()) {
      this.#put(record);
      if (record.endedAt === null) open.push([record.expiresAt, record]);
    }
    this.#expiries.fill(open);
  }

  /** Begins to announce what runs out. */
  start(): void {
    this.#expiries.start();
  }

  close(): void {
    this.#expiries.close();
  }

  /** The grant that a redemption paid for, if it counted already and is still kept. */
  ofRedemption(redemptionId: string): GrantRecord | null {
    return this.#byRedemption.get(redemptionId) ?? null;
  }

  /** The grant that was given for a key, if it is still kept. */
  ofKey(key: string): GrantRecord | null {
    return this.#byKey.get(key) ?? null;
  }

  /**
   * Gives time. A redemption or a key that counted before does not count again: its grant is answered, whatever
   * else is asked for. Durable when it resolves.
   */
  add(grant: NewGrant): Promise<{ readonly grant: GrantRecord; readonly isNew: boolean }> {
    const { redemptionId, key = null } = grant;
    if (redemptionId === null && key === null) return this.#addInTurn(grant);
    return this.#redemptionMutex.run(redemptionId ?? `key ${key}`, async () => {
      const known = redemptionId === null ? this.ofKey(key ?? '') : this.ofRedemption(redemptionId);
      return known ? { grant: known, isNew: false } : this.#addInTurn(grant);
    });
  }

  /** @returns what was ended, null if there was nothing. Durable when it resolves */
  revoke(feature: string, userId: string, by: string): Promise<GrantRecord | null> {
    return this.#mutex.run(`${userId} ${feature}`, async () => {
      const now = this.#deps.clock.now();
      const before = this.#book.current(feature, userId);
      if (!before || before.expiresAt <= now) return null;
      const ended: GrantRecord = { ...before, endedAt: now, endedBy: by, endReason: 'revoked' };
      await this.#save([ended]);
      this.#deps.onChange('revoked', [ended]);
      return ended;
    });
  }

  /**
   * The points of a redemption went back, so the time that they paid for ends. What the viewer has from other
   * grants stays. Does nothing for one that did not count. Durable when it resolves.
   */
  takeBack(redemptionId: string, by: string): Promise<void> {
    return this.#redemptionMutex.run(redemptionId, async () => {
      const paid = this.ofRedemption(redemptionId);
      if (paid) await this.#mutex.run(`${paid.userId} ${paid.feature}`, () => this.#cut(paid, by));
    });
  }

  /** Drops what ended long ago. */
  sweep(): void {
    const before = this.#deps.clock.now() - KEEP_GRANTS_MS;
    const old = [...this.#book.all()].filter(({ expiresAt }) => expiresAt <= before);
    for (const record of old) {
      this.#book.drop(record);
      if (record.redemptionId !== null) this.#byRedemption.delete(record.redemptionId);
      if (record.key && this.ofKey(record.key)?.id === record.id) this.#byKey.delete(record.key);
    }
    this.#expiries.drop(before);
    if (old.length > 0) this.#deps.store.dropGrants(old.map(({ id }) => id));
  }

  /**
   * What was given by a clock that was far ahead begins now: it lasts as long as it was to last. Only by a clock
   * that is right. Durable when it resolves.
   */
  async beginAhead(): Promise<void> {
    const ahead = (grant: GrantRecord): boolean => grant.addedAt > this.#deps.clock.now() + HOUR_MS;
    for (const grant of [...this.#book.allCurrent()].filter(ahead))
      await this.#mutex.run(`${grant.userId} ${grant.feature}`, async () => {
        if (!this.#book.isCurrent(grant)) return;
        const addedAt = this.#deps.clock.now();
        const expiresAt = addedAt + grant.expiresAt - grant.addedAt;
        const begun = { ...grant, addedAt, expiresAt };
        await this.#save([begun]);
        this.#expiries.add(expiresAt, begun);
        this.#deps.onChange('added', [begun]);
      });
  }

  /** Nothing is given or ended while `action` runs. */
  alone<T>(action: () => Promise<T>): Promise<T> {
    return this.#mutex.runExclusive(action);
  }

  /** Numbers for records from elsewhere. Nothing else happens before they are stored and adopted. */
  number(records: readonly Omit<GrantRecord, 'id'>[]): GrantRecord[] {
    return this.#book.number(records);
  }

  /** These are durable now, by another way. */
  adopt(records: readonly GrantRecord[]): void {
    adoptAll(this.adoption(), records);
  }

  /** For records that become durable by another way; there may be very many. What is over is only remembered. */
  adoption(): Adoption<GrantRecord> {
    const now = this.#deps.clock.now();
    const book = new RecordBook<GrantRecord>();
    const redemptions = new ShardedMap<GrantRecord>();
    const keys = new ShardedMap<GrantRecord>();
    const open: [number, GrantRecord][] = [];
    const active: GrantRecord[] = [];
    return {
      add: (record) => {
        book.put(record);
        this.#deps.names.recall(record, record.addedAt); // nobody is let in by a name alone
        if (record.redemptionId !== null) redemptions.set(record.redemptionId, record);
        if (record.key) keys.set(record.key, record);
        if (record.endedAt !== null) return;
        open.push([record.expiresAt, record]);
        if (record.expiresAt > now) active.push(record);
      },
      take: () => {
        this.#book.take(book);
        this.#byRedemption = absorbed(this.#byRedemption, redemptions);
        this.#byKey = absorbed(this.#byKey, keys);
      },
      follow: () =>
        followed(this.#book, this.#expiries, open, active, (current) => this.#tell('added', current)),
    };
  }

  /** Those that count right now. */
  *inForceFor(feature: string): Generator<GrantRecord, void, undefined> {
    const now = this.#deps.clock.now();
    for (const grant of this.#book.allCurrent(feature)) if (grant.expiresAt > now) yield grant;
  }

  /** The store has forgotten everything. */
  forget(): void {
    this.#book.clear();
    this.#byRedemption.clear();
    this.#byKey.clear();
    this.#expiries.clear();
  }

  #addInTurn({ user, ...rest }: NewGrant): Promise<{ grant: GrantRecord; isNew: boolean }> {
    return this.#mutex.run(`${user.userId} ${rest.feature}`, async () => {
      const mode = this.#deps.mode();
      const addedAt = this.#deps.clock.now();
      const current = this.#book.current(rest.feature, user.userId);
      const before = current && current.expiresAt > addedAt ? current : null;
      const from = before && mode === 'add' ? before.expiresAt : addedAt;
      const expiresAt = Math.min(from + Math.ceil(rest.minutes * MINUTE_MS), addedAt + MAX_AHEAD_MS);
      const { userId, userLogin, userDisplayName } = user;
      const names = { userId, userLogin, userDisplayName };
      const isOpen = { endedAt: null, endedBy: null, endReason: null };
      const grant: GrantRecord = { id: this.#book.newId(), ...names, ...rest, addedAt, expiresAt, ...isOpen };
      const endReason = mode === 'add' ? 'extended' : 'replaced';
      const ended = before ? [{ ...before, endedAt: addedAt, endedBy: rest.by, endReason } as const] : [];
      await this.#save([...ended, grant]);
      this.#expiries.add(expiresAt, grant);
      this.#deps.onChange('added', [grant]);
      return { grant, isNew: true };
    });
  }

  /** Takes the time of `paid` out of what is in force now. */
  async #cut(paid: GrantRecord, by: string): Promise<void> {
    const now = this.#deps.clock.now();
    const current = this.#heirOf(paid);
    if (!current || current.expiresAt <= now) return;
    const ended: GrantRecord = { ...current, endedAt: now, endedBy: by, endReason: 'revoked' };
    const expiresAt = current.expiresAt - Math.ceil(paid.minutes * MINUTE_MS);
    const rest = expiresAt > now ? this.#restOf(current, current.id === paid.id, now, expiresAt) : null;
    await this.#save(rest ? [ended, rest] : [ended]);
    this.#deps.onChange('revoked', [ended]);
    if (!rest) return;
    this.#expiries.add(expiresAt, rest);
    this.#deps.onChange('added', [rest]);
  }

  /** The grant in force that holds the time of this one; undefined if none of it is left. */
  #heirOf(paid: GrantRecord): GrantRecord | undefined {
    const later = this.#book
      .of(paid.userId)
      .filter(({ id, feature }) => feature === paid.feature && id >= paid.id);
    const last = later.find(({ endReason }) => endReason !== 'extended');
    return last?.endedAt === null ? last : undefined;
  }

  #restOf(current: GrantRecord, isPaid: boolean, now: number, expiresAt: number): GrantRecord {
    const minutes = (expiresAt - now) / MINUTE_MS;
    const redemptionId = isPaid ? null : current.redemptionId;
    return { ...current, id: this.#book.newId(), minutes, addedAt: now, expiresAt, redemptionId };
  }

  async #save(records: readonly GrantRecord[]): Promise<void> {
    await this.#deps.store.save(records.map((record) => ({ kind: 'grant', record })));
    for (const record of records) this.#put(record);
  }

  #put(record: GrantRecord): void {
    this.#book.put(record);
    this.#deps.names.recall(record, record.addedAt);
    if (record.redemptionId !== null) this.#byRedemption.set(record.redemptionId, record);
    if (record.key) this.#byKey.set(record.key, record);
  }

  /** Of these, those that nothing ended or replaced. */
  #announce(change: GrantChange, grants: readonly GrantRecord[]): void {
    this.#tell(
      change,
      grants.filter((grant) => this.#book.isCurrent(grant)),
    );
  }

  #tell(change: GrantChange, grants: readonly GrantRecord[]): void {
    if (grants.length > 0) this.#deps.onChange(change, grants);
  }
}
